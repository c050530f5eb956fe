/** Swedish words, of a plan or of a report, shared by the browser, mail and document: states, deadlines and what each refusal says to a person. */

import { lastDay } from "../deadlines.ts";
import type { Refusals } from "../errors.ts";
import type { Fault } from "../form.ts";
import { formatCount, formatDeadline, formatTime, formatWeekday } from "../formats.ts";
import type { ShownState } from "../submission.ts";
import { byKind, type Noun } from "./kinds.ts";
import { nouns } from "./nouns.sv.ts";

const tooMany = (count: number, limit: number) =>
  `${formatCount(count - limit)} tecken för långt (högst ${formatCount(limit)})`;

/** `name` is the question as people know it: "8 b". */
function faultSentence(it: Noun, fault: Fault, name: string): string {
  switch (fault.code) {
    case "over-limit":
      return fault.goal === undefined
        ? `Avsnitt ${name} är ${tooMany(fault.count, fault.limit)}.`
        : `Det ni skriver om mål ${fault.goal} i avsnitt ${name} är ${tooMany(fault.count, fault.limit)}.`;
    case "missing":
      return `Avsnitt ${name} är inte ifyllt.`;
    case "unexplained":
      return `Kryssa i avsnitt ${name}, eller förklara varför ni inte kan göra det.`;
    case "attachment-missing":
      return `Ni har valt att bifoga er ${it.a} (punkt ${name}). Lägg till filen.`;
    case "bad-mail":
      return `E-postadressen på rad ${fault.row} i avsnitt ${name} går inte att använda. Skriv den som namn@exempel.se.`;
    case "incomplete-row":
      return `Rad ${fault.row} i avsnitt ${name} saknar ${fault.column === "email" ? "e-post" : "namn"}.`;
    case "not-a-number":
      return `Avsnitt ${name} ska vara ett heltal, högst ${formatCount(fault.limit)}.`;
    case "goal-unanswered":
      return fault.column === "state"
        ? `Välj hur det gick med mål ${fault.row} i avsnitt ${name}.`
        : `Skriv något om hur det gick med mål ${fault.row} i avsnitt ${name}.`;
  }
}

const badFile: Record<Refusals["bad-file"]["reason"], (figures: Refusals["bad-file"], it: Noun) => string> = {
  type: () => "Den filtypen tar portalen inte emot. Bifoga PDF, Word, OpenDocument, Excel, JPEG eller PNG.",
  "scan-type": () => "Papperet ska vara PDF, JPEG eller PNG. Spara om filen.",
  content: () => "Filens innehåll stämmer inte med filnamnet. Spara om filen och försök igen.",
  size: () => "Filen är för stor (högst 10 MB). Spara den som en mindre PDF och försök igen.",
  count: ({ limit }) => `Det finns redan ${limit} bilagor. Ta bort en för att lägga till en ny.`,
  checksum: () => "Filen kom inte fram hel. Försök igen.",
  absent: () => "Filen kom inte fram. Försök igen.",
  unchecked: () => "Filen kontrolleras. Försök igen om en minut.",
  malware: ({ name }, it) =>
    `Skadlig kod hittades i ${name ? `”${name}”` : "filen"}. Den går inte att öppna och måste tas bort innan ${it.the} skickas in.`,
};

const toPutRight = (it: Noun, n: number) =>
  `${n} ${n === 1 ? "sak" : "saker"} att rätta innan ${it.the} kan skickas in`;

export const sv = byKind(nouns, (it) => ({
  states: {
    "not-started": "Inte påbörjad",
    draft: "Utkast – inte inskickat",
    "handed-in": "Väntar på underskrift",
    submitted: "Inskickad",
    returned: "Komplettering begärd",
    abstained: "Avstår",
    approved: it.approved,
    rejected: it.rejected,
    "not-in-time": "Inte inskickad i tid",
    "not-signed-in-time": "Inte underskriven i tid",
  } satisfies Record<ShownState, string>,
  deadline: (closesAt: string) => `Senast ${formatDeadline(closesAt)}`,
  /** The sentence beside the button the head signs with; it stands in the evidence. */
  signing: `Jag är chef för RSS och skriver under ${it.the} i den version jag har läst.`,
  fault: (fault: Fault, name: string): string => faultSentence(it, fault, name),
  /** `faults` of over-limit and missing are told one by one with `fault`. */
  refusals: {
    invalid: () =>
      "Portalen förstod inte det som skickades. Ladda om sidan och försök igen. Det du har skrivit finns kvar på den här datorn.",
    unauthenticated: () => "Du är utloggad. Logga in igen. Det du har skrivit finns kvar.",
    reauthenticate: ({ pressedAt }) =>
      pressedAt === null
        ? "Tryck på Skriv under och skicka in igen, och logga in på nytt."
        : `Logga in igen för att skriva under. Det är ${formatTime(pressedAt)}, när du tryckte på knappen, som räknas.`,
    "not-allowed": () => "Din roll får inte göra det här. Fråga er chef eller SKR om det är fel.",
    "not-found": () => "Sidan finns inte, eller så har du inte tillgång till den.",
    "wrong-state": ({ state }) =>
      state === "handed-in"
        ? `${it.The} är låst medan chefen läser. Ta tillbaka den för att ändra.`
        : state === "submitted"
          ? `${it.The} är redan inskickad.`
          : state === "abstained"
            ? "RSS har sagt att ni avstår i år. Ångra det för att skriva."
            : state === "returned"
              ? "Bara de avsnitt som SKR har frågat om kan ändras."
              : state === "proposed"
                ? "Ett beslut är redan föreslaget. Ta tillbaka det först."
                : state === "round-closed"
                  ? "Omgången är stängd."
                  : `Det går inte att göra nu, för ${it.the} har ändrats. Ladda om sidan.`,
    "too-late": ({ closedAt, stands }) =>
      `Tiden gick ut ${formatWeekday(lastDay(closedAt))}. ${
        stands ? `${it.The} ni skickade in gäller.` : `${it.The} är inte inskickad, men all text finns kvar.`
      }`,
    "same-officer": () => "Du föreslog beslutet. En annan handläggare ska attestera det.",
    stale: () => "Någon annan har ändrat medan du skrev. Båda texterna finns kvar.",
    "paper-replaced": ({ version }) =>
      `Papperet gäller version ${version}, som inte väntar på underskrift längre. Skriv ut den som väntar.`,
    "paper-unknown": () => `Koden hör inte till ${it.the}. Skriv av den igen.`,
    "too-large": ({ limit }) =>
      `Det är för stort för att tas emot på en gång (högst ${formatCount(limit)} tecken). Dela upp texten.`,
    "bad-file": (figures) => badFile[figures.reason](figures, it),
    "over-limit": ({ faults }) => toPutRight(it, faults.length),
    missing: ({ faults }) => toPutRight(it, faults.length),
    busy: () => "Portalen har mycket att göra just nu. Texten är kvar. Vi försöker igen.",
    "unknown-document": () => "Det finns ingen sådan handling i portalen.",
    "unknown-invitation": () =>
      "Inbjudan gäller inte. Den kan vara använd redan eller för gammal. Be den som bjöd in dig om en ny.",
    "last-admin": () => "SKR måste ha minst en systemförvaltare kvar. Ge rollen till någon annan först.",
    "busy-source": () => "För många försök. Försök igen om en stund.",
  } satisfies { [C in keyof Refusals]: (figures: Refusals[C]) => string },
}));
