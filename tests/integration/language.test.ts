import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Language } from "#domain/language";
import { textsOf } from "#tests/e2e/pdf-text";
import { anOutbox } from "#tests/outbox";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { asHtml, asText } from "../../lambdas/mail/letter.ts";

const id = "2021.W";
const now = "2021-05-21T08:02:00.000Z";
const pressed = "2021-05-21T08:00:00.000Z";
const loggedIn = "2021-05-21T08:01:00.000Z";

describe("a person's language", () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await aPortal();
  });
  afterEach(() => portal.stop());

  const choose = (sub: string, language: Language) => portal.call(sub, "setLanguage", { body: { language } });
  const languageOf = async (sub: string) => (await portal.call(sub, "me")).answer.language;

  it("is nothing until it is chosen, then what was chosen last, and nobody else's", async () => {
    expect(await languageOf("anna")).toBeNull();
    expect((await choose("anna", "en")).status).toBe(200);
    expect(await languageOf("anna")).toBe("en");
    expect(await languageOf("maja")).toBeNull();
    await choose("anna", "sv");
    expect(await languageOf("anna")).toBe("sv");
  });

  it("changes nothing else of the person", async () => {
    const { person, memberships } = (await portal.call("anna", "me")).answer;
    await choose("anna", "en");
    expect((await portal.call("anna", "me")).answer).toMatchObject({ person, memberships });
  });

  it("does not bring back a person who has been erased", async () => {
    await expect(portal.registry.setLanguage("p-nobody", "en")).rejects.toThrow();
    expect(await portal.registry.people(["p-nobody"])).toEqual(new Map());
  });

  async function sign(): Promise<void> {
    const waiting = await handInPlan(portal, id, "maja");
    const signed = await pressAndSign(portal, id, "anna", waiting, { pressed, loggedIn });
    if (signed.sign.status !== 200) throw new Error(signed.sign.text);
  }

  it("is that of the mail each of them gets about the same plan; offices are written to in Swedish", async () => {
    await choose("anna", "en");
    await choose("elin", "en");
    const outbox = anOutbox(portal);
    await fillIn(portal, id, "maja");
    await sign();
    await outbox.deliver(now);
    await outbox.deliver(now);
    const subjects = Object.fromEntries(outbox.sent.map(({ to, letter }) => [to, letter.subject]));
    expect(subjects).toEqual({
      "anna@example.se": "Receipt: the plan has been submitted",
      "elin@example.se": "Receipt: the plan has been submitted",
      "maja@example.se": "Kvitto: planen är inskickad",
      "registrator.w@example.se": "Kvitto: planen är inskickad",
    });
    for (const { letter } of outbox.sent) {
      expect(asHtml(letter)).toContain(`<html lang="${letter.language}">`);
      expect(asText(letter)).toContain({ sv: "svensk tid", en: "Swedish time" }[letter.language]);
      expect(asText(letter)).toContain({ sv: "Svara inte på det.", en: "do not reply" }[letter.language]);
    }
  });

  it.each([
    ["sv", "Jag är chef för RSS och skriver under planen i den version jag har läst.", "sida 1 av", "Kvittonummer"],
    ["en", "I am the head of the RSS and sign the plan in the version I have read.", "page 1 of", "Receipt number"],
  ] as const)("%s is that of the sentence the head signs, and of the document", async (language, ...words) => {
    await choose("anna", language);
    const outbox = anOutbox(portal);
    await fillIn(portal, id, "maja");
    await sign();
    const events = (await portal.store.events(id)).map(({ event }) => event.fact);
    expect(events.at(-1)).toMatchObject({ type: "signed", evidence: { language, shown: words[0] } });
    // Somebody who changes languages afterwards has signed what was signed.
    await choose("anna", language === "sv" ? "en" : "sv");
    await outbox.deliver(now);
    await outbox.deliver(now);
    const pages = textsOf(Buffer.from(outbox.sent.at(-1)?.enclosures[0]?.bytes ?? []));
    const says = (text: string) => pages.some((page) => page.includes(text.replace(/\s/g, "")));
    for (const text of [...words, "Ja, vi kommer att delta i SKR:s nätverk för kvinnofridssatsningen."]) {
      expect([text, says(text)]).toEqual([text, true]);
    }
  });
});
