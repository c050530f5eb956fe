/** Whether what is written is with the server: of one answer, and of a draft as a whole. */
import type { Instant } from "#domain/deadlines";
import type { Saved } from "./answer.ts";

export type Phase =
  | "clean" // the server has what is written here
  | "waiting" // written, soon to be sent
  | "saving"
  | "offline" // did not arrive, or nobody knows; tried again
  | "conflict" // somebody else saved another text on the same revision; a person chooses
  | "refused"; // the server will not have it, and says why

/** `parting`: how what was given up for somebody else's text stands, which is to be in the history. */
type Safety = { phase: Phase; parting: Phase };

/** An answer is with the server when what was given up in it is, too. */
export const safetyOf = ({ phase, parting }: Safety): Phase => (phase === "clean" ? parting : phase);

/** The worst of a draft's answers, and which one that is. */
export type Standing = {
  phase: Phase;
  question: string | null;
  savedAt: Instant | null;
  kept: boolean;
  theirs: Saved | null;
};

type Standard = Safety & { saved: Saved | null; kept: boolean; theirs: Saved | null };

const worstFirst: Phase[] = ["conflict", "refused", "offline", "saving", "waiting"];

export function standingOf(answers: Map<string, { state: Standard }>): Standing {
  const all = [...answers].map(([question, { state }]) => ({ ...state, question, phase: safetyOf(state) }));
  const times = all.flatMap(({ saved }) => (saved && saved.rev > 0 ? saved.at : [])).sort();
  const savedAt = times.at(-1) ?? null;
  const kept = all.every((answer) => answer.kept);
  const worst = worstFirst.flatMap((phase) => all.find((answer) => answer.phase === phase) ?? [])[0];
  return {
    phase: worst?.phase ?? "clean",
    question: worst?.question ?? null,
    savedAt,
    kept,
    theirs: worst?.theirs ?? null,
  };
}
