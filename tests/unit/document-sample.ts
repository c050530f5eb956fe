/** An invented plan of the length real ones have; every sentence was written for these tests. */
import type { Block } from "#domain/blocks";
import { documentSv } from "#domain/texts/document.sv";
import type { DocumentInput } from "../../lambdas/document/document.ts";

const goals = [
  "1) Senast 2023 har länets samtliga kommuner en beslutad rutin för hur anställda frågar om våld och vad som händer efter svaret.",
  "2) Regionens vårdcentraler, barnmorskemottagningar och ungdomsmottagningar använder samma frågor som socialtjänsten.",
  "3) Stödstrukturen kan varje år visa hur många som har gått utbildningen, och vad de har haft för nytta av den.",
].join("\n");

const year = `Under året börjar vi med det som redan finns. Vi går igenom kommunernas handlingsplaner, talar med dem som möter våldsutsatta varje dag och samlar svaren i en gemensam lägesbild. Bilden blir grunden för vilka utbildningar vi ordnar till hösten.

Vi kommer att:
- ordna två utbildningsdagar om hedersrelaterat våld och förtryck, en i norra och en i södra länsdelen, med plats för 120 deltagare,
- starta ett nätverk för kommunernas samordnare, som träffas fyra gånger per år,
- pröva ett arbetssätt där socialtjänsten och mödrahälsovården tar emot tillsammans,
– följa upp hur många som har frågats om våld, på samma sätt i alla kommuner.

Kostnaden beräknas till 400 000 kronor, varav 265 000 kr är lön för en samordnare på halvtid. Återstoden går till föreläsare, lokaler och resor.

Vi räknar med att ungefär 80 % av kommunerna deltar redan första året. De som inte kan delta får materialet och erbjuds ett eget möte. Kontakt: samordning@rss-exempel.example, se även https://www.rss-exempel.example/kvinnofrid/material/2021/utbildning?dag=ett&plats=norra-lansdelen.`;

const paragraph =
  "Arbetet leds av en styrgrupp med chefer från kommunerna och regionen. Styrgruppen träffas sex gånger per år och beslutar om gemensamma prioriteringar, medan det praktiska arbetet görs i tre arbetsgrupper. Varje grupp har en sammankallande från en kommun och en från hälso- och sjukvården, så att båda perspektiven finns med från början. ";

/** About 4 400 characters in eight paragraphs: what one county really wrote where 1 000 were allowed. */
export const longText = Array.from({ length: 8 }, (_, index) => {
  const extra = `I del ${index + 1} av planen beskriver vi vad som är gjort, vad som återstår och vem som ansvarar. Det som inte blev av i fjol tas upp igen, med en ny tidpunkt och ett skäl till varför det dröjde. `;
  return `${paragraph}${extra}`.trim();
}).join("\n\n");

const area = (number: string, text: string): Block[] => [
  { kind: "heading", level: 2, number, text },
  { kind: "heading", level: 3, text: "Treåriga mål för arbetet fram till 2023 (max 1000 tecken)" },
  { kind: "answer", question: "a", text: goals },
  { kind: "heading", level: 3, text: "Prioriteringar och mål för 2021 (max 1000 tecken)" },
  { kind: "answer", question: "b", text: year },
];

