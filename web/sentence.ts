/** Failures in words. Apart from the failures themselves, which also those know that say nothing. */
import { useWords } from "./kind.ts";
import { ApiRefusal, Offline } from "./refusal.ts";
import { domainWords } from "./texts/domain.ts";
import { portal } from "./texts/portal.ts";

/** What a failure says to a person, of a plan or of a report. */
function sentenceOf(error: unknown, domain: ReturnType<typeof domainWords>): string {
  if (error instanceof Offline) return portal.offline;
  if (!(error instanceof ApiRefusal)) return portal.defect;
  const say = domain.refusals[error.code] as ((figures: unknown) => string) | undefined;
  return say ? say(error.figures) : portal.defect;
}

/** Says failures in the words of what is on the page: `const sentenceOf = useSentenceOf()`. */
export function useSentenceOf(): (error: unknown) => string {
  const domain = useWords(domainWords);
  return (error) => sentenceOf(error, domain);
}
