/** What the portal writes to people, in Swedish. No personal data in subjects: they show on locked screens. */

import type { AskedAbout } from "../asked-about.ts";
import { dayOf, type Instant, lastDay } from "../deadlines.ts";
import { formatCount, formatDay, formatDeadline, formatInstant } from "../formats.ts";
import type { Language } from "../language.ts";
import type { Came } from "../submission.ts";
import { aboutWhat } from "./asked.sv.ts";
import { byKind, type Noun } from "./kinds.ts";
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

/** By names: whose signature it is, who registered it, and SKR's reason when it did so for the RSS. */
export type OnPaper = { head: string; by: string; onBehalf: string | null };

/** What SKR took in for the RSS, by whom. */
export type CameFor = Came & { by: string; signBy: Instant };

export type Asked = { about: AskedAbout; dueAt: Instant; message: string; by: string };

/** Of a version that answers SKR: when the answer was due, whether it was in time, and the version it completes, which had a time of its own. */
export type Completed = { version: number; dueAt: Instant; inTime: boolean };

/** By which the decision itself is known; its document travels with the mail. */
type Decision = { number: string; code: string; at: Instant };

export type Rejected = Decision & { reasons: string };

/** A plan is granted an amount, a report has none. */
export type Decided = Decision & {
  amount: number | null;
  year: number;
  /** Empty when SKR gave none. */
  reasons: string;
  /** The organisation that gets the money, where the register knew it. */
  payee: string | null;
  /** The report that is to be written on it; null when there is none to write. */
  report: { url: string; closesAt: Instant } | null;
};

export const ours = {
  language: "sv" as const,
  footer:
    "Det här mejlet skickades av RSS-portalen. Svara inte på det. Vänd dig till SKR:s handläggare om något är oklart.",
};

/** To SKR's own address: whoever reads it is who others are to turn to. */
export const toStaff = { ...ours, footer: "Det här mejlet skickades av RSS-portalen. Svara inte på det." };

export const facts = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([label, value]) => ({ label, value }));

/** A head hears of every paper that was registered in their name. */
const onPaper = (it: Noun, { head, by, onBehalf }: OnPaper): string =>
  `${head} har enligt papperet skrivit under ${it.the} med bläck. ${by} lade in papperet i portalen${
    onBehalf === null ? "" : `, för er räkning hos SKR. Skäl: ${onBehalf}`
  }. Stämmer det inte, hör av er till SKR genast.`;

/** Whoever answers SKR in June is not late with what came in May. */
const received = ({
  receivedAt,
  inTime,
  completes,
}: {
  receivedAt: Instant;
  inTime: boolean;
  completes: Completed | null;
}): Record<string, string> => {
  const at = `${formatInstant(receivedAt)}, svensk tid`;
  const ofPlan = inTime ? "i tid" : "efter tiden";
  if (!completes) return { Mottagen: `${at}, ${ofPlan}` };
  return {
    "Kompletteringen mottagen": `${at}, ${completes.inTime ? "i tid" : `efter svarstiden (${formatDay(lastDay(completes.dueAt))})`}`,
    [`Version ${completes.version} mottagen`]: ofPlan,
  };
};

const kronor = (amount: number) => `${formatCount(amount)}\u00A0kronor`;

const enclosed = "Beslutet ligger som PDF i det här mejlet. Spara det hos er.";

const factsOf = (what: string, { title }: About, { number, code, at }: Decision) =>
  facts({ [what]: title, Beslutsnummer: number, Kod: code, Beslutat: `${formatInstant(at)}, svensk tid` });

