/** Why SKR could not do something with a round, in words: those for whoever writes speak of their plan. */
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { rounds } from "../texts/rounds.ts";

const words = rounds.refused;

export function useRefusedRound(): (error: unknown) => string {
  const sentenceOf = useSentenceOf();
  return (error) => {
    const invalid = refusedAs(error, "invalid");
    if (invalid) return words.problems[invalid.issues[0]?.problem ?? ""] ?? sentenceOf(error);
    return refusedAs(error, "stale") || refusedAs(error, "wrong-state") ? words.meanwhile : sentenceOf(error);
  };
}
