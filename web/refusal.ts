/** How a request can fail, as the pages see it. */
import type { RefusalCode, Refusals } from "#domain/errors";
import { useWords } from "./kind.ts";
import { domainWords } from "./texts/domain.ts";
import { portal } from "./texts/portal.ts";

/** The server said no, by its stable code and figures. */
export class ApiRefusal extends Error {
  readonly code: RefusalCode;
  readonly figures: Record<string, unknown>;
  readonly status: number;

  constructor(code: RefusalCode, figures: Record<string, unknown>, status: number) {
    super(code);
    this.code = code;
    this.figures = figures;
    this.status = status;
  }
}

/** Nothing answered: the net is down, the server too, or it took too long. Whether the request was received is unknown. */
export class Offline extends Error {}

/** The figures, when the refusal has that code. */
export function refusedAs<C extends RefusalCode>(error: unknown, code: C): Refusals[C] | null {
  return error instanceof ApiRefusal && error.code === code ? (error.figures as Refusals[C]) : null;
}

/** Whether the same request may well succeed a little later. */
export const isPassing = (error: unknown): boolean => error instanceof Offline || refusedAs(error, "busy") !== null;

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
