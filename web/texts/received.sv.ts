/** Words of the page where SKR puts in what came to it by post or mail, in Swedish. */
import type { Day } from "#domain/deadlines";
import { formatDay } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

export const receivedWords = byKind(nouns, (it) => ({
  title: `Lägg in en ${it.a} som kom till SKR`,
  eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
  lead: `Har ${it.the} kommit med post eller mejl kan du lägga in den för RSS räkning. Filen blir ${it.the}, och dagen då den kom är den som räknas. Det som RSS själv har skrivit i portalen rörs inte.`,
  notNow: `Det går inte att lägga in något nu: RSS har själv skickat ${it.the} till sin chef, avstår eller är färdig.`,
  tooLate: (day: Day) =>
    `Sista dagen var ${formatDay(day)}. Det som kom senare kan läggas in när RSS har fått anstånd. Ge det på granskningssidan.`,
  form: {
    heading: "Det som kom",
    file: "Filen",
    fileHint:
      "En fil på högst 10 MB: PDF, Word, OpenDocument, Excel, JPEG eller PNG. Är det ett papper, skanna alla sidor.",
    fileMissing: "Välj filen.",
    day: "Vilken dag kom den till SKR?",
    dayMissing: (from: Day, to: Day) => `Välj en dag från ${formatDay(from)} till ${formatDay(to)}.`,
    how: "Hur kom den?",
    post: "Med post",
    mail: "Med mejl",
    howMissing: "Välj hur den kom.",
    isSigned: "Chefen har redan skrivit under den med bläck",
    isSignedHint: `Då räknas ${it.the} som inskickad på en gång. Annars skriver chefen under i portalen.`,
    signedDay: "Datum vid underskriften",
    reason: `Varför lägger SKR in ${it.the}?`,
    reasonHint: "Skälet står i händelserna och i mejlet till RSS.",
    reasonMissing: "Skriv varför SKR lägger in den.",
    consequence: `Chefen, de som skriver i RSS och registratorn får ett mejl om det, med ditt namn och skälet.`,
    button: `Lägg in ${it.the}`,
    sending: (percent: number) => `Skickar filen … ${percent}\u00A0%`,
    working: "Lägger in …",
  },
  back: "Tillbaka till granskningen",
}));
