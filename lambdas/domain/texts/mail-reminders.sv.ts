/** What the portal reminds people of, in Swedish. No personal data in subjects, and no RSS either: they show on locked screens. */
import { type Instant, lastDay } from "../deadlines.ts";
import { formatCount, formatDay, formatDeadline } from "../formats.ts";
import { lazily } from "../lazily.ts";
import type { Group, Tally } from "../reminders-staff.ts";
import type { Round } from "../rounds.ts";
import { byKind, type Noun } from "./kinds.ts";
import { facts, type Letter, ours, toStaff } from "./mail.sv.ts";
import { nouns } from "./nouns.sv.ts";

/** What one reminder is about: several RSS where one person writes for them. `left`: whole days until the deadline's last day. */
export type Reminded = { rsses: string[]; title: string; url: string; deadline: Instant; left: number };

/** `31 maj`, as one says it in the same year. */
const shortDay = (at: Instant): string => formatDay(lastDay(at)).replace(/\s\d{4}$/, "");

const days = (left: number): string => (left === 1 ? "1 dag" : `${formatCount(left)} dagar`);

/** Nearer than this, what is left is told in days. */
const soon = 10;

const listedWords = lazily(() => new Intl.ListFormat("sv-SE", { type: "conjunction" }));
const together = (rsses: string[]): string => listedWords().format(rsses);

const groupWords = (it: Noun): Record<Group, string> => ({
  in: "Inskickade",
  waiting: "Väntar på underskrift",
  extended: "Har anstånd",
  missing: "Inte inskickade",
  abstained: "Avstår",
  unread: `${it.names} som ingen har läst`,
  late: "Kompletteringar som inte har kommit",
});

/** Each group with how many it has, and their names; those there is no room for are counted. */
function tallied(it: Noun, tally: Tally, order: readonly Group[]): { label: string; value: string }[] {
  const words = groupWords(it);
  return order.flatMap((group) => {
    const { count, names } = tally[group] ?? { count: 0, names: [] };
    if (count === 0) return [];
    const more = count > names.length ? ` och ${formatCount(count - names.length)} till` : "";
    return [{ label: `${words[group]} (${formatCount(count)})`, value: `${names.join(", ")}${more}` }];
  });
}

const inFacts = (it: Noun, { rsses, title, deadline }: Reminded) =>
  facts({ [it.A]: title, RSS: rsses.join(", "), Senast: formatDeadline(deadline) });

export const remindersSv = byKind(nouns, (it) => ({
  /** Of the deadline in the reader's own calendar. */
  deadline: (rss: string): string => `Sista dag att skicka in ${it.the} för ${rss}`,

  notHandedIn: (about: Reminded & { act: Round["act"] }): Letter => ({
    ...ours,
    subject:
      about.left <= 0
        ? `I dag är sista dagen för ${it.the}`
        : about.left <= soon
          ? `${days(about.left)} kvar: ${it.the} är inte inskickad`
          : `Skicka in ${it.the} senast ${shortDay(about.deadline)}`,
    paragraphs: [
      `${it.The} för ${together(about.rsses)} är inte inskickad.`,
      `Den ska ${about.act === "signed" ? "vara underskriven" : "skickas till chefen för underskrift"} senast ${formatDeadline(about.deadline)}. ${
        about.left <= 0 ? "Det är i dag." : `Det är ${days(about.left)} kvar.`
      }`,
      "Allt som är skrivet finns kvar. Hinner ni inte? Begär anstånd i portalen innan tiden går ut. Ska ni inte delta i år? Säg det där, så slutar påminnelserna.",
    ],
    action: { label: about.rsses.length > 1 ? "Öppna portalen" : `Öppna ${it.the}`, url: about.url },
    facts: inFacts(it, about),
  }),

  notSigned: (about: Reminded & { cameInTime: boolean }): Letter => ({
    ...ours,
    subject:
      about.left <= 0
        ? `I dag är sista dagen att skriva under ${it.the}`
        : about.left <= soon
          ? `${days(about.left)} kvar: ${it.the} väntar på din underskrift`
          : `En ${it.a} väntar på din underskrift`,
    paragraphs: [
      `${it.The} för ${together(about.rsses)} väntar på din underskrift.`,
      `${about.cameInTime ? `${it.The} kom in i tid. Den ska vara underskriven senast ` : "Skriv under senast "}${formatDeadline(about.deadline)}, annars räknas den inte som inskickad. Du kan också skicka tillbaka den med en kommentar.`,
      `Du får det här mejlet för att du är chef för RSS, eller är ersättare för chefen.`,
    ],
    action: { label: about.rsses.length > 1 ? "Öppna portalen" : "Läs och skriv under", url: about.url },
    facts: inFacts(it, about),
  }),

  completion: (about: Reminded): Letter => ({
    ...ours,
    subject:
      about.left <= 0
        ? `I dag är sista dagen att komplettera ${it.the}`
        : `Komplettera ${it.the} senast ${shortDay(about.deadline)}`,
    paragraphs: [
      `SKR behöver veta mer om ${it.the} från ${together(about.rsses)}, och har inte fått svar än.`,
      `Svara senast ${formatDeadline(about.deadline)}. Chefen skriver under svaret. Övriga svar är låsta.`,
      `${it.The} ni skickade in gäller så länge.`,
    ],
    action: { label: about.rsses.length > 1 ? "Öppna portalen" : `Öppna ${it.the}`, url: about.url },
    facts: inFacts(it, about),
  }),

  completionLate: (about: Reminded): Letter => ({
    ...ours,
    subject: `Kompletteringen av ${it.the} har inte kommit`,
    paragraphs: [
      `SKR bad om en komplettering av ${it.the} från ${together(about.rsses)}. Den skulle ha kommit ${formatDay(lastDay(about.deadline))}.`,
      `Det går fortfarande att svara, tills SKR beslutar. ${it.The} ni skickade in gäller så länge.`,
    ],
    action: { label: about.rsses.length > 1 ? "Öppna portalen" : `Öppna ${it.the}`, url: about.url },
    facts: inFacts(it, about),
  }),

  lateForStaff: (about: { title: string; url: string; tally: Tally }): Letter => ({
    ...toStaff,
    subject: "Kompletteringar har inte kommit i tid",
    paragraphs: [
      `En eller flera RSS har inte svarat i tid på en begäran om komplettering av ${about.title}. De har fått en påminnelse i dag.`,
      `${it.The} de skickade in gäller. Ni kan vänta, ta tillbaka begäran eller besluta.`,
    ],
    action: { label: "Öppna översikten", url: about.url },
    facts: tallied(it, about.tally, ["late"]),
  }),

  unread: (about: { title: string; url: string; tally: Tally }): Letter => ({
    ...toStaff,
    subject: `${it.names} väntar på att läsas`,
    paragraphs: [`Ingen på SKR har läst de här på en arbetsvecka. De gäller ${about.title}.`],
    action: { label: "Öppna översikten", url: about.url },
    facts: tallied(it, about.tally, ["unread"]),
  }),

  afterClosing: (about: { title: string; url: string; closedOn: string; tally: Tally }): Letter => ({
    ...toStaff,
    subject: `Så gick det: ${it.names.toLowerCase()} till ${formatDay(about.closedOn).replace(/\s\d{4}$/, "")}`,
    paragraphs: [`Tiden för ${about.title} gick ut ${formatDay(about.closedOn)}. Så här står det till i dag.`],
    action: { label: "Öppna översikten", url: about.url },
    facts: tallied(it, about.tally, ["missing", "waiting", "extended", "abstained", "in"]),
  }),
}));
