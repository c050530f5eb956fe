/** How a request can fail, as the pages see it. */
import type { RefusalCode, Refusals } from "#domain/errors";

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
