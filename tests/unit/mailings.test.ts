import { describe, expect, it } from "@jest/globals";
import type { Language } from "#domain/language";
import { mailingOf } from "#domain/mailings";
import type { Role } from "#domain/permissions";
import { stepsAfter } from "#domain/steps";
import type { Event, Fact } from "#domain/submission";
import { mails } from "#domain/texts/by-language";
import type { Decided, Letter } from "#domain/texts/mail.sv";
import { aLife, at } from "#tests/builders";
import { asHtml, asText } from "../../lambdas/mail/letter.ts";

const now = at("2021-06-14T09:00:00Z");
const registrar = "registrator@example.se";
const rss = { id: "W", registrar };
const staff = "kvinnofrid@example.se";

type MemberWish = { email?: string; language?: Language; from?: string; to?: string };
const member = (id: string, role: Role, { from, to, ...wish }: MemberWish = {}) => ({
  ...{ id, role, email: `${id}@example.se`, from: from ?? at("2020-01-01T00:00:00Z"), to: to ?? null },
  ...wish,
});
const writer = member("maja", "writer");
const head = member("anna", "head", { language: "en" });

const approved = (amount: number | null): Fact => ({ type: "approved", version: 1, amount });
const eventOf = (fact: Fact): Event => ({ id: "2021.W", seq: 6, at: now, by: "p", prev: "", fact, hash: "" });
const told = (members: Parameters<typeof mailingOf>[1], fact: Fact = approved(400_000)) =>
  mailingOf(eventOf(fact), members, rss, staff, now);

describe("SKR's decision", () => {
  it.each([400_000, null])(
    "(%s) is told to writers, heads and registrar, each person in their own language",
    (amount) => {
      expect(told([writer, head, member("olle", "reader")], approved(amount))).toEqual({
        kind: "approved",
        to: [
          { person: "maja", address: "maja@example.se", language: "sv" },
          { person: "anna", address: "anna@example.se", language: "en" },
          { person: "registrar.W", address: registrar, language: "sv" },
        ],
      });
    },
  );

  it("is told to whom it concerns when it is sent, and not to who has left or is yet to come", () => {
    const left = member("ulla", "writer", { to: now });
    const leaving = member("eva", "writer", { to: at("2021-06-14T09:00:00.001Z") });
    const coming = member("nils", "head", { from: at("2021-06-14T09:00:00.001Z") });
    const addresses = told([left, leaving, coming])?.to.map(({ address }) => address);
    expect(addresses).toEqual(["eva@example.se", registrar]);
  });

  it("is told once to an address that is both a person's and the registrar's, in the person's language", () => {
    const both = member("anna", "head", { email: registrar, language: "en" });
    expect(told([both])?.to).toEqual([{ person: "anna", address: registrar, language: "en" }]);
    const shouted = member("anna", "head", { email: registrar.toUpperCase() });
    expect(told([shouted])?.to.map(({ person }) => person)).toEqual(["anna"]);
  });

  it("passes over a registrar whose address takes no mail, as does every other mail to one", () => {
    const marked = new Set([registrar]);
    const facts: Fact[] = [
      { type: "handed-in-for", version: 1, content: "", receivedAt: now, how: "post", reason: "" },
      { type: "rejected", version: 1, reasons: "" },
    ];
    for (const fact of facts) {
      const { to = [] } = mailingOf({ fact }, [member("anna", "head")], rss, staff, now, marked) ?? {};
      expect(to.map(({ person }) => person)).toEqual(["anna"]);
    }
  });
});

it("an event is told in a letter of its kind, or leaves no mail to be sent", () => {
  const facts: Fact[] = [
    ...aLife({ state: "approved" }).events.map(({ fact }) => fact),
    ...[{ type: "recalled" } as const, { type: "changed" } as const, { type: "sent-back", comment: "" } as const],
    { type: "extension-requested", reason: "" },
    { type: "extended", closesAt: now, reason: "" },
    { type: "handed-in-for", version: 1, content: "", receivedAt: now, how: "post", reason: "" },
    { type: "completion-requested", version: 1, questions: ["8b"], dueAt: now, message: "" },
    { type: "completion-withdrawn", reason: "" },
    { type: "proposed", version: 1, amount: 400_000, reasons: "" },
    { type: "proposal-withdrawn", comment: "" },
    { type: "rejected", version: 1, reasons: "" },
    { type: "assigned", to: null },
    { type: "paid", amount: 1, on: "2021-06-20", reference: "" },
    { type: "unused-noted", amount: 1, note: "" },
  ];
  for (const fact of facts) {
    const isTold = told([writer, head], fact) !== null;
    expect([fact.type, isTold]).toEqual([fact.type, stepsAfter(eventOf(fact)).includes("mail")]);
  }
});

