/** What helps to put an answer right: fetched when something is wrong with one. */
export { FaultSummary } from "./fault-summary.tsx";
export { LettersNote } from "./letters-note.tsx";
export { MoveToAttachment } from "./move-to-attachment.tsx";