export const mailSv = byKind(nouns, (it) => ({
  waiting: (
    about: About,
    waiting: { by: string; at: Instant; signBy: Instant; completes: number | null; isOver: boolean },
  ): Letter => ({
    ...ours,
    subject:
      waiting.completes === null
        ? `En ${it.a} väntar på din underskrift`
        : "En komplettering väntar på din underskrift",
    paragraphs: [
      waiting.completes === null
        ? `${waiting.by} har skickat ${about.title} för ${about.rss} till dig.`
        : `${waiting.by} har svarat på SKR:s frågor om ${about.title} för ${about.rss}. Det som är ändrat sedan version ${waiting.completes} är markerat.`,
      `Läs ${it.the} och skriv under ${waiting.isOver ? "så snart du kan" : `senast ${formatDeadline(waiting.signBy)}`}. Du kan också skicka tillbaka den med en kommentar.`,
      `Vill du hellre skriva under på papper? Be den som skickade ${it.the} om en utskrift.`,
    ],
    action: { label: "Läs och skriv under", url: about.url },
    facts: facts({ [it.A]: about.title, RSS: about.rss, "Skickad till dig": formatInstant(waiting.at) }),
  }),

  handedInFor: (about: About, came: CameFor): Letter => ({
    ...ours,
    subject: `SKR har lagt in ${it.the} åt er`,
    paragraphs: [
      `${came.by} hos SKR har lagt in ${about.title} för ${about.rss}. Den kom ${came.how === "post" ? "med post" : "med mejl"} ${formatDay(dayOf(came.receivedAt))}, och det är den dagen som räknas.`,
      `Skäl: ${came.reason}`,
      `${it.The} ska vara underskriven senast ${formatDeadline(came.signBy)}. Chefen kan läsa och skriva under i portalen. Är den redan underskriven på papper lägger SKR in det.`,
      "Stämmer det inte, hör av er till SKR genast.",
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),

  sentBack: (
    about: About,
    back: { by: string; comment: string; closesAt: Instant; isCompletion: boolean; isOver: boolean },
  ): Letter => ({
    ...ours,
    subject: `${it.The} har skickats tillbaka till er`,
    paragraphs: [
      `${back.by} har läst ${about.title} för ${about.rss} och vill att den ändras innan den skrivs under.`,
      `Kommentar: ${back.comment}`,
      `${back.isCompletion ? "Svaret till SKR kan ändras igen och är inte inskickat. Skicka det" : `${it.The} är ett utkast igen och inte inskickad. Skicka den`} på nytt ${back.isOver ? "så snart ni kan" : `senast ${formatDeadline(back.closesAt)}`}.`,
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),

  receipt: (
    about: About,
    receipt: {
      number: string;
      code: string;
      receivedAt: Instant;
      inTime: boolean;
      hash: string;
      paper: OnPaper | null;
      completes: Completed | null;
    },
  ): Letter => ({
    ...ours,
    subject: receipt.completes ? `Kvitto: kompletteringen av ${it.the} är inskickad` : `Kvitto: ${it.the} är inskickad`,
    paragraphs: [
      receipt.completes
        ? `Ni har kompletterat ${about.title} för ${about.rss}, version ${receipt.completes.version}. Hela ${it.the} ligger som PDF i det här mejlet, med det nya svaret.`
        : `${about.title} för ${about.rss} är inskickad till SKR. ${it.The} ligger som PDF i det här mejlet.`,
      ...(receipt.paper ? [onPaper(it, receipt.paper)] : []),
      "Spara PDF:en hos er. Det ni skickar in blir normalt en allmän handling. Fråga er registrator.",
    ],
    action: { label: "Öppna kvittot", url: about.url },
    facts: facts({
      Kvittonummer: receipt.number,
      Kod: receipt.code,
      ...received(receipt),
      Kontrollsumma: receipt.hash,
    }),
  }),

  extensionRequested: (about: About, request: { reason: string; closesAt: Instant }): Letter => ({
    ...toStaff,
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

  completionRequested: (about: About, { about: what, dueAt, message, by }: Asked): Letter => ({
    ...ours,
    subject: `Komplettera ${it.the} senast ${formatDay(lastDay(dueAt))}`,
    paragraphs: [
      `SKR behöver veta mer om ${aboutWhat(what)} i ${about.title} för ${about.rss}.`,
      `${by} skriver: ${message}`,
      `Svara senast ${formatDeadline(dueAt)}. Övriga svar är låsta, och ${it.the} ni har skickat in gäller tills chefen har skrivit under den nya.`,
    ],
    action: { label: "Svara SKR", url: about.url },
    facts: [],
  }),

  completionWithdrawn: (about: About, { reason }: { reason: string }): Letter => ({
    ...ours,
    subject: `SKR behöver ingen komplettering av ${it.the}`,
    paragraphs: [
      `SKR har tagit tillbaka sin begäran om komplettering av ${about.title} för ${about.rss}. Ni behöver inte svara.`,
      `Skäl: ${reason}`,
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: [],
  }),

  proposed: (about: About, { amount, reasons, by }: { amount: number; reasons: string; by: string }): Letter => ({
    ...toStaff,
    subject: "Ett beslut om medel väntar på attest",
    paragraphs: [
      `${by} föreslår att SKR beviljar ${about.rss} ${kronor(amount)}. En annan handläggare ska attestera beslutet.`,
      ...(reasons === "" ? [] : [`Skäl: ${reasons}`]),
    ],
    action: { label: "Läs och attestera", url: about.url },
    facts: [],
  }),

  rejected: (about: About, { reasons, ...decision }: Rejected): Letter => ({
    ...ours,
    subject: it.name === nouns.plan.name ? `SKR beviljar inga medel på ${it.the}` : `SKR har inte godkänt ${it.the}`,
    paragraphs: [
      it.name === nouns.plan.name
        ? `SKR har avslagit ${about.title} för ${about.rss}. ${about.rss} får inga medel på ${it.the}.`
        : `SKR har inte godkänt ${about.title} från ${about.rss}.`,
      `Skäl: ${reasons}`,
      enclosed,
      "Hör av er till SKR om ni har frågor om beslutet.",
    ],
    action: { label: `Öppna ${it.the}`, url: about.url },
    facts: factsOf(it.A, about, decision),
  }),

  approved: (about: About, { amount, year, reasons, payee, report, ...decision }: Decided): Letter => ({
    ...ours,
    subject: amount === null ? `SKR har godkänt ${it.the}` : `SKR beviljar ${about.rss} ${kronor(amount)} för ${year}`,
    paragraphs: [
      ...(amount === null
        ? [`SKR har godkänt ${it.the} från ${about.rss}. Den går inte att ändra längre.`]
        : [
            `SKR beviljar ${about.rss} ${kronor(amount)} för ${year}.${payee === null ? "" : ` Pengarna betalas till ${payee}.`}`,
            `${it.The} går inte att ändra längre.`,
          ]),
      ...(reasons === "" ? [] : [`Skäl: ${reasons}`]),
      enclosed,
      ...(report ? [`Rapportera senast ${formatDeadline(report.closesAt)}.`] : []),
    ],
    action: report
      ? { label: `Öppna ${nouns.report.the}`, url: report.url }
      : { label: `Öppna ${it.the}`, url: about.url },
    facts: factsOf(it.A, about, decision),
  }),
}));
