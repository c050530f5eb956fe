/**
 * Texts given up for somebody else's. Each is sent once more on the revision it was written on: the server says no to it, and
 * keeps it in the answer's history. Until then it stays in the journal.
 */
import type { AnswerValue } from "#domain/form";
import { isPassing, refusedAs } from "../refusal.ts";
import type { Parting } from "./note.ts";
import { isSame } from "./same.ts";
import type { Phase } from "./standing.ts";

const pauseBetween = 30_000;

type Surroundings = {
  send: (value: AnswerValue, rev: number) => Promise<unknown>;
  /** One of them is with the server, or is known not to be. */
  changed: () => void;
};

export function partings({ send, changed }: Surroundings) {
  let waiting: Parting[] = [];
  /** The server would not have them, as when the plan was locked meanwhile. */
  let refused: Parting[] = [];
  let hasFailed = false;
  let underWay: Promise<void> | null = null;

  async function handOver(): Promise<void> {
    for (let [first] = waiting; first; [first] = waiting) {
      const now = first;
      const refusal = await send(now.value, now.rev).then(
        () => null,
        (error: unknown) => error,
      );
      hasFailed = isPassing(refusal) || refusedAs(refusal, "unauthenticated") !== null;
      if (hasFailed) {
        setTimeout(flush, pauseBetween);
        return changed();
      }
      // It may have been taken back while it was on its way.
      if (refusal !== null && !refusedAs(refusal, "stale") && waiting.includes(now)) refused.push(now);
      waiting = waiting.filter((text) => text !== now);
      changed();
    }
  }

  function flush(): Promise<void> {
    underWay ??= handOver().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    flush,
    add(...texts: Parting[]): void {
      waiting = [...waiting, ...texts];
      void flush();
    },
    /** It is written anew. */
    takeBack(value: AnswerValue): void {
      const isOther = (text: Parting) => !isSame(text.value, value);
      [waiting, refused] = [waiting.filter(isOther), refused.filter(isOther)];
    },
    get all(): Parting[] {
      return [...refused, ...waiting];
    },
    /** What the server would not have: it stays at hand. */
    get refused(): AnswerValue | null {
      return refused[0]?.value ?? null;
    },
    get phase(): Phase {
      if (refused.length > 0) return "refused";
      return waiting.length === 0 ? "clean" : hasFailed ? "offline" : "saving";
    },
  };
}
