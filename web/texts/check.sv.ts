/** Words of the page where anybody checks a document, in Swedish. */
import type { Level } from "#domain/documents";
import { formatCount, formatInstant } from "#domain/formats";
import type { Role } from "#domain/permissions";

export const check = {
  title: "Kontrollera en handling",
  lead: "Har du fått en plan, en rapport eller ett beslut som ska komma från RSS-portalen? Här ser du om den gör det, och om den är oförändrad. Du behöver inte logga in.",
  checking: "Kontrollerar …",
  reading: (percent: number): string => `Läser filen, ${percent} procent`,
  file: {
    title: "Med filen",
    help: "Välj PDF:en, eller dra den hit. Filen lämnar inte din dator: webbläsaren räknar ut en kontrollsumma, och bara den skickas.",
    choose: "Välj en fil",
  },
  number: {
    title: "Med nummer och kod",
    help: "Numret och koden är tryckta på handlingen.",
    number: "Nummer",
    numberHint: "Till exempel GFP-2021-W-1",
    code: "Kod",
    codeHint: "Åtta tecken, siffror och bokstäverna A–F",
    button: "Kontrollera",
    missing: "Skriv både numret och koden.",
  },
  found: {
    file: "Filen är oförändrad",
    fileReplaced: "Filen är oförändrad, men gäller inte längre",
    number: "Numret och koden stämmer",
    numberReplaced: "Numret och koden stämmer, men handlingen gäller inte längre",
    isFile: (name: string): string => `${name} är precis som portalen gjorde den.`,
    isNumber:
      "Portalen har tagit emot en handling med det här numret. Jämför uppgifterna med dem på papperet. Att varje ord är oförändrat går bara att se om du kontrollerar filen.",
    isDecision:
      "SKR har fattat ett beslut med det här numret. Jämför uppgifterna med dem på papperet. Att varje ord är oförändrat går bara att se om du kontrollerar filen.",
    replacedBy: (number: string): string => `RSS har skickat in en ny version sedan dess. Det är ${number} som gäller.`,
    newer:
      "Det finns en nyare PDF av samma handling, med en stämpel som går att pröva längre. Innehållet är detsamma. RSS och SKR kan hämta den i portalen.",
  },
  facts: {
    rss: "RSS",
    document: "Handling",
    year: "År",
    number: "Nummer",
    received: "Mottagen",
    signed: "Underskriven",
    signedBy: (name: string, role: string): string => `${name}, ${role}`,
    signer: "Underskriven av",
    counts: "Gäller",
    yes: "Ja, det är den senaste underskrivna versionen",
    no: (number: string): string => `Nej, ersatt av ${number}`,
    decision: "SKR:s beslut",
    about: "Ärende",
    on: "Beslutet gäller",
    outcome: "Beslut",
    granted: (amount: number): string => `${formatCount(amount)}\u00A0kronor beviljas`,
    outcomes: {
      plan: { approved: "Planen beviljas", rejected: "Planen avslås" },
      report: { approved: "Rapporten godkänns", rejected: "Rapporten godkänns inte" },
    },
    decided: "Beslutat",
    decidedBy: "Beslutat av",
    attestedBy: "Attesterat av",
    seal: "Stämpel",
    pending: "PDF:en är på väg",
    sealedAt: (seal: string, at: string): string => `${seal}, ${formatInstant(at)}`,
  },
  instants: formatInstant,
  roles: {
    head: "chef för RSS",
    writer: "skriver för RSS",
    reader: "läsare i RSS",
    officer: "handläggare hos SKR",
    admin: "förvaltar portalen",
  } satisfies Record<Role, string>,
  levels: {
    unsigned: "Ingen elektronisk stämpel",
    "B-B": "Elektronisk stämpel",
    "B-T": "Elektronisk stämpel och tidsstämpel",
    "B-LT": "Elektronisk stämpel och tidsstämpel som går att pröva länge",
    "B-LTA": "Elektronisk stämpel och tidsstämpel, förnyad för arkiv",
    archive: "Kopia för arkiv, utan bilagorna i filen",
  } satisfies Record<Level, string>,
  unknownFile: {
    title: "Filen är ändrad eller kommer inte härifrån",
    text: (name: string): string => `Portalen känner inte igen ${name}. Det här kan du göra:`,
    points: [
      "Hämta PDF:en en gång till, helst ur mejlet från portalen, och kontrollera den utan att öppna den först. Program som sparar om, skriver ut till PDF eller lägger till anteckningar ändrar filen.",
      "Kontrollera numret och koden i stället. Då ser du om det finns en sådan handling, men inte om filen är oförändrad.",
      "Fråga RSS eller SKR, som kan hämta handlingen i portalen.",
    ],
  },
  unknownNumber: {
    title: "Numret och koden hör inte ihop",
    text: "Antingen är något fel avskrivet, eller så finns ingen sådan handling i portalen.",
    points: [
      "Nummer ser ut som GFP\u20112021\u2011W\u20111: bokstäver, år, länets bokstav och version. Ett beslut har ordet BESLUT sist.",
      "Koden har åtta tecken, siffror och bokstäverna A–F. En rund nolla är alltid en siffra.",
      "Har du filen kan du kontrollera den i stället.",
    ],
  },
  tooMany: {
    title: "För många fel försök",
    source: (minutes: number): string =>
      `Vänta ${formatCount(minutes)} ${minutes === 1 ? "minut" : "minuter"} och försök igen. Har du filen kan du kontrollera den redan nu.`,
    number: (hours: number): string =>
      `Just det här numret har fått för många fel koder, och svarar igen om ${formatCount(hours)} ${hours === 1 ? "timme" : "timmar"}. Har du filen kan du kontrollera den redan nu.`,
  },
  failed: {
    title: "Det gick inte att kontrollera",
    empty: "Filen är tom. Hämta den en gång till.",
    large: (size: string): string => `Filen är större än ${size}. Så stora handlingar gör inte portalen.`,
    unreadable: "Filen gick inte att läsa. Ligger den kvar där du valde den?",
  },
  about: {
    title: "Vad kontrollen visar",
    points: [
      "En fil som är oförändrad är, ända in i minsta tecken, den PDF som portalen gjorde av det som RSS skickade in, eller av SKR:s beslut. Portalen ändrar den aldrig.",
      "En elektronisk stämpel visar vad portalen tog emot, och en tidsstämpel när. Vem som skrev under visar uppgifterna om underskriften på handlingens sista sida: vem, i vilken roll, när och hur. Underskriften är ingen avancerad elektronisk underskrift.",
      "Kontrollen säger inget om att det som står i en plan eller rapport är riktigt, eller om vad SKR har beslutat om den. Beslutet är en egen handling, som kontrolleras för sig.",
    ],
    without: "Utan portalen",
    withoutText:
      "En stämplad PDF kan prövas också utan portalen, i en PDF-läsare som kontrollerar underskrifter eller med portalens eget program: npm run verify i källkoden.",
  },
};
