/** Why SKR could not do something, in SKR's words: those for who writes speak of what the RSS can do about it. */
import { useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { reviewWords } from "../texts/review.ts";

export function useRefused(): (error: unknown) => string {
  const words = useWords(reviewWords);
  const sentenceOf = useSentenceOf();
  return (error) => {
    const wrongState = refusedAs(error, "wrong-state");
    const invalid = refusedAs(error, "invalid");
    const said = wrongState
      ? words.notNow[wrongState.state]
      : invalid
        ? words.wrong[invalid.issues[0]?.path ?? ""]
        : refusedAs(error, "stale") && words.stale;
    return said || sentenceOf(error);
  };
}
