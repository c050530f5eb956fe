/** Pages of what SKR asks more about and decides, as the RSS sees them. */
import { addDays, dayOf, instant } from "#domain/deadlines";
import type { Answers } from "#domain/form";
import { answersFilled, reportFilled } from "#tests/builders";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import type { State } from "./page-states.ts";
import type { Running } from "./running.ts";

const message =
  "Hur många kommuner är med i er uppföljning, och vad gör ni om någon kommun inte hinner? Skriv också när resultatet kommer.";
const note = "Vi har skrivit hur många kommuner som är med, och vad vi gör när någon inte hinner.";
/**
 * `round`: the plans that are written on `today`. W is asked; AB has had its answer signed, and D is rejected, as SKR's own pages have it
 * (page-states.ts). In `reports`, D has answered and the head has not signed.
 */
export function completionStates(round: string, reports: string, today: string): State[] {
  const later = instant(Date.parse(today) + 20 * 24 * 3_600_000);
  return [
    {
      name: "start, where SKR wants to know more",
      who: "Maja Lind",
      path: "/",
      words: { sv: "Svara SKR", en: "Answer SKR" },
      at: today,
    },
    {
      name: "plan, about which SKR wants to know more",
      who: "Maja Lind",
      path: `/plan/${round}.W`,
      words: {
        sv: "SKR behöver veta mer om punkt 8 b, punkt 11 och bilagorna.",
        en: "SKR needs to know more about section 8 b, section 11 and the attachments.",
      },
      at: today,
    },
    {
      name: "plan, about which SKR wants to know more, with an answer that is too long",
      who: "Maja Lind",
      path: `/plan/${round}.W`,
      words: { sv: "1 sak att rätta innan planen", en: "1 thing to put right before the plan" },
      at: today,
      reach: async ({ page }, language) => {
        await page.locator("#svar-8b").fill("Tolv kommuner är med. ".repeat(60));
        await page.keyboard.press("Tab");
        const send = { sv: "Skicka till Anna Berg för underskrift", en: "Send to Anna Berg for signature" }[language];
        await page.getByRole("button", { name: send }).click();
      },
    },
    {
      name: "plan, about which SKR wants to know more, after the answer was due",
      who: "Maja Lind",
      path: `/plan/${round}.W`,
      words: { sv: "Ni kan fortfarande svara", en: "You can still answer" },
      at: later,
    },
    {
      name: "plan, about which SKR wants to know more, read by a reader",
      who: "Olle Holm",
      path: `/plan/${round}.W`,
      words: { sv: "Du kan läsa svaret medan det skrivs.", en: "You can read the answer while it is being written." },
      at: today,
    },
    {
      name: "read and sign, where SKR waits for an answer",
      who: "Anna Berg",
      path: `/plan/${round}.W/las`,
      words: { sv: "SKR har frågat om mer", en: "SKR has asked for more" },
      at: today,
    },
    {
      name: "receipt, of a plan about which SKR wants to know more",
      who: "Maja Lind",
      path: `/plan/${round}.W/kvitto`,
      words: { sv: "SKR behöver veta mer.", en: "SKR needs to know more." },
      at: today,
    },
    {
      name: "report, locked with an answer to SKR",
      who: "Ida Fors",
      path: `/rapport/${reports}.D`,
      words: { sv: "Den här versionen svarar på SKR:s frågor.", en: "This version answers SKR’s questions." },
      at: today,
    },
    {
      name: "read and sign, an answer to SKR",
      who: "Hugo Dahl",
      path: `/rapport/${reports}.D/las`,
      words: { sv: "Komplettering av version 1", en: "Answer about version 1" },
      at: later,
    },
    {
      name: "read and sign, an answer to SKR with what it was",
      who: "Hugo Dahl",
      path: `/rapport/${reports}.D/las`,
      words: { sv: "Så stod det i version 1", en: "As it was in version 1" },
      at: today,
      reach: ({ page }, language) =>
        page.getByText({ sv: "Så stod det i version 1", en: "As it was in version 1" }[language]).click(),
    },
    {
      name: "sign on paper, an answer to SKR",
      who: "Ida Fors",
      path: `/rapport/${reports}.D/papper`,
      words: { sv: "Svaret kan fortfarande skrivas under", en: "It can still be signed" },
      at: later,
    },
    {
      name: "receipt, of an answer to SKR",
      who: "Nora Strand",
      path: `/plan/${round}.AB/kvitto`,
      words: { sv: "Svaret är inskickat", en: "The answer has been submitted" },
      at: today,
    },
    {
      name: "start, with an answer to SKR that is signed",
      who: "Nora Strand",
      path: "/",
      words: { sv: "Kompletteringen är mottagen", en: "Your answer to SKR was received" },
      at: today,
    },
    {
      name: "version, an answer to SKR",
      who: "Nora Strand",
      path: `/plan/${round}.AB/version/2`,
      words: { sv: "Kompletterad på SKR:s fråga", en: "Changed at SKR’s request" },
      at: today,
    },
    {
      name: "plan, rejected",
      who: "Ida Fors",
      path: `/plan/${round}.D`,
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
    {
      name: "start, with a plan that is rejected",
      who: "Ida Fors",
      path: "/",
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
    {
      name: "receipt, of a plan that is rejected",
      who: "Ida Fors",
      path: `/plan/${round}.D/kvitto`,
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
  ];
}

/** Those of the reports are begun, with what the plans they are about say. */
export async function prepareCompletions(
  running: Running,
  round: string,
  reports: string,
  today: string,
): Promise<void> {
  const karin = await actingAs(running, "Karin Ström");
  const dueOn = addDays(dayOf(today), 14);
  const ask = (id: string, questions: string[]) => karin("requestCompletion", { id }, { questions, dueOn, message });
  const plan = `${round}.W`;
  await submitted(running, await actingAs(running, "Maja Lind"), "Anna Berg", plan, answersFilled());
  const remark = (question: string | null, text: string, visible: boolean) =>
    karin("remark", { id: plan }, { question, text, visible });
  await remark("8b", "Ni nämner tre kommuner på ett ställe och hela länet på ett annat.", true);
  await remark("7a", "Bra och tydliga mål.", true);
  await remark(null, "Hör gärna av er om frågan är oklar.", true);
  await remark("8b", "Jämför med förra årets plan.", false);
  await ask(plan, ["8b", "11"]);

  const report = `${reports}.D`;
  const ida = await actingAs(running, "Ida Fors");
  const answers = reportFilled(await begun(ida, report));
  await submitted(running, ida, "Hugo Dahl", report, answers);
  await ask(report, ["4b"]);
  const before = String(answers["4b"]).replaceAll("\r\n", "\n");
  await fillByApi(ida, report, { "4b": `${before.slice(0, 200)} Tolv kommuner är med. Tre av dem började i höst.` });
  await handInByApi(ida, report, note);
}

async function begun(acting: Acting, id: string): Promise<Answers> {
  const { draft } = await acting("submission", { id });
  return Object.fromEntries(Object.entries(draft?.answers ?? {}).map(([question, { value }]) => [question, value]));
}

async function submitted(running: Running, acting: Acting, head: string, id: string, answers: Answers): Promise<void> {
  await fillByApi(acting, id, answers);
  await handInByApi(acting, id);
  await signByApi(running, head, id);
}
