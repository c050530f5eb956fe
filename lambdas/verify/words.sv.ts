/** Words of the command that verifies a document, in Swedish, for a registrar or an archivist. */
import { formatInstant } from "#domain/formats";

export const words = {
  usage: [
    "npm run -s verify -- FIL … [--roots CERT.PEM] [--at TID] [--language sv|en] [--json]",
    "npm run -s verify -- --log FIL … [--language sv|en] [--json]",
    "",
    "  FIL         PDF från RSS-portalen. Flera går bra.",
    "  --log       Filerna är loggar som portalen har gett ut, som JSON.",
    "  --roots     Rotcertifikat att lita på, som PEM eller DER. Kan anges flera gånger.",
    "              Utan dem går det inte att avgöra vems stämpeln är.",
    "  --at        Pröva som om det vore den dagen eller tiden: 2036-05-20 eller 2036-05-20T12:00:00Z.",
    "  --language  Språk i svaret. Svenska om inget anges.",
    "  --json      Svaret som JSON, en rad för varje fil.",
    "",
    "Slutkod: 0 giltig, 1 inte giltig, 2 gick inte att avgöra, 64 fel i anropet.",
  ],
  wrongUse: {
    option: "Det finns inget sådant val, eller så saknas dess värde.",
    noFile: "Ange minst en fil.",
    at: (value: string): string => `--at ${value} är ingen dag eller tid. Skriv till exempel 2036-05-20.`,
    language: (value: string): string => `--language ${value} finns inte. Skriv sv eller en.`,
    roots: (file: string): string => `--roots ${file} går inte att läsa som certifikat.`,
  },
  log: {
    whole: "HEL. Händelserna hör ihop, och ingen är ändrad, borttagen eller tillagd.",
    broken: (at: number): string =>
      at === 0
        ? "INTE HEL. Händelser saknas i slutet, eller har tillkommit."
        : `INTE HEL. Händelse ${at} är inte den som portalen skrev, eller så saknas en före den.`,
    unreadable: "GICK INTE ATT AVGÖRA. Filen är ingen logg från portalen.",
    of: (id: string, count: number): string => `${id}: ${count} ${count === 1 ? "händelse" : "händelser"}`,
    withheld: (count: number): string =>
      `${count} av dem är med utan sitt innehåll, som inte är till för den som hämtade loggen.`,
    tip: (tip: string): string => `Sista kontrollsumman: ${tip}`,
    compare:
      "Jämför den med den som portalen visar: vem som helst kan göra en hel logg, men inte med samma sista kontrollsumma.",
  },
  notOpened: "GICK INTE ATT AVGÖRA. Filen finns inte, eller går inte att öppna.",
  verdicts: {
    valid: "GILTIG. Handlingen är oförändrad sedan den stämplades.",
    invalid: "INTE GILTIG. Lita inte på filen.",
    indeterminate: "GICK INTE ATT AVGÖRA. Inget är bevisat fel, men allt kunde inte prövas.",
  },
  statuses: { right: "Rätt", wrong: "Fel", unsure: "Oklart", note: "Obs" },
  unproven: "Det som sägs om handlingen och innehållet kommer ur filen själv, och är inte bevisat.",
  headings: { document: "Handlingen", seal: "Stämpeln", content: "Innehållet", technical: "Tekniska uppgifter" },
  document: {
    title: (title: string, rss: string): string => `${title}, ${rss}`,
    number: (number: string): string => `Kvittonummer ${number}`,
    signed: (name: string, at: string): string => `Underskriven av ${name}, ${formatInstant(at)}, svensk tid`,
    decision: (title: string, rss: string): string => `SKR:s beslut om ${title}, ${rss}`,
    decisionNumber: (number: string): string => `Beslutsnummer ${number}`,
    decided: (name: string, at: string): string => `Beslutat av ${name}, ${formatInstant(at)}, svensk tid`,
    attested: (name: string, at: string): string => `Attesterat av ${name}, ${formatInstant(at)}, svensk tid`,
  },
  seal: {
    by: (name: string): string => `Stämplad av ${name}`,
    claimsBy: (name: string): string => `Säger sig vara stämplad av ${name}`,
    compare: "Jämför namnet, och fingeravtrycket nedan, med dem som SKR uppger.",
    proven: (at: string): string => `Fanns senast ${formatInstant(at)}, svensk tid, enligt en tidsstämpel`,
    notProven: "När den gjordes är inte bevisat.",
    judgedBy: (at: string): string => `Prövad som om det vore ${formatInstant(at)}, svensk tid`,
    levels: {
      "B-B": "Tidsstämpel saknas. Stämpeln går att pröva så länge dess certifikat gäller.",
      "B-T": "Stämpeln går att pröva så länge tidsstämpelns certifikat gäller.",
      "B-LT": "Det som behövs för att pröva stämpeln länge ligger i filen.",
      "B-LTA": "Det som behövs för att pröva stämpeln länge ligger i filen, och är tidsstämplat för arkiv.",
    },
    later: {
      "validation-data": "Tillagt efteråt: uppgifter för att pröva stämpeln",
      "document-timestamp": "Tillagt efteråt: en tidsstämpel över hela filen",
      other: "Tillagt efteråt: något annat, som kan ändra vad som visas",
    },
  },
  findings: {
    sealed: "Stämpeln håller, och gäller hela filen.",
    noRoots:
      "Inga rotcertifikat angavs. Vem som helst kan göra en stämpel i det namnet. Ange dem med --roots, eller jämför fingeravtrycket.",
    contentAbsent: "Innehållet följer inte med i filen, som i en kopia för arkiv. Bara stämpeln kunde prövas.",
    contentUnreadable: "Det som följer med i filen gick inte att läsa.",
    checksum: "Innehållet har den kontrollsumma som handlingen uppger.",
    checksumOther: "Innehållet har en annan kontrollsumma än den som handlingen uppger.",
    files: {
      same: (name: string): string => `Bilagan ${name} är oförändrad.`,
      absent: (name: string): string =>
        `Bilagan ${name} följer inte med i filen, bara dess namn och kontrollsumma. Så gör portalen med en fil som kan vara skadlig.`,
      exchanged: (name: string): string => `Bilagan ${name} är en annan fil än den som lämnades in.`,
      strange: (name: string): string => `Filen ${name} följer med, men hör inte till innehållet.`,
    },
    pages: {
      same: "Sidorna är till sista tecknet de som innehållet ger.",
      different:
        "Sidorna blev inte desamma när de gjordes om ur innehållet. Antingen säger de något annat, eller så räcker inte det här programmet till. Jämför dem.",
      failed: "Sidorna gick inte att göra om ur innehållet.",
      "other-program":
        "Sidorna är gjorda av en annan version av portalen, och kan inte göras om här. Det är kontrollsumman för innehållet som räknas.",
      "other-form":
        "Formuläret finns inte i det här programmet, så sidorna kan inte göras om. Det är kontrollsumman för innehållet som räknas.",
      "not-tried":
        "Sidorna har inte jämförts med innehållet. Det görs när stämpeln leder till en rot som angavs, och kontrollsummorna stämmer.",
    },
  },
  faults: {
    "no-chain": "Ett certifikat leder inte till någon av de rötter som angavs.",
    expired:
      "Ett certifikat hade gått ut, eller inte börjat gälla, vid den senaste tid som är bevisad. Finns en nyare PDF av samma version kan den gå att pröva.",
    revoked: "Ett certifikat var återkallat när stämpeln gjordes.",
    purpose: "Certifikatet är inte till för detta.",
    range: "Stämpeln gäller inte hela filen.",
    "no-seal": "Filen har ingen stämpel.",
    unreadable: "Filen är ingen PDF som portalen har gjort, eller så är den skadad.",
    several: "Filen har underskrifter som portalen inte gör.",
    digest: "Filen är ändrad sedan den stämplades.",
    imprint: "Tidsstämpeln gäller något annat.",
    signature: "Stämpeln är inte gjord med den nyckel som certifikatet gäller.",
    "signing-certificate": "Certifikatet är utbytt mot ett annat.",
    attributes: "Stämpeln är inte gjord så som portalen gör den.",
    time: "En tidsstämpel är från en tid som inte hade kommit.",
    "changed-later": "Något är tillagt efter stämpeln, och kan ändra vad som visas.",
  },
  technical: {
    file: "Fil",
    bytes: (size: number): string => `${size} byte`,
    judged: "Prövad",
    level: "Nivå",
    none: "ingen",
    unsigned: "Före stämpeln",
    content: "Innehåll",
    stated: "Uppgivet",
    receipt: "Kvitto",
    why: "Skäl",
    renderer: "Gjord av renderare",
    form: "Formulär",
    differs: (at: number): string => `Sidorna skiljer sig från byte ${at}`,
    until: "Tidsstämpelns certifikat gäller till",
    kinds: {
      seal: "Stämpel",
      "signature-timestamp": "Tidsstämpel i stämpeln",
      "document-timestamp": "Tidsstämpel över filen",
    },
    by: "Certifikat för",
    certificate: "Fingeravtryck (SHA-256)",
    at: "Uppger tiden",
    judgedAt: "Prövad per",
    revocation: "Återkallelse",
    revocations: { good: "inte återkallat", revoked: "återkallat", unknown: "framgår inte av filen" },
    faults: "Fel",
  },
};
