/** Words about attached files, in Swedish. They come with what sends and lists the files, which most visits do not need. */
import type { Instant } from "#domain/deadlines";
import { formatInstant } from "#domain/formats";

export const files = {
  list: "Bifogade filer",
  open: (name: string) => `Öppna ${name}`,
  by: (by: string, at: Instant) => `${by}, ${formatInstant(at)}`,
  verdicts: {
    pending: "Kontrolleras …",
    clean: "Kontrollerad",
    unscanned: "Gick inte att kontrollera",
    infected: "Skadlig kod hittades. Ta bort filen.",
  },
  /** For whoever reads and cannot remove it. */
  infected: "Skadlig kod hittades. Filen går inte att öppna.",
  foundHarmful: (name: string) => `Skadlig kod hittades i ${name}. Ta bort filen.`,
  stranded: "Kom inte fram hel.",
  sentBy: (by: string) => `Skickas av ${by} …`,
  half: "Har inte kommit fram än. Välj filen igen om fönstret den skickades från är stängt.",
  chooseAgain: "Välj filen igen",
  chooseAgainOne: (name: string) => `Välj ${name} igen`,
  remove: "Ta bort",
  removeOne: (name: string) => `Ta bort ${name}`,
  sure: (name: string) => `Ta bort ${name}? Filen går inte att få tillbaka.`,
  removed: (name: string) => `${name} är borttagen.`,
  waiting: "Väntar på sin tur",
  begun: (name: string) => `Skickar ${name}.`,
  sending: (percent: number) => `Skickar … ${percent}\u00A0%`,
  confirming: "Ser efter att den kom fram …",
  sendingOne: (name: string) => `Skickar ${name}`,
  arrived: (name: string) => `${name} är bifogad.`,
  cancel: "Avbryt",
  cancelOne: (name: string) => `Avbryt ${name}`,
  tooSoon: (name: string) => `${name} hann bifogas. Ta bort den om den inte ska vara med.`,
  cancelled: (name: string) => `${name} skickades inte.`,
  retry: "Försök igen",
  retryOne: (name: string) => `Försök skicka ${name} igen`,
  away: "Nätet eller portalen svarade inte. Filen är inte bifogad än.",
  loggedOut: "Du är utloggad, och filen är inte bifogad. Välj den igen när du är inloggad.",
  empty: "Filen är tom. Spara om den och välj den igen.",
  unreadable: "Filen går inte att läsa längre. Välj den igen.",
};
