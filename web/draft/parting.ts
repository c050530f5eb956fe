/**
 * Texts given up for somebody else's. Each is sent once more on the revision it was written on: the server says no to it, and
 * keeps it in the answer's history. Until then it stays in the journal.
 */
import type { AnswerValue } from "#domain/form";
import { isPassing, refusedAs } from "../refusal.ts";
import type { Parting } from "./note.ts";

const pauseBetween = 30_000;

type Surroundings = {
  send: (value: AnswerValue, rev: number) => Promise<unknown>;
  /** One of them is with the server. */
  arrived: () => void;
};

export function partings({ send, arrived }: Surroundings) {
  let all: Parting[] = [];
  let underWay: Promise<void> | null = null;

  async function handOver(): Promise<void> {
    for (let [first] = all; first; [first] = all) {
      try {
        await send(first.value, first.rev);
      } catch (error) {
        if (!refusedAs(error, "stale")) {
          if (isPassing(error) || refusedAs(error, "unauthenticated")) setTimeout(flush, pauseBetween);
          return;
        }
      }
      all = all.filter((text) => text !== first);
      arrived();
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
      all = [...all, ...texts];
      void flush();
    },
    get all() {
      return all;
    },
  };
}
