/** What changes seldom and is asked for often, kept in the process for a minute. */
import { epoch, type Instant } from "#domain/deadlines";

/** Milliseconds: so long may SKR's overview say what a register said before. */
const kept = 60_000;

/**
 * Asks once a minute and key, by the request's own clock; a question that fails is asked again. Requests are not received in order of
 * their instants, so an answer holds in both directions.
 */
export function lately<T>(ask: (key: string) => Promise<T>): (key: string, now: Instant) => Promise<T> {
  const answers = new Map<string, { at: number; answer: Promise<T> }>();
  return (key, now) => {
    const at = epoch(now);
    const there = answers.get(key);
    if (there && Math.abs(at - there.at) < kept) return there.answer;
    const answer = ask(key);
    answers.set(key, { at, answer });
    // What is not there may come any moment.
    const forget = () => answers.delete(key);
    answer.then((found) => found ?? forget(), forget);
    return answer;
  };
}
