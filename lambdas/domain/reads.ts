/** In which ways SKR's staff read what an RSS has submitted. */
export const readAs = ["version", "document", "file", "answers", "export", "package"] as const;
export type ReadAs = (typeof readAs)[number];

/** Whether it gives the whole of a version, so that nobody can say afterwards that it has not been opened. */
export const isWhole = (as: ReadAs): boolean => as === "version" || as === "document" || as === "package";
