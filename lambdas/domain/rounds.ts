/** A round: one form, one year, its days, amounts and words, all of it data. */
import { addDays, closingDay, type Day, endOfDay, type Instant, lastDay, type WeekendRule } from "./deadlines.ts";
import type { Kind } from "./form.ts";
import { formatCount, formatDay } from "./formats.ts";

export type Round = {
  /** `2021`; the part before the dot of a submission's id. */
  id: string;
  year: number;
  /** What is written in it, so that a page can say "planen" or "rapporten" before it has the form. */
  kind: Kind;
  template: { id: string; hash: string };
  opensAt: Instant;
  /** Fixed when the round is published, from `closesOn` and `weekendRule`. An RSS may have a later one of its own. */
  closesAt: Instant;
  closesOn: Day;
  weekendRule: WeekendRule;
  /** Which act must be done before closing: handing in (the signature may follow), or signing. */
  act: "handed-in" | "signed";
  /** Days after closing within which the signature may follow, when `act` is `handed-in`. */
  signDays: number;
  reportBy: Day;
  /** Id of the round of plans that this round's reports are about; null for plans. */
  follows: string | null;
  /** Last year of the three-year goals. */
  horizon: number;
  amounts: { standard: number; metropolitan: number; metropolitanCounties: string[] };
  /** SKR's sentence on how the form is sent, at the end of the form. */
  howToSend: string;
};

export type Rss = {
  /** The county's letter: `W`. */
  id: string;
  name: string;
  county: string;
  /** The organisation that houses the RSS now; it need be neither the RSS nor the county. */
  host: string;
  /** Where the receipt goes for registration. */
  registrar: string;
  /** The RSS's own function address, where reminders go too. */
  mailbox?: string;
  /** Other names it has had or goes by. */
  aliases?: string[];
  /** Who has housed it and when, oldest first. */
  hosts?: Host[];
  /** Who gets the money: an organisation that need not be the host. */
  payee?: Payee;
  /** Number of times it has been changed; none when absent. */
  rev?: number;
};

/** `from` and `to` are its first and its last day; `to` is null for as long as nobody knows. */
export type Host = { name: string; orgNo: string; from: Day; to: Day | null };

/** `orgNo` as `212000-0019`, `bankgiro` as `5050-1055`; `reference` is what they want to find the payment by. */
export type Payee = { name: string; orgNo: string; bankgiro: string; reference: string };

/** The host on a day, by the validity dates where there are any. */
export const hostOn = ({ host, hosts = [] }: Pick<Rss, "host" | "hosts">, day: Day): string =>
  hosts.find(({ from, to }) => from <= day && (to === null || day <= to))?.name ?? host;

export const submissionId = (round: string, rss: string): string => `${round}.${rss}`;

export function partsOf(id: string): { round: string; rss: string } {
  const dot = id.lastIndexOf(".");
  return { round: id.slice(0, dot), rss: id.slice(dot + 1) };
}

/** The rounds whose reports are about the plans of this one. */
export const following = (round: Round, rounds: Round[]): Round[] =>
  rounds.filter(({ follows }) => follows === round.id);

export const amountFor = (round: Pick<Round, "amounts">, rss: string): number =>
  round.amounts.metropolitanCounties.includes(rss) ? round.amounts.metropolitan : round.amounts.standard;

/** The instant from which a signature is too late, given when this RSS's own time to hand in ends. */
export const signBy = (round: Round, closesAt: Instant): Instant =>
  round.act === "signed" ? closesAt : endOfDay(addDays(lastDay(closesAt), round.signDays));

/** Until when a signature is waited for. Of an answer to SKR's questions that is the day it is due, which closes nothing. */
export const signatureDue = (
  round: Round,
  { closesAt, completion }: { closesAt: Instant; completion: { dueAt: Instant } | null },
): Instant => completion?.dueAt ?? signBy(round, closesAt);

/** A template, or its gloss, with the round's years, days, amounts and words in place of `{…}`. `formats` are of its language. */
export function filled<Form extends object>(
  template: Form,
  round: Round,
  formats: { formatCount: (count: number) => string; formatDay: (day: Day) => string } = { formatCount, formatDay },
): Form {
  const words: Record<string, string> = {
    year: String(round.year),
    horizon: String(round.horizon),
    submitBy: formats.formatDay(closingDay(round.closesOn, round.weekendRule)),
    reportBy: formats.formatDay(round.reportBy),
    amount: formats.formatCount(round.amounts.standard),
    amountMetropolitan: formats.formatCount(round.amounts.metropolitan),
    howToSend: round.howToSend,
  };
  const fill = <T>(value: T): T => {
    if (typeof value === "string") {
      return value.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole) as T;
    }
    if (Array.isArray(value)) return value.map(fill) as T;
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)])) as T;
    }
    return value;
  };
  return fill(template);
}
