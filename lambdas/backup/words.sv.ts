/** Words of the commands that export the portal and restore it, in Swedish, for whoever runs it. */

const nothing = "Inget har lästs in.";
const copy = "Ta en annan kopia av arkivet.";

export const words = {
  usage: {
    export: "npm run -s export -- MAPP [--language sv|en]",
    restore: "npm run -s restore -- MAPP [--checksum SHA-256-AV-SHA256SUMS] [--language sv|en]",
  },
  unset: (names: string): string =>
    `${names} saknas i miljön. De namnger tabellen och hinkarna (docs/operating.md, Export and restore).`,
  aws: (said: string): string => `AWS svarade: ${said}`,
  disk: (said: string): string =>
    `Mappen går inte att läsa eller skriva: ${said}. Se efter att den finns, är din och har plats.`,
  exported: (rows: number, files: number, folder: string): string =>
    `${rows} rader och ${files} filer ligger i ${folder}.`,
  keepSum:
    "Förvara det här någon annanstans än arkivet, det visar om någon har ändrat arkivet (SHA-256 för SHA256SUMS):",
  restored: (rows: number, files: number, made: string): string =>
    `${rows} rader och ${files} filer från ${made} är på plats, och är vad som exporterades.`,
  folderFilled: (folder: string): string => `${folder} är inte tom. Ange en mapp som inte finns än.`,
  noBucket: (key: string): string => `En rad nämner en fil som inte hör till någon av portalens hinkar: ${key}`,
  unreadable: (key: string, object: string, kind: string, error: string): string =>
    `En rad nämner ${key}, version ${object}, i hinken ${kind}, och den går inte att läsa: ${error}. Inget har exporterats.`,
  otherFile: (key: string, object: string, kind: string): string =>
    `${key}, version ${object}, i hinken ${kind} är inte vad raden säger: den har en annan kontrollsumma. Inget har exporterats.`,
  changed:
    "Något skrevs medan tabellen lästes, så raderna är inte från ett och samma ögonblick. Inget har exporterats. Exportera när ingen skriver, eller en kopia av tabellen som den var ett visst ögonblick (docs/operating.md, Export and restore).",
  halfRestored:
    "I tabellen ligger ett arkiv som bara är inläst till hälften. Inget har exporterats. Kör inläsningen till slut först.",
  noManifest: (folder: string): string =>
    `${folder} har ingen SHA256SUMS: det är inget arkiv, eller också kom exporten inte till sitt slut. ${nothing}`,
  otherManifest: (folder: string): string =>
    `SHA256SUMS i ${folder} är inte den vars kontrollsumma du angav: det är ett annat arkiv, eller också har någon ändrat det. ${nothing}`,
  oddLine: (line: string): string => `SHA256SUMS har en rad som ingen export skriver: ${line}. ${nothing} ${copy}`,
  missing: (path: string, folder: string): string => `${path} saknas i ${folder}. ${nothing} ${copy}`,
  altered: (path: string, folder: string, found: string, wanted: string): string =>
    `${path} i ${folder} är inte vad som exporterades: kontrollsumman är ${found}, och i SHA256SUMS står ${wanted}. ${nothing} ${copy}`,
  unlisted: (path: string, folder: string): string =>
    `${path} ligger i ${folder} men står inte i SHA256SUMS, så den hör inte till det som exporterades. ${nothing} Flytta undan den, eller ta en annan kopia av arkivet.`,
  leavesOut: (folder: string): string => `SHA256SUMS i ${folder} utelämnar filer. ${nothing} ${copy}`,
  otherFormat: (folder: string, format: string): string =>
    `${folder} är i ett format som den här versionen av portalen inte läser (${format}). ${nothing} Använd den version som gjorde arkivet, eller en senare.`,
  short: (folder: string, rows: string, files: string): string =>
    `${folder} har inte allt som exporterades: ${rows} rader, ${files} filer. ${nothing} ${copy}`,
  of: (some: number, all: number): string => `${some} av ${all}`,
  otherHalf: (checksum: string): string =>
    `Här är ett annat arkiv inläst till hälften (dess SHA256SUMS har kontrollsumman ${checksum}). Gå vidare med det, eller börja med en tom tabell och tomma hinkar. ${nothing}`,
  tableFilled: `Tabellen är inte tom: ett arkiv blandas aldrig med det som redan finns. ${nothing} Ange en tom tabell i TABLE.`,
  bucketFilled: (kind: string, name: string): string =>
    `Hinken ${kind} är inte tom: ett arkiv blandas aldrig med det som redan finns. ${nothing} Ange en tom hink i ${name}.`,
  otherObject: (key: string, kind: string): string =>
    `${key} i hinken ${kind} är inte vad som lades dit. Inläsningen är inte klar. Se efter vad det är, och kör samma kommando igen.`,
  otherRow: (pk: string, sk: string): string =>
    `Raden ${pk} / ${sk} är inte vad som skrevs: någon annan skriver i tabellen. Inläsningen är inte klar. Stäng portalen, och kör samma kommando igen.`,
  takenOver:
    "Någon annan har börjat läsa in samma arkiv här, eller avslutat det. Det här kommandot slutar, och den andra inläsningen går vidare.",
};
