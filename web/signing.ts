/**
 * How the head signs: press, log in again, sign. The press is put on record before the browser leaves for the log-in, so the
 * time it takes costs nothing; on return the page signs by itself. Every step can be tried again without signing twice.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { useAct } from "./act.ts";
import { call, newKey } from "./api.ts";
import { useKind, useWords } from "./kind.ts";
import { forgetPending, keepPending, type PendingSigning, pendingFor } from "./pending-signing.ts";
import { isPassing, refusedAs } from "./refusal.ts";
import { useSentenceOf } from "./sentence.ts";
import { askAgain } from "./server-state.ts";
import { logInAfresh } from "./session.ts";
import { readingWords } from "./texts/reading.ts";
import { forgetText } from "./use-kept-text.ts";

export type Stage =
  | { stage: "reading"; cancelled?: true }
  /** Pressed and on record; the log-in is what remains. `again`: the last one was not later than the press. */
  | { stage: "afresh"; pending: PendingSigning; again: boolean }
  | { stage: "signing" }
  /** Nobody knows whether the portal received it. */
  | { stage: "unanswered"; sentence: string; retry: () => void }
  /** `read`: the version that was read, when another one waits now. */
  | { stage: "refused"; sentence: string; read: number | null };

export type Signing = {
  at: Stage;
  busy: boolean;
  press: (read: { version: number; hash: string }) => void;
  logIn: () => void;
  cancel: () => void;
  cancelled: boolean;
};

/** What a comment to the writers is kept under while it is written. */
export const sendingBack = (id: string): string[] => ["send-back", id];

/** Stands in the address on return from the log-in. */
const marker = "signera";

/** `submission` as the server last told it, once it has. */
export function useSigning(id: string, submission: Answer<"submission"> | undefined): Signing {
  const kind = useKind();
  const sentenceOf = useSentenceOf();
  const words = useWords(readingWords).sign;
  const { route, query } = useLocation();
  const act = useAct();
  const pressAnsweredAt = useRef<number | null>(null);
  const [at, setAt] = useState<Stage>(() => {
    const pending = pendingFor(id);
    if (!pending) return { stage: "reading" };
    return marker in query ? { stage: "signing" } : { stage: "afresh", pending, again: false };
  });

  // On arrival, once.
  useEffect(() => {
    if (!(marker in query)) return;
    history.replaceState(null, "", addressOf(kind, id, "/las"));
    const pending = pendingFor(id);
    if (pending) void sign(pending);
  }, []);

  // A press found again (the log-in was cancelled, the page reloaded) is offered no longer than it can lead anywhere.
  useEffect(() => {
    if (at.stage !== "afresh" || !submission) return;
    if (submission.waiting?.hash === at.pending.hash && submission.now < at.pending.until) return;
    forgetPending();
    setAt({ stage: "reading" });
  }, [submission]);

  async function press(read: { version: number; hash: string }): Promise<void> {
    let failure: unknown;
    const done = await act.run(async (key) => {
      try {
        const { pressedAt, until } = await call("intent", { id }, { body: read, key });
        pressAnsweredAt.current = performance.now();
        const pending = keepPending({ id, ...read, key: newKey(), pressedAt, until });
        setAt({ stage: "afresh", pending, again: false });
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (done || !failure) return;
    if (isPassing(failure)) unanswered(() => void press(read));
    else refuse(failure, read.version);
  }

  async function sign(pending: PendingSigning): Promise<void> {
    const { version, hash, key } = pending;
    let failure: unknown;
    setAt({ stage: "signing" });
    const done = await act.run(async () => {
      try {
        await call("sign", { id }, { body: { version, hash }, key });
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (done) {
      forgetPending();
      // Whoever signs sends nothing back: a browser that asked about it would make one wonder whether the signature arrived.
      forgetText(...sendingBack(id));
      void askAgain("submission", "receipt", "me");
      route(addressOf(kind, id, "/kvitto"), true);
    } else if (isPassing(failure)) {
      unanswered(() => void sign(pending));
    } else if (refusedAs(failure, "reauthenticate")?.pressedAt === pending.pressedAt) {
      setAt({ stage: "afresh", pending, again: true });
    } else {
      refuse(failure, version);
    }
  }

  const unanswered = (retry: () => void) => setAt({ stage: "unanswered", sentence: words.noAnswer, retry });

  /** A clear no: what was pressed is over, and the page shows what is true now. */
  function refuse(error: unknown, read: number): void {
    forgetPending();
    void askAgain("submission", "me");
    // Signed already, in another tab or by another head: the receipt is what one wants to see.
    if (refusedAs(error, "wrong-state")?.state === "submitted") {
      route(addressOf(kind, id, "/kvitto"), true);
      return;
    }
    const stale = refusedAs(error, "stale");
    const isOver = refusedAs(error, "reauthenticate");
    const sentence = stale ? words.stale : isOver ? words.afresh.tooSlow : sentenceOf(error);
    setAt({ stage: "refused", sentence, read: stale ? read : null });
  }

  async function logIn(): Promise<void> {
    // An issuer tells when somebody logged in by whole seconds: leaving a second after the press makes it surely later.
    const since = pressAnsweredAt.current === null ? 1000 : performance.now() - pressAnsweredAt.current;
    if (since < 1000) await new Promise((resolve) => setTimeout(resolve, 1000 - since));
    try {
      await logInAfresh(addressOf(kind, id, `/las?${marker}`));
    } catch (error) {
      setAt({ stage: "unanswered", sentence: sentenceOf(error), retry: () => void logIn() });
    }
  }

  return {
    at,
    busy: act.busy,
    press: (read) => void press(read),
    logIn: () => void logIn(),
    cancel: () => {
      forgetPending();
      setAt({ stage: "reading", cancelled: true });
    },
    cancelled: at.stage === "reading" && at.cancelled === true,
  };
}
