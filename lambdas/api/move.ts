/**
 * How every move is made: stamp the first attempt, load, decide, commit; when someone else was first, look again.
 * A retry of a move that was made gets the same answer as the first time, whatever has happened since.
 */
import { Refusal } from "#domain/errors";
import type { By, Decision, Event, Fact, Submission } from "#domain/submission";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import type { Request } from "./request.ts";

type Move<T> = {
  /** What the move is called in the log. A key belongs to one kind of move: used for another it stands for nothing. */
  makes: Fact["type"];
  /** The event, or an answer at once when what is asked for is so already. Throws Refusal. */
  decide: (loaded: Loaded, by: By) => Promise<Decision | { answer: T }>;
  /** The answer to a move that has been made; the submission after it is known unless this is a retry. */
  answer: (event: Event, after?: Submission) => Promise<T>;
};

const tries = 20;

export function mover(store: Pick<SubmissionStore, "load" | "commit" | "events" | "firstAttempt" | "forgetAttempt">) {
  return async <T>(request: Request, { makes, decide, answer }: Move<T>): Promise<T> => {
    const { key, receivedAt, user } = request;
    const id = request.params.id as string;
    const person = user.person.id;
    const stamp = `${makes}#${key}`;
    const made = async () =>
      (await store.events(id)).find(
        ({ key: its, event }) => its === key && event.by === person && event.fact.type === makes,
      )?.event;

    const { firstSeen, again } = await store.firstAttempt(id, person, stamp, receivedAt);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (again || attempt > 0) {
        const event = await made();
        if (event) return answer(event);
      }
      const loaded = await store.load(id);
      let decision: Decision | { answer: T };
      try {
        if (!loaded) throw new Refusal("not-found");
        decision = await decide(loaded, { person, at: firstSeen });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // A twin of this request may have made the move while this one was on its way.
        const event = await made();
        if (event) return answer(event);
        await store.forgetAttempt(id, person, stamp);
        throw error;
      }
      if ("answer" in decision) {
        // Nothing was done for this key, so it holds no place in time either, unless a twin of this request did it.
        if (!(await made())) await store.forgetAttempt(id, person, stamp);
        return decision.answer;
      }
      const after = loaded && (await store.commit(loaded.submission, decision, key));
      if (after) return answer(decision.event, after);
    }
    throw new Refusal("busy");
  };
}
