/** What the portal writes to people, in Swedish. No personal data in subjects: they show on locked screens. */

import type { Day, Instant } from "../deadlines.ts";
import { formatCount, formatDay, formatDeadline, formatInstant } from "../formats.ts";
import type { Language } from "../language.ts";
import { byKind } from "./kinds.ts";
import { nouns } from "./nouns.sv.ts";

/** A mail before it has a form: text and HTML are both made from it. */
export type Letter = {
  subject: string;
  paragraphs: string[];
  /** A page to open. Links never act by themselves: mail scanners follow them. */
  action: { label: string; url: string } | null;
  facts: { label: string; value: string }[];
  language: Language;
  /** Under every mail. */
  footer: string;
};

export type About = { rss: string; title: string; url: string };

const ours = {
  language: "sv" as const,
  footer:
    "Det här mejlet skickades av RSS-portalen. Svara inte på det. Vänd dig till SKR:s handläggare om något är oklart.",
};

export const facts = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([label, value]) => ({ label, value }));

export const mailSv = byKind(nouns, (it) => ({
  waiting: (about: About, waiting: { by: string; at: Instant; signBy: Instant }): Letter => ({
    ...ours,
    subject: `En ${it.a} väntar på din underskrift`,
    paragraphs: [
      `${waiting.by} har skickat ${about.title} för ${about.rss} till dig.`,
      `Läs ${it.the} och skriv under senast ${formatDeadline(waiting.signBy)}. Du kan också skicka tillbaka den med en kommentar.`,
    ],
    action: { label: "Läs och skriv under", url: about.url },
    facts: facts({ [it.A]: about.title, RSS: about.rss, "Skickad till dig": formatInstant(waiting.at) }),
  }),

  sentBack: (about: About, back: { by: string; comment: string; closesAt: Instant }): Letter => ({
    ...ours,
    subject: `${it.The} har skickats tillbaka till er`,
    paragraphs: [
      `${back.by} har läst ${about.title} för ${about.rss} och vill att den ändras innan den skrivs under.`,
      `Kommentar: ${back.comment}`,
      `${it.The} är ett utkast igen och inte inskickad. Skicka den på nytt senast ${formatDeadline(back.closesAt)}.`,
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),

  receipt: (
    about: About,
    receipt: { number: string; code: string; receivedAt: Instant; inTime: boolean; hash: string },
  ): Letter => ({
    ...ours,
    subject: `Kvitto: ${it.the} är inskickad`,
    paragraphs: [
      `${about.title} för ${about.rss} är inskickad till SKR. ${it.The} ligger som PDF i det här mejlet.`,
      "Spara PDF:en hos er. Det ni skickar in blir normalt en allmän handling. Fråga er registrator.",
    ],
    action: { label: "Öppna kvittot", url: about.url },
    facts: facts({
      Kvittonummer: receipt.number,
      Kod: receipt.code,
      Mottagen: `${formatInstant(receipt.receivedAt)}, svensk tid, ${receipt.inTime ? "i tid" : "efter tiden"}`,
      Kontrollsumma: receipt.hash,
    }),
  }),

  extensionRequested: (about: About, request: { reason: string; closesAt: Instant }): Letter => ({
    ...ours,
    subject: "En RSS begär anstånd",
    paragraphs: [
      `${about.rss} begär anstånd med ${about.title}.`,
      `Skäl: ${request.reason}`,
      `Nuvarande tid: senast ${formatDeadline(request.closesAt)}.`,
    ],
    action: { label: "Ta ställning", url: about.url },
    facts: [],
  }),

  extended: (about: About, extension: { closesAt: Instant; reason: string }): Letter => ({
    ...ours,
    subject: `Ni har fått mer tid för ${it.the}`,
    paragraphs: [
      `SKR har gett ${about.rss} anstånd med ${about.title}.`,
      `Ny tid: senast ${formatDeadline(extension.closesAt)}.`,
      `Skäl: ${extension.reason}`,
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),

  /** A plan is granted an amount, a report has none. */
  approved: (
    about: About,
    { amount, year, reportBy }: { amount: number | null; year: number; reportBy: Day },
  ): Letter => ({
    ...ours,
    subject: amount === null ? `SKR har godkänt ${it.the}` : `SKR har beviljat pengar för ${it.the}`,
    paragraphs:
      amount === null
        ? [`SKR har läst och godkänt ${about.title} för ${about.rss}. Ni behöver inte göra något mer.`]
        : [
            `SKR beviljar ${about.rss} ${formatCount(amount)} kronor för ${year}.`,
            `${it.The} gäller som den är inskickad och går inte att ändra längre. Rapportera till SKR hur det gick senast den ${formatDay(reportBy)}.`,
          ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),
}));
