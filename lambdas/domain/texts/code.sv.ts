/** The mail with a code to log in by. Whoever gets it has not said yet who they are, nor in which language: it is Swedish. */
import { facts, type Letter, ours } from "./mail.sv.ts";

/** Cognito puts the code where `placeholder` stands. */
export const codeMail = (placeholder: string): Letter => ({
  ...ours,
  subject: "Din kod till RSS-portalen",
  paragraphs: [
    "Skriv koden på sidan där du loggar in. Den gäller i några minuter.",
    "Har du inte bett om någon kod? Då kan du bortse från det här mejlet.",
  ],
  action: null,
  facts: facts({ Kod: placeholder }),
});
