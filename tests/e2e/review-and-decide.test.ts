import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { axeFindings, fitsItsWindow, isFocusIn, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { says } from "./steps.ts";

const plan = "2021.W";
const other = "2021.X";
const late = "2021.AB";
const review = `/granska/${plan}`;
const overview = "/oversikt/2021";

/** What was written, but for one word of it and a sentence that is new. */
const before = String(answersFilled()["7a"]);
const after = `${before.replace("tre", "fyra")} Tre av fyra kommuner har en rutin 2023.`;

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const focusOn = (page: Page, name: string) =>
  until(`the focus on ${name}`, async () => (await isFocusIn(heading(page, name))) || undefined);
const accept = ({ page }: Someone) => page.once("dialog", (dialog) => void dialog.accept());

describe("review-and-decide", () => {
  let running: Running;
  let browser: Browser;
  let karin: Someone;
  let johan: Someone;
  let maja: Acting;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    maja = await actingAs(running, "Maja Lind");
    await fillByApi(maja, plan, answersFilled());
    await handInByApi(maja, plan);
    await signByApi(running, "Anna Berg", plan);
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, other, answersFilled());
    await handInByApi(sara, other);
    await signByApi(running, "Per Åkerman", other);
    await (await actingAs(running, "Nora Strand"))("requestExtension", { id: late }, { reason: "Chefen är sjuk." });
    await running.setClock("2021-06-02T09:00:00.000Z");
    [karin, johan] = [await someone(browser), await someone(browser)];
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("is taken by an officer from its row, which the link of the filter shows to whoever opens it", async () => {
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", overview);
    await page.getByRole("button", { name: "Ändra handläggare för Dalarna" }).click();
    const officers = page.locator("#handlaggare-W");
    await until("the focus in the row", async () => (await isFocusIn(officers)) || undefined);
    await officers.selectOption("Karin Ström");
    await page.getByRole("button", { name: "Spara" }).click();
    await officers.waitFor({ state: "detached" });
    await page.getByRole("combobox", { name: "Handläggare" }).selectOption("Jag");
    await says(page, "Visar 1 av 21 län.");
    expect(new URL(page.url()).searchParams.get("handlaggare")).toBe("me");
    await page.reload();
    await says(page, "Visar 1 av 21 län.", "Dalarna", "13 dagar hos SKR");
    await openAs(johan, running, "Johan Vik", `${overview}?handlaggare=me`);
    await says(johan.page, "Inget län passar det du har valt.");
  }, 60_000);

  it("gives an extension in one press, with the RSS's own reason", async () => {
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", `${overview}?visa=anstand`);
    await says(page, "Visar 1 av 21 län.", "Chefen är sjuk.");
    await page.getByRole("button", { name: "Bevilja Stockholm anstånd till 9 juni 2021" }).click();
    await says(page, "Inget län passar det du har valt.");
    const given = await (await actingAs(running, "Nora Strand"))("submission", { id: late });
    expect(given.closesAt).toBe("2021-06-09T22:00:00.000Z");
    expect(given.extended?.reason).toBe("Chefen är sjuk.");
  }, 60_000);

  it("takes remarks by keyboard, internal or visible, of which the RSS reads the visible ones", async () => {
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", review);
    await page.getByRole("button", { name: "Skriv anmärkning om 7 a" }).focus();
    await page.keyboard.press("Enter");
    const field = page.getByLabel("Anmärkning om 7 a");
    await until("the focus in the remark", async () => (await isFocusIn(field)) || undefined);
    await page.keyboard.type("Målen går inte att följa upp.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Spara anmärkning" }).focus();
    await page.keyboard.press("Enter");
    await says(page, "Målen går inte att följa upp.", "Visas för RSS");
    await page.getByRole("button", { name: "Skriv anmärkning om 8 b" }).click();
    await page.getByLabel("Anmärkning om 8 b").fill("Samma text som förra året?");
    await page.reload();
    expect(await page.getByLabel("Anmärkning om 8 b").inputValue()).toBe("Samma text som förra året?");
    await page.getByRole("button", { name: "Spara anmärkning" }).click();
    await says(page, "Bara SKR");
    expect(await axeFindings(page)).toEqual([]);
    const read = await maja("remarks", { id: plan });
    expect(read.remarks.map(({ text }) => text)).toEqual(["Målen går inte att följa upp."]);
  }, 60_000);

  it("shows a hidden remark to the RSS when an officer says so, and puts one that is resolved out of the way", async () => {
    const { page } = karin;
    const internal = page.getByRole("list", { name: "Anmärkningar om 8 b" });
    await internal.getByRole("button", { name: /^Visa för RSS/ }).click();
    await internal.getByText("Visas för RSS", { exact: true }).waitFor();
    expect((await maja("remarks", { id: plan })).remarks).toHaveLength(2);
    await internal.getByRole("button", { name: /^Markera som klar/ }).click();
    await internal.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Visa klara (1)" }).waitFor();
    const summary = page.getByRole("region", { name: "Anmärkningar" });
    expect((await summary.innerText()).replace(/\s+/g, " ")).toContain("7 a 1 öppen");
    expect(await summary.innerText()).not.toContain("8 b");
  }, 60_000);

  it("asks for completion of what is ticked in the text, two weeks ahead on a working day", async () => {
    const { page } = karin;
    await page.getByRole("button", { name: "Begär komplettering" }).click();
    await focusOn(page, "Begär komplettering");
    await page.getByRole("button", { name: "Begär komplettering" }).click();
    await says(page, "Välj minst ett avsnitt.");
    await page.getByLabel("Begär komplettering av 7 a").check();
    expect(await page.getByRole("group", { name: "Vad ska kompletteras?" }).getByLabel("7 a").isChecked()).toBe(true);
    expect(await page.getByLabel("Svar senast").inputValue()).toBe("2021-06-16");
    await page.getByRole("button", { name: "Begär komplettering av 1 avsnitt" }).click();
    await says(page, "Skriv vad SKR vill veta.");
    await page.getByLabel("Vad vill SKR veta?").fill("Sätt tal på målen.");
    expect(await axeFindings(page)).toEqual([]);
    accept(karin);
    await page.getByRole("button", { name: "Begär komplettering av 1 avsnitt" }).click();
    await says(page, "Komplettering begärd", "Svar senast onsdag 16 juni 2021", "14 dagar kvar", "Sätt tal på målen.");
    await focusOn(page, "Komplettering begärd");
  }, 60_000);

  it("shows what the RSS has answered, word by word, and still the version before it", async () => {
    await running.setClock("2021-06-10T09:00:00.000Z");
    const { draft } = await maja("submission", { id: plan });
    await maja("saveAnswer", { id: plan, question: "7a" }, { value: after }, draft?.answers["7a"]?.rev ?? 0);
    await handInByApi(maja, plan, "Nu står talen i målen.");
    await signByApi(running, "Anna Berg", plan);
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", review);
    await says(page, "RSS har kompletterat", "Nu står talen i målen.");
    const changes = page.getByRole("region", { name: "RSS har kompletterat" });
    expect((await changes.locator("del").allInnerTexts()).join("")).toContain("tre");
    const added = (await changes.locator("ins").allInnerTexts()).join(" ");
    expect(added).toContain("fyra");
    expect(added).toContain("Tre av fyra kommuner har en rutin 2023");
    expect(await changes.textContent()).toContain("tillagt: fyra");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Version", exact: true }).selectOption("Version 1");
    await says(page, "Du läser version 1. Version 2 gäller.");
    await page.getByRole("button", { name: "Läs version 2" }).click();
    await page.getByText("Du läser version 1.").waitFor({ state: "detached" });
  }, 60_000);

  it("is proposed by one officer and sent back by another, with a comment", async () => {
    const { page } = karin;
    await page.getByRole("radio", { name: "Bevilja medel" }).check();
    await page.getByLabel("Belopp i kronor").fill("350 000");
    await page.getByLabel("Motivering").fill("Planen svarar mot omgångens syfte.");
    await page.getByRole("button", { name: "Föreslå 350 000 kr" }).click();
    await says(page, "Förslag: 350 000 kr", "Väntar på attest av en annan handläggare.");
    await focusOn(page, "Beslut");
    expect(await page.getByRole("button", { name: /^Attestera/ }).count()).toBe(0);
    await openAs(johan, running, "Johan Vik", `${overview}?visa=attest`);
    await says(johan.page, "Visar 1 av 21 län.", "350 000 kr", "Väntar på attest");
    await johan.page.getByRole("link", { name: "Dalarna", exact: true }).click();
    await says(johan.page, "Planen svarar mot omgångens syfte.");
    await johan.page.getByText("Skicka tillbaka", { exact: true }).first().click();
    await johan.page.getByLabel("Kommentar").fill("Hela beloppet behövs.");
    await johan.page.getByRole("button", { name: "Skicka tillbaka" }).click();
    await says(johan.page, "Hur blir det?");
  }, 60_000);

  it("is proposed for several at once, each its own amount, and says with which it did not go", async () => {
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", overview);
    await page.getByRole("checkbox", { name: "Välj Dalarna" }).check();
    await page.getByRole("checkbox", { name: "Välj Gävleborg" }).check();
    await page.getByRole("checkbox", { name: "Välj Skåne" }).check();
    // Since the page was fetched another officer was first with one of them.
    await (await actingAs(running, "Johan Vik"))(
      "decide",
      { id: other },
      {
        ...{ outcome: "approved", amount: 300_000, reasons: null },
      },
    );
    await page.getByRole("button", { name: "Bevilja enligt omgången (2)" }).click();
    await focusOn(page, "Bevilja enligt omgången");
    await says(page, "RSS Dalarna, 400 000 kr", "Tillsammans 800 000 kr.", "1 vald hoppas över");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Föreslå för 2 RSS" }).click();
    await says(page, "1 är klar.", "1 gick inte:", "RSS Gävleborg: Ett beslut är redan föreslaget.");
    await page.getByRole("button", { name: "Stäng" }).click();
    await says(page, "700 000 kr");
  }, 60_000);

  it("attests several at once, and refuses what the same officer proposed", async () => {
    const { page } = johan;
    await openAs(johan, running, "Johan Vik", `${overview}?visa=attest`);
    await page.getByRole("checkbox", { name: "Välj alla som visas" }).check();
    await page.getByRole("button", { name: "Attestera (2)" }).click();
    await says(page, "RSS Dalarna, 400 000 kr", "Karin Ström", "Mottagare: Region Dalarna, Bankgiro");
    expect(await axeFindings(page)).toEqual([]);
    // Another proposal of the same amount comes into the place of the one that is shown.
    const asKarin = await actingAs(running, "Karin Ström");
    await asKarin("withdrawProposal", { id: plan }, { comment: "Fel motivering." });
    await asKarin("decide", { id: plan }, { outcome: "approved", amount: 400_000, reasons: "Målen är tydligare nu." });
    await page.getByRole("button", { name: "Attestera 2 beslut" }).click();
    await says(page, "RSS Dalarna: En kollega var före dig.");
    await page.getByRole("button", { name: "Stäng" }).click();
    await page.getByRole("checkbox", { name: "Välj alla som visas" }).check();
    await page.getByRole("button", { name: "Attestera (2)" }).click();
    await says(page, "Målen är tydligare nu.");
    await page.getByRole("button", { name: "Attestera 2 beslut" }).click();
    await says(page, "1 är klar.", "RSS Gävleborg: Du föreslog beslutet. En annan handläggare ska attestera det.");
    await page.getByRole("button", { name: "Stäng" }).click();
    await openAs(johan, running, "Johan Vik", review);
    await says(page, "Beviljad 400 000 kr", "Beslut av", "Karin Ström", "Attest av", "Johan Vik");
    await says(page, "Mottagare", "Region Dalarna", "Bankgiro", "RSS Dalarna");
    await page.getByRole("button", { name: /^Hämta beslutet/ }).waitFor();
  }, 60_000);

  it("notes what is paid, never more than was granted, and what was not used", async () => {
    const { page } = johan;
    await page.getByText("Notera utbetalning").click();
    const amount = page.getByLabel("Belopp i kronor", { exact: true });
    expect((await amount.inputValue()).replace(/\s/g, "")).toBe("400000");
    await amount.fill("400 001");
    await page.getByRole("button", { name: "Spara utbetalning" }).click();
    await says(page, "Skriv ett helt antal kronor, högst 400 000.");
    await amount.fill("300 000");
    await page.getByLabel("Referens").fill("Ver 4711");
    await page.getByRole("button", { name: "Spara utbetalning" }).click();
    await says(page, "300 000 kr av 400 000 kr är utbetalt.", "300 000 kr, 10 juni 2021. Ver 4711");
    await page.getByText("Notera oanvända medel").click();
    await page.getByLabel("Oanvänt belopp i kronor").fill("25 000");
    await page.getByLabel("Anmärkning", { exact: true }).fill("Enligt RSS ekonomiska rapport.");
    await page.getByRole("button", { name: "Spara oanvända medel" }).click();
    await says(page, "25 000 kr är inte använt.");
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);

  it("tells it all in the log, with amounts, days and sections", async () => {
    const { page } = johan;
    await page.getByText("Händelser", { exact: true }).click();
    await says(page, "Kedjan av händelser är hel", "350 000 kr", "till och med 16 juni 2021", "gäller 7 a");
    await says(page, "Hela beloppet behövs.", "till Karin Ström", "300 000 kr · 10 juni 2021");
    const seen = await maja("log", { id: plan });
    expect(JSON.stringify(seen)).not.toContain("Hela beloppet behövs.");
    expect(JSON.stringify(seen)).not.toContain("350000");
  }, 60_000);

  it("rejects with reasons that are asked for", async () => {
    const { page } = karin;
    const acting = await actingAs(running, "Karin Ström");
    await acting("withdrawProposal", { id: other }, { comment: "Fel belopp." });
    await openAs(karin, running, "Karin Ström", `/granska/${other}`);
    await page.getByRole("radio", { name: "Avslå" }).check();
    await page.getByRole("button", { name: "Avslå planen" }).click();
    await says(page, "Skriv en motivering.");
    await page.getByLabel("Motivering").fill("Planen saknar mål.");
    accept(karin);
    await page.getByRole("button", { name: "Avslå planen" }).click();
    await says(page, "Avslag, 10 juni 2021", "Planen saknar mål.");
    expect(await page.getByText("Notera utbetalning").count()).toBe(0);
  }, 60_000);

  it("is reviewed on a phone too", async () => {
    const onPhone = await someone(browser, phone);
    await openAs(onPhone, running, "Karin Ström", review);
    await says(onPhone.page, "Beviljad 400 000 kr");
    expect(await fitsItsWindow(onPhone.page)).toBe(true);
    await openAs(onPhone, running, "Karin Ström", overview);
    await says(onPhone.page, "8 600 000 kr");
    expect(await fitsItsWindow(onPhone.page)).toBe(true);
    expect(onPhone.errors).toEqual([]);
    await onPhone.context.close();
  }, 60_000);

  it("gave no page anything to complain about", () => {
    expect([...karin.errors, ...johan.errors]).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
