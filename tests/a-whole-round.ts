/**
 * A whole round as it was meant to be, for tests/integration/a-whole-round.test.ts: who does what on which day, and from that, counted by
 * hand and not by the portal's own rules, every mail that is to go.
 */
import { rsses } from "../infra/local/seed.ts";

/** The acts of an RSS, by day. What is handed in at nine is signed at ten unless told otherwise (UTC). */
type Course = {
  handedIn: string;
  signed: string;
  /** An extension asked for, given, and until when. */
  extension?: { asked: string; given: string; until: string };
  /** How it came when the RSS did not hand it in itself. */
  came?: "mail";
  /** Signed in ink, and put in at SKR. */
  onPaper?: true;
  completion?: { handedIn: string; signed: string };
  rejected?: true;
};

const onTheSameDay = (day: string, more: Partial<Course> = {}): Course => ({ handedIn: day, signed: day, ...more });

export const courses: Record<string, Course> = {
  W: onTheSameDay("2021-05-07"),
  X: onTheSameDay("2021-05-12"),
  AB: onTheSameDay("2021-05-14"),
  D: onTheSameDay("2021-05-17"),
  M: onTheSameDay("2021-05-18"),
  O: onTheSameDay("2021-05-18"),
  C: onTheSameDay("2021-05-19"),
  S: onTheSameDay("2021-05-20"),
  AC: onTheSameDay("2021-05-21"),
  Y: onTheSameDay("2021-05-24"),
  U: onTheSameDay("2021-05-25"),
  T: onTheSameDay("2021-05-26"),
  E: onTheSameDay("2021-05-27", { rejected: true }),
  F: onTheSameDay("2021-05-24", { completion: { handedIn: "2021-06-15", signed: "2021-06-15" } }),
  H: onTheSameDay("2021-05-25", { completion: { handedIn: "2021-06-18", signed: "2021-06-21" } }),
  G: onTheSameDay("2021-05-26", { completion: { handedIn: "2021-06-28", signed: "2021-06-28" } }),
  BD: onTheSameDay("2021-05-28", { completion: { handedIn: "2021-06-17", signed: "2021-06-17" } }),
  Z: { handedIn: "2021-05-27", signed: "2021-06-04", onPaper: true },
  // Three had nothing in when time was up.
  K: onTheSameDay("2021-06-09", { extension: { asked: "2021-06-01", given: "2021-06-01", until: "2021-06-10" } }),
  I: onTheSameDay("2021-06-14", { extension: { asked: "2021-06-01", given: "2021-06-02", until: "2021-06-14" } }),
  N: { handedIn: "2021-06-02", signed: "2021-06-03", came: "mail" },
};

export const letters = rsses.map(({ id }) => id);

export const days = { asked: "2021-06-08", due: "2021-06-22", decided: "2021-06-30", attested: "2021-07-01" };

/** When SKR's officers read what has come: whatever was signed before and not read. */
export const readingDays: string[] = [
  ...["2021-05-21", "2021-05-28", "2021-06-04", "2021-06-10", "2021-06-15", "2021-06-16", "2021-06-18", "2021-06-22"],
  ...["2021-06-29"],
];

export const people = (letter: string) => {
  const small = letter.toLowerCase();
  return {
    writer: `skriver.${small}@example.se`,
    head: `chef.${small}@example.se`,
    mailbox: `rss.${small}@example.se`,
    registrar: `registrator.${small}@example.se`,
  };
};
export const staff = "kvinnofrid@example.se";

/** A mail: its day, whom it is to and its subject. */
export type Mail = `${string} ${string}: ${string}`;

/** 31 May 2021 is a Monday; 30 days before it is a Saturday, 2 days before it too, and both move to the Friday before. */
const ladder: [day: string, subject: string, isForHeads: boolean][] = [
  ["2021-04-30", "Skicka in planen senast 31 maj", false],
  ["2021-05-17", "Skicka in planen senast 31 maj", false],
  ["2021-05-24", "7 dagar kvar: planen är inte inskickad", true],
  ["2021-05-28", "3 dagar kvar: planen är inte inskickad", true],
  ["2021-05-31", "I dag är sista dagen för planen", true],
];

/** The last days of those who were given more time; to all three of an RSS. */
const laterLadder: Record<string, [day: string, subject: string][]> = {
  K: [
    ["2021-06-03", "7 dagar kvar: planen är inte inskickad"],
    ["2021-06-08", "2 dagar kvar: planen är inte inskickad"],
  ],
  I: [
    ["2021-06-07", "7 dagar kvar: planen är inte inskickad"],
    ["2021-06-11", "3 dagar kvar: planen är inte inskickad"],
    ["2021-06-14", "I dag är sista dagen för planen"],
  ],
};

