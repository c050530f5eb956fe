/** Words of SKR's work over a whole round: filters, sums, the curve, and what is done with several at a time. */
import { type Day, type Instant, lastDay } from "#domain/deadlines";
import { formatAmount, formatCount, formatDay } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const days = (count: number): string => (count === 1 ? "1 dag" : `${formatCount(count)} dagar`);

export const overviewWords = byKind(nouns, (it) => ({
  columns: {
    county: "Län",
    state: "Läge",
    days: "Tid",
    officer: "Handläggare",
    amount: "Belopp",
  },
  choose: (county: string) => `Välj ${county}`,
  chooseAll: "Välj alla som visas",
  unread: "Inte läst",
  late: "Efter sista dagen",
  left: (left: number) => (left === 0 ? "Sista dagen" : `${days(left)} kvar`),
  closed: (since: number) => `${days(since)} försenad`,
  waited: (since: number) => (since === 0 ? "Kom i dag" : `${days(since)} hos SKR`),
  due: (left: number) =>
    left < 0 ? `Svaret är ${days(-left)} försenat` : left === 0 ? "Svar i dag" : `Svar om ${days(left)}`,
  granted: (closesAt: Instant) => `Anstånd till ${formatDay(lastDay(closesAt))}`,
  nobody: "Ingen",
  change: "Ändra",
  changeOne: (county: string) => `Ändra handläggare för ${county}`,
  waits: "Väntar på attest",
  amount: (amount: number) => formatAmount(amount),
  cancel: "Avbryt",

  extension: {
    asked: (rss: string) => `${rss} begär anstånd`,
    grant: (day: Day) => `Bevilja till ${formatDay(day)}`,
    grantOne: (day: Day, county: string) => `Bevilja ${county} anstånd till ${formatDay(day)}`,
    other: "Annan dag",
    otherOne: (county: string) => `Annan dag för ${county}`,
    granted: (county: string, day: Day) => `${county} har anstånd till och med ${formatDay(day)}. RSS får ett mejl.`,
  },

  filters: {
    state: "Läge",
    officer: "Handläggare",
    everybody: "Alla",
    me: "Jag",
    nobody: "Ingen",
    only: "Visa bara",
    requested: "Begär anstånd",
    late: "Sena",
    attest: "Väntar på attest",
    clear: "Visa alla",
    none: "Inget län passar det du har valt.",
  },

  sums: {
    heading: "Medel i omgången",
    granted: "Beviljat",
    proposed: "Väntar på attest",
    frame: "Omgångens belopp",
    left: "Kvar",
    amount: (amount: number) => formatAmount(amount),
  },

  curve: {
    heading: "Inskickade dag för dag",
    said: (count: number, all: number, day: Day) =>
      `${formatCount(count)} av ${formatCount(all)} inskickade till och med ${formatDay(day)}.`,
    deadline: (day: Day) => `Streckat: sista dag ${formatDay(day)}`,
    table: "Visa som tabell",
    day: "Dag",
    count: "Inskickade",
    formatDay,
    figure: formatCount,
  },

  bulk: {
    chosen: (n: number) => (n === 1 ? "1 vald" : `${formatCount(n)} valda`),
    label: "Gör med de valda",
    clear: "Avmarkera",
    acts: {
      grant: "Bevilja enligt omgången",
      attest: "Attestera",
      approve: "Godkänn",
      assign: "Fördela",
    },
    /** Of how many of those chosen it can be done. */
    of: (act: string, n: number) => `${act} (${formatCount(n)})`,
    lead: {
      grant: "Förslag görs för var och en. En annan handläggare attesterar innan det gäller.",
      attest: "Besluten mejlas till RSS och går inte att ångra här.",
      approve: "Besluten mejlas till RSS och går inte att ångra här.",
      assign: "Välj vem som ska ha ärendena.",
    },
    one: (rss: string, amount: number | null) => (amount === null ? rss : `${rss}, ${formatAmount(amount)}`),
    total: (amount: number) => `Tillsammans ${formatAmount(amount)}.`,
    skipped: (n: number) =>
      n === 1
        ? "1 vald hoppas över: det går inte i det läget."
        : `${formatCount(n)} valda hoppas över: det går inte i det läget.`,
    reasons: "Motivering, samma för alla",
    reasonsHint: "Frivillig. RSS läser den.",
    to: "Handläggare",
    confirm: {
      grant: (n: number) => `Föreslå för ${formatCount(n)} RSS`,
      attest: (n: number) => `Attestera ${formatCount(n)} beslut`,
      approve: (n: number) => (n === 1 ? `Godkänn 1 ${it.a}` : `Godkänn ${formatCount(n)} ${it.a}er`),
      assign: (n: number) => (n === 1 ? "Fördela 1 ärende" : `Fördela ${formatCount(n)} ärenden`),
    },
    progress: (done: number, all: number) => `${formatCount(done)} av ${formatCount(all)} klara …`,
    done: (n: number) => (n === 1 ? "1 är klar." : `${formatCount(n)} är klara.`),
    failed: (n: number) => (n === 1 ? "1 gick inte:" : `${formatCount(n)} gick inte:`),
    retry: "Försök igen med dem",
    close: "Stäng",
    changed: "Förslaget har ändrats sedan sidan hämtades. Läs det innan du attesterar.",
  },
}));