const plan = {
  ...{ rss: "RSS Dalarna", title: "Genomförandeplan för SKR:s kvinnofridssatsning 2021" },
  url: "https://portalen.example.se/plan/2021.W",
};
const report = {
  ...{ rss: "RSS Dalarna", title: "Årsrapport för SKR:s kvinnofridssatsning 2021" },
  url: "https://portalen.example.se/rapport/2021-rapport.W",
};
const granted: Decided = {
  ...{ amount: 400_000, year: 2021, number: "GFP-2021-W-1-BESLUT", code: "1A2B3C4D", at: now, reasons: "" },
  payee: "Region Dalarna",
  report: { url: report.url, closesAt: at("2022-02-01T23:00:00Z") },
};
const accepted: Decided = { ...granted, amount: null, number: "RAP-2021-W-1-BESLUT", report: null };
/** As it is read: the mail program shows a space that does not break as a space. */
const read = (letter: Letter) => `${letter.subject}\n\n${asText(letter)}`.replaceAll("\u00A0", " ");

describe("the letter of a decision", () => {
  it("says in Swedish what is granted, and what to do next", () => {
    expect(read(mails.sv("plan").approved(plan, granted))).toBe(`SKR beviljar RSS Dalarna 400 000 kronor för 2021

SKR beviljar RSS Dalarna 400 000 kronor för 2021. Pengarna betalas till Region Dalarna.

Planen går inte att ändra längre.

Beslutet ligger som PDF i det här mejlet. Spara det hos er.

Rapportera senast tisdag 1 februari 2022 kl. 23:59, svensk tid.

Plan: Genomförandeplan för SKR:s kvinnofridssatsning 2021
Beslutsnummer: GFP-2021-W-1-BESLUT
Kod: 1A2B3C4D
Beslutat: 14 juni 2021 kl. 11:00, svensk tid

Öppna rapporten:
https://portalen.example.se/rapport/2021-rapport.W

-- 
Det här mejlet skickades av RSS-portalen. Svara inte på det. Vänd dig till SKR:s handläggare om något är oklart.`);
  });

  it("says the same in English", () => {
    const letter = mails.en("plan").approved(plan, granted);
    expect(letter.subject.replaceAll("\u00A0", " ")).toBe("SKR grants RSS Dalarna SEK 400,000 for 2021");
    for (const words of [
      "SKR grants RSS Dalarna SEK 400,000 for 2021. The money is paid to Region Dalarna.",
      "The plan can no longer be changed.",
      "Report back no later than Tuesday 1 February 2022, 23:59 Swedish time.",
      "Decision number: GFP-2021-W-1-BESLUT\nCode: 1A2B3C4D\nDecided: 14 June 2021, 11:00 Swedish time",
      `Open the report:\n${report.url}`,
    ])
      expect(read(letter)).toContain(words);
  });

  it.each([
    ["sv", /rapport/i, "Öppna planen"],
    ["en", /report/i, "Open the plan"],
  ] as const)(
    "(%s) says nothing of a report where there is none to write, and leads to the plan",
    (language, word, label) => {
      const letter = mails[language]("plan").approved(plan, { ...granted, report: null });
      expect(letter.action).toEqual({ label, url: plan.url });
      expect(read(letter)).not.toMatch(word);
    },
  );

  it.each([
    [
      "sv",
      "SKR har godkänt rapporten",
      "SKR har godkänt rapporten från RSS Dalarna. Den går inte att ändra längre.",
      /\bplan|kronor|bevilja|senast/i,
    ],
    [
      "en",
      "SKR has approved the report",
      "SKR has approved the report from RSS Dalarna. It can no longer be changed.",
      /\bplan|SEK|grant|no later/i,
    ],
  ] as const)("(%s) of a report says that it is approved, and nothing of money", (language, subject, final, other) => {
    const letter = mails[language]("report").approved(report, accepted);
    expect(letter).toMatchObject({ subject, action: { url: report.url } });
    expect(read(letter)).toContain(final);
    expect(read(letter)).not.toMatch(other);
  });

  it("keeps amounts, days and their units on one line, and stands in HTML as in text", () => {
    const letter = mails.sv("plan").approved(plan, granted);
    for (const words of [letter.subject, asText(letter), asHtml(letter)])
      expect(words).toContain("400\u00A0000\u00A0kronor");
    for (const paragraph of letter.paragraphs) expect(asHtml(letter)).toContain(`>${paragraph}</p>`);
  });
});
