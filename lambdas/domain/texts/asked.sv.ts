/** What SKR asks about, inside a Swedish sentence. */
import type { AskedAbout } from "../asked-about.ts";

/** By its number, or by its words where it has none. */
const named = (question: string): string => (/^\d/.test(question) ? `punkt ${question}` : `”${question}”`);

/** `punkt 7 a, punkt 8 b och bilagorna` */
export const aboutWhat = ({ questions, files }: AskedAbout): string =>
  new Intl.ListFormat("sv", { type: "conjunction" }).format([...questions.map(named), ...(files ? ["bilagorna"] : [])]);

/** Stands in the form where it was asked about, and so in the form's language in every document. */
export const completedMark = "Kompletterad på SKR:s fråga. Se Komplettering, efter formuläret.";
