/** Words of SKR's decision. It is SKR's own document and in Swedish alone (ADR 0020); the mail that brings it is in the reader's language. */
import type { Day } from "../deadlines.ts";
import { formatCount, formatDay } from "../formats.ts";
import { byKind } from "./kinds.ts";
import { nouns } from "./nouns.sv.ts";

/** As it was when the decision was made. `payee`: who gets the money, when that is known. */
type About = { rss: string; year: number };
type Sentences = [decision: string, ...rest: string[]];
type Money = About & { amount: number; payee: string | null; reportBy: Day };

const kronor = (amount: number): string => `${formatCount(amount)}\u00A0kronor`;

export const decisionSv = byKind(nouns, (it) => ({
  heading: "Beslut",
  /** In the viewer's title bar. */
  title: (title: string, rss: string): string => `Beslut: ${title}, ${rss}`,
  /** First what is decided. */
  granted: ({ rss, year, amount, payee, reportBy }: Money): Sentences => [
    `SKR beviljar ${rss} ${kronor(amount)} för ${year}.`,
    ...(payee === null ? [] : [`Pengarna betalas till ${payee}.`]),
    `Rapportera senast ${formatDay(reportBy)}.`,
  ],
  approved: ({ rss, year }: About): Sentences => [`SKR godkänner ${it.the} för ${year} från ${rss}.`],
  rejected: ({ rss, year }: About): Sentences =>
    it.name === nouns.plan.name
      ? [`SKR avslår ${it.the} för ${year} från ${rss}.`, `${rss} får inga medel på ${it.the}.`]
      : [`SKR godkänner inte ${it.the} för ${year} från ${rss}.`],
  reasons: "Skäl",
  money: "Pengarna",
  amount: "Belopp",
  kronor,
  payee: "Betalas till",
  orgNo: "Organisationsnummer",
  bankgiro: "Bankgiro",
  reference: "Märkning",
  reportBy: "Rapportera senast",
  by: "Vem som har beslutat",
  decidedBy: "Beslutat av",
  attestedBy: "Attesterat av",
  officer: (name: string): string => `${name}, handläggare på SKR`,
  how: "Sätt",
  inPortal: (isAttested: boolean): string =>
    isAttested ? "I RSS-portalen, av två personer som loggat in var för sig" : "I RSS-portalen, efter inloggning",
  questions: "Har ni frågor om beslutet? Hör av er till SKR. Adress och telefonnummer står längst ned på sidan.",
  matter: "Ärende",
  rss: "RSS",
  at: "Beslutat",
  control: "Uppgifter för kontroll",
  number: "Beslutsnummer",
  numberAndCode: (number: string, code: string): string => `${number}, kod ${code}`,
  checksum: "Kontrollsumma (SHA-256) för beslutet",
  on: "Beslutet gäller",
  received: (at: string, version: number): string => `Version ${version}, inskickad ${at}, svensk tid`,
  contentChecksum: "Kontrollsumma (SHA-256) för handlingens innehåll",
  decisionFile: "Beslutet som det står i portalens logg, i maskinläsbar form",
  particularsFile: "Uppgifterna runt beslutet, i maskinläsbar form",
  seal: {
    numberAndCode: (number: string, code: string): string => `Beslutsnummer ${number} · kod ${code}`,
    lines: [
      "Panelen visar SKR:s e-stämpel. Vem som har beslutat står i beslutet.",
      "Stämpeln visar att beslutet kommer från SKR, och om något har ändrats sedan dess.",
    ],
    check: "Kontrollera beslutet på",
  },
}));