/** While it waits: on the heads' days before closing, and every working day of the last week. The 6th is a Sunday and a holiday. */
const signatures: Record<string, [day: string, subject: string][]> = {
  Z: [
    ["2021-05-28", "10 dagar kvar: planen väntar på din underskrift"],
    ["2021-05-31", "7 dagar kvar: planen väntar på din underskrift"],
    ["2021-06-01", "6 dagar kvar: planen väntar på din underskrift"],
    ["2021-06-02", "5 dagar kvar: planen väntar på din underskrift"],
    ["2021-06-03", "4 dagar kvar: planen väntar på din underskrift"],
    ["2021-06-04", "3 dagar kvar: planen väntar på din underskrift"],
  ],
  N: [["2021-06-03", "4 dagar kvar: planen väntar på din underskrift"]],
};

/** Two days before (a Sunday, so the Friday), on the day, and the day after: of those who have not answered by then. */
const answers: Record<string, [day: string, subject: string][]> = {
  H: [["2021-06-18", "Komplettera planen senast 22 juni"]],
  G: [
    ["2021-06-18", "Komplettera planen senast 22 juni"],
    ["2021-06-22", "I dag är sista dagen att komplettera planen"],
    ["2021-06-23", "Kompletteringen av planen har inte kommit"],
  ],
};

const grantOf = (letter: string) => (["AB", "M", "O"].includes(letter) ? 600_000 : 400_000);

/** In all, of what is granted. */
export const granted = letters.reduce((sum, letter) => sum + (courses[letter]?.rejected ? 0 : grantOf(letter)), 0);

export { grantOf };

function mailsOf(letter: string): Mail[] {
  const { handedIn, signed, extension, came, completion, rejected } = courses[letter] as Course;
  const { writer, head, mailbox, registrar } = people(letter);
  const name = rsses.find(({ id }) => id === letter)?.name;
  const all: Mail[] = [];
  const tell = (day: string, subject: string, ...to: string[]) =>
    all.push(...to.map((address): Mail => `${day} ${address}: ${subject}`));
  for (const [day, subject, isForHeads] of ladder) {
    // By mail it came after the last of them.
    if (day <= handedIn) tell(day, subject, writer, mailbox, ...(isForHeads ? [head] : []));
  }
  for (const [day, subject] of laterLadder[letter] ?? []) tell(day, subject, writer, mailbox, head);
  for (const [day, subject] of signatures[letter] ?? []) tell(day, subject, head);
  for (const [day, subject] of answers[letter] ?? []) tell(day, subject, writer, head);
  if (extension) {
    tell(extension.asked, "En RSS begär anstånd", staff);
    tell(extension.given, "Ni har fått mer tid för planen", writer, head);
  }
  if (came) tell(handedIn, "SKR har lagt in planen åt er", writer, head, registrar);
  else tell(handedIn, "En plan väntar på din underskrift", head);
  tell(signed, "Kvitto: planen är inskickad", writer, head, registrar);
  if (completion) {
    tell(days.asked, "Komplettera planen senast 22 juni 2021", writer, head, registrar);
    tell(completion.handedIn, "En komplettering väntar på din underskrift", head);
    tell(completion.signed, "Kvitto: kompletteringen av planen är inskickad", writer, head, registrar);
  }
  const figure = grantOf(letter) === 600_000 ? "600\u00A0000" : "400\u00A0000";
  if (rejected) tell(days.decided, "SKR beviljar inga medel på planen", writer, head, registrar);
  else {
    tell(days.decided, "Ett beslut om medel väntar på attest", staff);
    tell(days.attested, `SKR beviljar ${name} ${figure}\u00A0kronor för 2021`, writer, head, registrar);
  }
  return all;
}

/** What SKR's own address is told beside single RSS: the list on the day after each closing, what nobody has read, who has not answered. */
const toStaff: Mail[] = [
  `2021-05-17 ${staff}: Genomförandeplaner väntar på att läsas`,
  `2021-06-01 ${staff}: Så gick det: genomförandeplaner till 31 maj`,
  `2021-06-11 ${staff}: Så gick det: genomförandeplaner till 10 juni`,
  `2021-06-15 ${staff}: Så gick det: genomförandeplaner till 14 juni`,
  `2021-06-23 ${staff}: Kompletteringar har inte kommit i tid`,
];

export const allMails = (): Mail[] => [...letters.flatMap(mailsOf), ...toStaff].sort();

/** The kinds of events in the life of each plan, in order. */
export function eventsOf(letter: string): string[] {
  const { extension, came, completion, rejected } = courses[letter] as Course;
  return [
    // Nothing was written of what came by mail.
    ...(came ? [] : ["started"]),
    ...(extension ? ["extension-requested", "extended"] : []),
    ...(came ? ["handed-in-for"] : ["handed-in"]),
    ...(courses[letter]?.onPaper ? ["signed"] : ["signing-intended", "signed"]),
    ...(completion ? ["completion-requested", "handed-in", "signing-intended", "signed"] : []),
    ...(rejected ? ["rejected"] : ["proposed", "approved", "paid"]),
  ];
}
