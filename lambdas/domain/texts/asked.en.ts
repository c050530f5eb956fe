/** What SKR asks about, inside an English sentence. */
import type { AskedAbout } from "../asked-about.ts";

/** By its number, or by its words, which are Swedish, where it has none. */
const named = (question: string): string => (/^\d/.test(question) ? `section ${question}` : `“${question}”`);

/** `section 7 a, section 8 b and the attachments` */
export const aboutWhat = ({ questions, files }: AskedAbout): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction" }).format([
    ...questions.map(named),
    ...(files ? ["the attachments"] : []),
  ]);