export const blocks: Block[] = [
  { kind: "heading", level: 1, text: "Genomförandeplan för arbetet mot våld i nära relationer 2021" },
  {
    kind: "paragraph",
    tone: "intro",
    text: "De regionala samverkans- och stödstrukturerna kan ansöka om medel för arbetet mot våld. Medlen omfattar 400 000 kronor per län och år, och 600 000 kronor per år för de tre storstadslänen. Planen lämnas senast den 31 maj.",
  },
  { kind: "heading", level: 2, number: "1", text: "Län" },
  { kind: "answer", question: "", text: "Norrskogs län" },
  { kind: "heading", level: 2, number: "2", text: "Organisation" },
  { kind: "answer", question: "", text: "Kommunförbundet Norrskog" },
  { kind: "heading", level: 2, number: "3", text: "Kontaktuppgifter RSS" },
  {
    kind: "table",
    columns: ["Namn", "e-post"],
    rows: [
      ["Åsa Östling", "asa.ostling@norrskog.example"],
      ["Funktionsbrevlåda Kvinnofrid", "kvinnofrid@norrskog.example"],
    ],
  },
  { kind: "heading", level: 2, number: "4", text: "Personell resurs" },
  {
    kind: "choice",
    mark: "box",
    chosen: true,
    text: "Ja, vi kommer att använda medlen för en samordnare som arbetar minst halvtid med frågorna under hela året.",
  },
  { kind: "heading", level: 2, number: "5", text: "Deltagande i nätverket" },
  {
    kind: "choice",
    mark: "box",
    chosen: false,
    text: "Ja, vi kommer att delta i det nationella nätverket.",
    explanation:
      "Vår samordnare är föräldraledig till september och deltar därefter. Fram till dess läser vi minnesanteckningarna och lämnar frågor skriftligt.",
  },
  { kind: "heading", level: 2, number: "6", text: "Återrapportering" },
  { kind: "choice", mark: "box", chosen: true, text: "Ja, vi rapporterar senast den 1 februari 2022." },
  ...area("7", "Utveckla kunskap och kapacitet för att förebygga och förhindra hedersrelaterat våld och förtryck"),
  { kind: "heading", level: 2, number: "8", text: "Stärka uppföljningen" },
  { kind: "paragraph", tone: "guidance", text: "Beskriv hur ni följer upp arbetet (max 1000 tecken)." },
  { kind: "heading", level: 3, text: "Treåriga mål för arbetet fram till 2023 (max 1000 tecken)" },
  { kind: "answer", question: "a", text: goals },
  { kind: "heading", level: 3, text: "Prioriteringar och mål för 2021 (max 1000 tecken)" },
  { kind: "answer", question: "b", text: longText },
  { kind: "heading", level: 2, number: "9", text: "Barn som upplever våld" },
  { kind: "heading", level: 3, text: "Treåriga mål för arbetet fram till 2023 (max 1000 tecken)" },
  { kind: "answer", question: "a", text: "" },
  { kind: "heading", level: 2, number: "11", text: "Genomförandeplan" },
  { kind: "choice", mark: "radio", chosen: true, text: "Ja, denna ifyllda mall är vår genomförandeplan." },
  { kind: "choice", mark: "radio", chosen: false, text: "Vi bifogar vår genomförandeplan med detta dokument." },
  { kind: "heading", level: 2, number: "12", text: "Önskat stöd" },
  {
    kind: "paragraph",
    tone: "instruction",
    text: "Vilket stöd önskar ni för att på bästa sätt kunna genomföra planen? (max 500 tecken)",
  },
  {
    kind: "answer",
    question: "",
    text: "Vi önskar att ni bidrar med:\n\uF0A7 en samlad bild av hur andra län gör, särskilt om uppföljning,\n\uF0A7 mallar som går att använda direkt,\n• någon att ringa när det kör ihop sig.\n\nTack för ett gott år.",
  },
  { kind: "heading", level: 2, text: "Bilagor" },
  {
    kind: "files",
    files: [
      {
        name: "Handlingsplan för Norrskogs län 2021–2023.pdf",
        size: 612_345,
        sha256: "2c6fcd6a6095323a6da571ca119f294a3ec8ee8261f82e86bfcf2def30ce0160",
      },
      {
        name: "Lägesbild.docx",
        size: 1_449_001,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      },
    ],
  },
  { kind: "heading", level: 2, number: "14", text: "Underskrift" },
  {
    kind: "facts",
    rows: [
      { label: "Datum", value: "31 maj 2021 kl. 22:14, svensk tid" },
      { label: "Chef för RSS", value: "Anna Exempelsson, Kommunförbundet Norrskog" },
      { label: "Underskriftssätt", value: "Inloggad i portalen, med ny inloggning vid underskriften" },
    ],
  },
  { kind: "heading", level: 2, text: "Kvitto" },
  {
    kind: "facts",
    rows: [
      { label: "Kvittonummer", value: "GFP-2021-X-1" },
      { label: "Mottagen", value: "31 maj 2021 kl. 22:14, i tid" },
      { label: "Kontrollsumma", value: "3ec8ee8261f82e86bfcf2def30ce01602c6fcd6a6095323a6da571ca119f294a" },
    ],
  },
  {
    kind: "paragraph",
    tone: "note",
    text: "Planen har skrivits under elektroniskt av chefen för den regionala samverkans- och stödstrukturen. Kontrollsumman är räknad på planens innehåll.",
  },
];

export const aDocument = (changes: Partial<DocumentInput> = {}): DocumentInput => ({
  title: "Genomförandeplan 2021, Norrskogs län",
  language: "sv",
  issuer: {
    name: "Sveriges Kommuner och Regioner",
    lines: [
      "info@exempel.example, www.exempel.example · Post: 100 00 Exempelstad · Besök: Exempelgatan 20",
      "Tfn: 08-000 00 00 · Org nr: 000000-0000",
    ],
  },
  number: "GFP-2021-X-1",
  watermark: null,
  createdAt: "2021-05-31T20:14:07.000Z",
  id: "3ec8ee8261f82e86bfcf2def30ce01602c6fcd6a6095323a6da571ca119f294a",
  blocks,
  texts: documentSv,
  closing: {
    language: "sv",
    texts: documentSv,
    blocks: [],
    last: [],
    panel: {
      title: documentSv.seal.title,
      lines: [documentSv.seal.numberAndCode("GFP-2021-X-1", "3EC8EE82"), ...documentSv.seal.lines],
      check: {
        words: documentSv.seal.check,
        shown: "plan.example.se/kontrollera",
        url: "https://plan.example.se/kontrollera#nummer=GFP-2021-X-1&kod=3EC8EE82",
      },
      about: {
        code: documentSv.seal.code("plan.example.se"),
        seal: documentSv.seal.field,
        timestamp: documentSv.seal.timestamp,
      },
    },
  },
  files: [
    {
      name: "innehall.json",
      type: "application/json",
      bytes: Buffer.from('{"answers":{}}'),
      relationship: "Source",
      description: documentSv.contentFile,
      at: "2021-05-31T20:14:07.000Z",
      deflate: true,
    },
  ],
  ...changes,
});
