/** Words inside a record package. It goes into Swedish registers and archives, so they are Swedish whoever fetches it. */
import type { Kind } from "../form.ts";
import { formatCount, formatInstant } from "../formats.ts";
import type { Entry, Package, RecordWords, Withheld } from "../record.ts";
import { nouns } from "./nouns.sv.ts";

/** `RSS Dalarna, Genomförandeplan 2021` */
export const recordName = ({ rss, round }: { rss: { name: string }; round: { kind: Kind; year: number } }): string =>
  `${rss.name}, ${nouns[round.kind].name} ${round.year}`;

export const recordWords: RecordWords = { archive: "arkivkopia", renewal: (n) => `förnyad ${formatCount(n)}` };

type About = Package & { rss: { name: string }; round: { kind: Kind; year: number }; reference: string | null };

/** What is in the package, and how somebody without the portal sees that it is whole. */
export const readMeOf =
  ({ id, rss, round, reference, standing, versions, decision, whole }: About) =>
  (entries: Entry[], withheld: Withheld[]): string => {
    const has = (folder: string) => entries.some(({ path }) => path.startsWith(folder));
    const counts = versions.find(({ version }) => version === standing);
    const said = [
      `${recordName({ rss, round })} (${id})`,
      ...(reference === null ? [] : [`RSS:s eget diarienummer: ${reference}`]),
      "",
      counts
        ? `Version ${counts.version} gäller: kvitto ${counts.number}, underskriven ${formatInstant(counts.signedAt)}.`
        : "Ingenting är inskickat.",
      "",
      "Vad som finns här",
      ...(has("handling/")
        ? [
            "- handling: de inskickade versionerna som PDF, med SKR:s e-stämpel. Av varje version finns en fil för varje nivå av",
            "  stämpeln. Filen med högst nivå är den som portalen lämnar ut: B-LTA före B-LT, B-T och B-B. Arkivkopian har inga",
            "  bilagor inuti sig.",
          ]
        : []),
      ...(has("bilagor/") ? ["- bilagor: filerna som RSS har bifogat, oförändrade."] : []),
      ...(has("underskrift/") ? ["- underskrift: inskannade papper med chefens underskrift i bläck."] : []),
      ...(has("innehall/") ? ["- innehall: varje version som data (JSON), exakt så som den skrevs under."] : []),
      ...(has("kvitto/") ? ["- kvitto: kvitto och underskriftsbevis för varje version (JSON)."] : []),
      ...(has("beslut/")
        ? [
            "- beslut: SKR:s beslut som PDF, med e-stämpel och i samma nivåer, och som data (JSON), exakt så som det står i loggen.",
          ]
        : []),
      "- metadata.json: uppgifter om inlämningen, och om varje fil.",
      "- logg.json: alla händelser, i ordning.",
      "- SHA256SUMS.txt: kontrollsumman (SHA-256) för varje fil.",
      ...(withheld.length === 0
        ? []
        : [
            "",
            "Följer inte med, för att filen inte är kontrollerad än eller har skadlig kod:",
            ...withheld.map(({ path, sha256 }) => `- ${path} (SHA-256 ${sha256})`),
          ]),
      "",
      "Så kontrollerar ni det utan portalen",
      "1. Filerna: sha256sum -c SHA256SUMS.txt (Linux), shasum -a 256 -c SHA256SUMS.txt (Mac) eller",
      "   Get-FileHash -Algorithm SHA256 (Windows PowerShell).",
      "2. Versionerna: kontrollsumman för filen i mappen innehall är den som står på kvittot:",
      ...versions.map(({ number, hash }) => `   ${number}  ${hash}`),
      ...(decision
        ? ["   Beslutet: kontrollsumman för JSON-filen i mappen beslut är den som står i beslutet:"].concat(
            `   ${decision.number}  ${decision.hash}`,
          )
        : []),
      "3. PDF:erna: öppna dem i en PDF-läsare som visar signaturer, eller kör portalens kommando",
      `   npm run -s verify -- handling/*.pdf${has("beslut/") ? " beslut/*.pdf" : ""} --roots CERT.PEM`,
      "4. Händelserna: npm run -s verify -- --log logg.json. Eller räkna själv: varje händelse har i prev den förra händelsens",
      "   hash, och i hash SHA-256 av sig själv utan hash, som JSON enligt RFC 8785. Den första har i prev SHA-256 av inlämningens",
      "   id. En händelse utan innehåll är den andra partens egen sak: den lämnas inte ut, men den har sin plats i kedjan.",
      whole
        ? "   När paketet gjordes var kedjan hel."
        : "   När paketet gjordes var kedjan BRUTEN: något är ändrat eller borttaget. Säg till SKR.",
      "",
    ];
    return `\uFEFF${said.join("\r\n")}`;
  };
