/** Pages of what SKR asks more about and decides, as the RSS sees them. */
import { addDays, dayOf, instant } from "#domain/deadlines";
import { answersFilled } from "#tests/builders";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import type { State } from "./page-states.ts";
import type { Running } from "./running.ts";

const message =
  "Hur många kommuner är med i er uppföljning, och vad gör ni om någon kommun inte hinner? Skriv också när resultatet kommer.";
const note = "Vi har skrivit hur många kommuner som är med, och vad vi gör när någon inte hinner.";
const reasons =
  "Planen saknar mål för hur våldsutsatta barn ska komma till tals, och RSS har inte svarat på SKR:s fråga om dem.";

/** `round`: the plans that are written on `today`. Its RSS: W is asked, D has answered, AB has its answer signed, X is rejected. */
export function completionStates(round: string, today: string): State[] {
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
      name: "plan, locked with an answer to SKR",
      who: "Ida Fors",
      path: `/plan/${round}.D`,
      words: { sv: "Den här versionen svarar på SKR:s frågor.", en: "This version answers SKR’s questions." },
      at: today,
    },
    {
      name: "read and sign, an answer to SKR",
      who: "Hugo Dahl",
      path: `/plan/${round}.D/las`,
      words: { sv: "Komplettering av version 1", en: "Completes version 1" },
      at: later,
    },
    {
      name: "read and sign, an answer to SKR with what it was",
      who: "Hugo Dahl",
      path: `/plan/${round}.D/las`,
      words: { sv: "Så stod det i version 1", en: "As it was in version 1" },
      at: today,
      reach: ({ page }, language) =>
        page.getByText({ sv: "Så stod det i version 1", en: "As it was in version 1" }[language]).click(),
    },
    {
      name: "sign on paper, an answer to SKR",
      who: "Ida Fors",
      path: `/plan/${round}.D/papper`,
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
      words: { sv: "Kompletterad på SKR:s fråga", en: "Completed at SKR’s request" },
      at: today,
    },
    {
      name: "plan, rejected",
      who: "Sara Nygren",
      path: `/plan/${round}.X`,
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
    {
      name: "start, with a plan that is rejected",
      who: "Sara Nygren",
      path: "/",
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
    {
      name: "receipt, of a plan that is rejected",
      who: "Sara Nygren",
      path: `/plan/${round}.X/kvitto`,
      words: { sv: "SKR avslog planen", en: "SKR rejected the plan" },
      at: today,
    },
  ];
}

async function answer(acting: Acting, id: string, to: string): Promise<void> {
  const { draft } = await acting("submission", { id });
  await acting("saveAnswer", { id, question: "8b" }, { value: to }, draft?.answers["8b"]?.rev ?? 0);
  await acting("handIn", { id }, { note });
}

/** D and X of the round have been submitted. */
export async function prepareCompletions(running: Running, round: string, today: string): Promise<void> {
  const karin = await actingAs(running, "Karin Ström");
  const dueOn = addDays(dayOf(today), 14);
  const ask = (rss: string, questions: string[]) =>
    karin("requestCompletion", { id: `${round}.${rss}` }, { questions, dueOn, message });
  const submit = async (writer: string, head: string, id: string) => {
    const acting = await actingAs(running, writer);
    await fillByApi(acting, id, answersFilled());
    await handInByApi(acting, id);
    await signByApi(running, head, id);
    return acting;
  };
  await submit("Maja Lind", "Anna Berg", `${round}.W`);
  const remark = (question: string | null, text: string, visible: boolean) =>
    karin("remark", { id: `${round}.W` }, { question, text, visible });
  await remark("8b", "Ni nämner tre kommuner på ett ställe och hela länet på ett annat.", true);
  await remark("7a", "Bra och tydliga mål.", true);
  await remark(null, "Hör gärna av er om frågan är oklar.", true);
  await remark("8b", "Jämför med förra årets plan.", false);
  await ask("W", ["8b", "11"]);

  const changed = (text: unknown) =>
    `${String(text).slice(0, 400)} Tolv kommuner är med. Tre av dem börjar efter sommaren.`;
  const { "8b": before } = answersFilled();
  await ask("D", ["8b"]);
  await answer(await actingAs(running, "Ida Fors"), `${round}.D`, changed(before));

  const nora = await submit("Nora Strand", "Lars Ek", `${round}.AB`);
  await ask("AB", ["8b"]);
  await answer(nora, `${round}.AB`, changed(before));
  await signByApi(running, "Lars Ek", `${round}.AB`);

  await karin("decide", { id: `${round}.X` }, { outcome: "rejected", amount: null, reasons });
}
