/** Words for reporting back and for what SKR decides, in Swedish. They come with what shows them. */
import { formatCount } from "#domain/formats";

export const report = {
  goals: {
    title: "Målen var för sig",
    lead: "Varje mål följs upp för sig i rapporten, och behåller sin plats i nästa plan fast orden ändras.",
    proposed: "Så här läser portalen målen i texten. Stämmer det behöver ni inte göra något.",
    none: "Skriv målen i texten först, så föreslår portalen hur de delas upp.",
    edit: "Ändra målen",
    one: (n: number) => `Mål ${n}`,
    add: "Lägg till ett mål",
    remove: "Ta bort",
    removeOne: (n: number) => `Ta bort mål ${n}`,
    removed: (n: number) => `Mål ${n} är borttaget.`,
    propose: "Föreslå på nytt ur texten",
    proposedAgain: "Målen är föreslagna på nytt ur texten.",
    most: (max: number) => `Högst ${max} mål.`,
  },
  outcomes: {
    none: "Det finns inga mål för det här området i er plan.",
    one: (n: number) => `Mål ${n}`,
    how: "Hur gick det?",
    why: "Varför är det inte påbörjat?",
    state: "Läge",
  },
  earlier: {
    title: "Tidigare svar",
    lead: "Hämtar ni en text ersätter den det som står i fältet. Det som stod där finns kvar i historiken.",
    none: "Det finns inget tidigare svar på den här frågan.",
    plan: (year: number, name: string) => `Planen ${year}, ${name}`,
    report: (year: number, name: string) => `Rapporten ${year}, ${name}`,
    fetch: "Hämta",
    fetchOne: (from: string) => `Hämta från ${from}`,
    fetched: "Texten är hämtad. Den som stod i fältet finns kvar i historiken.",
  },
  number: { hint: (max: number) => `Ett heltal, högst ${formatCount(max)}.` },
};
