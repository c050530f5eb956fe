/** The portal's languages. Swedish is the form's own and what everybody gets who has not chosen. */
export const languages = ["sv", "en"] as const;
export type Language = (typeof languages)[number];

/** The language somebody is written to in. */
export const languageOf = ({ language }: { language?: Language }): Language => language ?? "sv";
