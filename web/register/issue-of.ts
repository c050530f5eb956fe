/** What the portal found wrong with what was filled in, in words. */
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { register } from "../texts/register.ts";

export function useIssueOf(): (refusal: unknown) => string {
  const sentenceOf = useSentenceOf();
  return (refusal) => {
    const invalid = refusedAs(refusal, "invalid") as { issues: { problem: string }[] } | null;
    const problem = invalid?.issues[0]?.problem;
    if (problem) return register.problems[problem] ?? register.problems.other ?? sentenceOf(refusal);
    return refusedAs(refusal, "wrong-state") || refusedAs(refusal, "stale") ? register.meanwhile : sentenceOf(refusal);
  };
}
