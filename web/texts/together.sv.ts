/** Words of the panels beside an answer, in Swedish: comments, history, and two texts for one answer. Fetched with them. */
import { dayOf, type Instant } from "#domain/deadlines";
import { formatInstant, formatTime } from "#domain/formats";

/** Swedish adds an s, save after s, x and z. */
const genitive = (name: string) => (/[sxz]$/i.test(name) ? name : `${name}s`);
const allOf = (names: string[]) => new Intl.ListFormat("sv").format(names);
const first = (name: string) => name.split(" ")[0] ?? name;
const when = (at: Instant, now: Instant) => (dayOf(at) === dayOf(now) ? `kl. ${formatTime(at)}` : formatInstant(at));

export const together = {
  close: "Stäng",
  when,
  empty: "(tomt)",
  differs: { from: "skiljer: ", to: " – slut på skillnaden. " },
  hereNow: (names: string[]) => `${allOf(names)} är här just nu.`,
  others: (places: { name: string; place: string | null }[]) =>
    `Här just nu: ${allOf(places.map(({ name, place }) => (place ? `${name} (avsnitt ${place})` : name)))}.`,
  remarks: "SKR skriver",
  staff: (by: string) => `${by}, SKR`,
  on: formatInstant,
  comments: {
    title: "Kommentarer",
    none: "Ingen har kommenterat än.",
    write: "Skriv en kommentar",
    hint: "Alla i er RSS kan läsa den, men inte SKR.",
    send: "Skicka kommentaren",
    sending: "Skickar …",
    sent: "Kommentaren är skickad.",
    resolve: "Klart",
    reopen: "Öppna igen",
    turnOne: (isResolved: boolean, by: string) =>
      isResolved ? `Öppna ${genitive(by)} kommentar igen` : `${genitive(by)} kommentar är klar`,
    resolved: "Kommentaren är markerad som klar.",
    reopened: "Kommentaren är öppen igen.",
    resolvedBy: (by: string) => `Klar, enligt ${by}.`,
    showResolved: (n: number) => (n === 1 ? "Visa 1 klar kommentar" : `Visa ${n} klara kommentarer`),
    hideResolved: "Dölj klara kommentarer",
  },
  history: {
    title: "Historik",
    lead: "Tidigare texter i det här fältet. Det som skiljer från texten nu är markerat.",
    none: "Fältet har inte haft någon text.",
    beforehand: "Ifyllt i förväg",
    why: {
      current: "Texten nu",
      replaced: "",
      "set-aside": "Valdes bort när två skrev samtidigt",
      attached: "Lades i en bilaga",
    },
    restore: "Återställ den här texten",
    restoreOne: (by: string, at: Instant) => `Återställ ${by ? `${genitive(by)} ` : ""}text från ${formatInstant(at)}`,
    unsaved: "Det du har skrivit i fältet är inte sparat än. Försök igen när det är sparat.",
    restored: "Texten är återställd. Den som stod där finns kvar i historiken.",
  },
  conflict: {
    usedTheirs: "Din text är ersatt. Den finns kvar i historiken.",
    usedTheirsHere: "Din text är ersatt. Den finns kvar på den här datorn tills den är sparad i historiken.",
    usedTheirsRefused: "Din text är ersatt och gick inte att spara i historiken. Den finns kvar på den här datorn.",
    takeBack: "Ta tillbaka min text",
    lead: (name: string, at: Instant) =>
      `${name} sparade det här avsnittet ${formatTime(at)} medan du skrev. Båda texterna finns kvar.`,
    leadMine: (at: Instant) =>
      `Du sparade det här avsnittet ${formatTime(at)} i ett annat fönster. Båda texterna finns kvar.`,
    help: "Det som skiljer är markerat. Texten ni inte väljer finns kvar i historiken.",
    mine: "Din text",
    theirs: (name: string) => `${genitive(first(name))} text`,
    other: "Texten i det andra fönstret",
    keepMine: "Behåll min",
    useTheirs: (name: string) => `Använd ${genitive(first(name))}`,
    useOther: "Använd den andra",
    both: "Sätt ihop",
  },
};
