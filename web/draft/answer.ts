/**
 * One answer: what is written here, what the server has, and how the one becomes the other. One save at a time; a lost answer is
 * tried again until it is known to have arrived; a text that somebody else saved meanwhile is never overwritten.
 */
import type { Instant } from "#domain/deadlines";
import type { AnswerValue } from "#domain/form";
import type { Note } from "../journal.ts";
import { ApiRefusal, refusedAs } from "../refusal.ts";
import { isSame } from "./same.ts";

export type Saved = { value: AnswerValue; rev: number; at: Instant; by: string };

export type Phase =
  | "clean" // the server has what is written here
  | "waiting" // written, soon to be sent
  | "saving"
  | "offline" // did not arrive, or nobody knows; tried again
  | "conflict" // somebody else saved another text on the same revision; a person chooses
  | "refused"; // the server will not have it, and says why

type Surroundings = {
  /** What the server has; null before anybody answered. */
  start: Saved | null;
  empty: AnswerValue;
  by: string;
  send: (value: AnswerValue, rev: number, lastly: boolean) => Promise<{ rev: number; at: Instant }>;
  keep: (note: Note) => boolean;
  forget: () => void;
  /** Drawn anew at once, or (while somebody types) a moment later. */
  changed: (atOnce: boolean) => void;
};

const pauseInTyping = 1_000;
const pauseAfterAct = 200;
/** Somebody who never pauses is saved anyway. */
const longestWait = 10_000;
/** What a crash may take. */
const pauseInNoting = 400;
/** Texts remembered while nobody knows which of them arrived. */
const mostUnsure = 8;
const firstRetry = 2_000;
const longestRetry = 30_000;

export function writtenAnswer({ start, empty, by, send, keep, forget, changed }: Surroundings) {
  let value = start?.value ?? empty;
  let saved = start;
  let phase: Phase = "clean";
  let theirs: Saved | null = null;
  let refusal: unknown = null;
  /** My text after somebody else's was chosen, until I write again: everybody presses the wrong button some time. */
  let aside: AnswerValue | null = null;
  /** Sent on this revision, and no answer has come: the server may have any of them. */
  let unsure: AnswerValue[] = [];
  let inFlight: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let noting: ReturnType<typeof setTimeout> | undefined;
  let kept = true;
  let waitingSince = 0;
  let failures = 0;

  const isUnchanged = () => isSame(value, saved?.value ?? empty);

  function turn(next: Phase): void {
    phase = next;
    if (next === "clean") {
      clearTimeout(noting);
      noting = undefined;
      forget();
      kept = true;
    }
    changed(true);
  }

  function later(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function note(): void {
    clearTimeout(noting);
    noting = undefined;
    if (phase === "clean") return;
    kept = keep({ value, rev: saved?.rev ?? 0, at: Date.now(), sent: unsure });
  }

  /** `isAct`: a box, a choice, a row added or removed; nobody is in the middle of a word. */
  function write(next: AnswerValue, isAct = false) {
    value = next;
    aside = null;
    noting ??= setTimeout(note, pauseInNoting);
    if (phase === "conflict") return changed(isAct);
    if (phase === "clean" || phase === "refused") {
      waitingSince = performance.now();
      phase = "waiting";
    }
    const leftToWait = waitingSince + longestWait - performance.now();
    // While the net is down the next try is already set; typing must not put it off.
    if (phase !== "offline") later(Math.max(0, Math.min(isAct ? pauseAfterAct : pauseInTyping, leftToWait)));
    changed(isAct);
  }

  function save(lastly = false): Promise<void> {
    clearTimeout(timer);
    if (inFlight) return inFlight;
    if (phase === "clean" || phase === "conflict") return Promise.resolve();
    if (isUnchanged() && unsure.length === 0) {
      turn("clean");
      return Promise.resolve();
    }
    inFlight = attempt(lastly).finally(() => {
      inFlight = null;
    });
    return inFlight;
  }

  async function attempt(lastly: boolean): Promise<void> {
    const sent = value;
    const before = unsure;
    unsure = [...before.filter((text) => !isSame(text, sent)), sent].slice(-mostUnsure);
    turn("saving");
    note();
    try {
      const { rev, at } = await send(sent, saved?.rev ?? 0, lastly);
      arrived({ value: sent, rev, at, by });
    } catch (error) {
      const stale = refusedAs(error, "stale");
      if (stale) overtaken((stale.current as Saved | undefined) ?? null);
      else failed(error, before);
    }
  }

  function arrived(now: Saved) {
    saved = now;
    unsure = [];
    refusal = null;
    failures = 0;
    if (isUnchanged()) return turn("clean");
    waitingSince = performance.now();
    turn("waiting");
    later(pauseInTyping);
  }

  /** The server has another revision: ours whose answer was lost, the same words, or somebody else's text. */
  function overtaken(current: Saved | null) {
    if (!current || [value, ...unsure].some((text) => isSame(current.value, text))) {
      saved = current;
      unsure = [];
      if (isUnchanged()) return turn("clean");
      turn("waiting");
      return later(0);
    }
    theirs = current;
    unsure = [];
    note();
    turn("conflict");
  }

  /** `before` is what was unsure before this attempt: a clear no adds nothing to it. */
  function failed(error: unknown, before: AnswerValue[]) {
    const isFinal = error instanceof ApiRefusal && error.status < 500 && error.code !== "unauthenticated";
    if (isFinal) {
      unsure = before;
      refusal = error;
      return turn("refused");
    }
    if (error instanceof ApiRefusal) unsure = before;
    failures += 1;
    turn("offline");
    later(Math.min(longestRetry, firstRetry * 2 ** (failures - 1)));
  }

  /** Whose text it shall be. `text` is what a person made of both. */
  function settle(choice: { use: "mine" | "theirs" } | { use: "both"; text: AnswerValue }) {
    if (!theirs) return;
    saved = theirs;
    theirs = null;
    if (choice.use === "theirs") {
      aside = value;
      value = saved.value;
    }
    if (choice.use === "both") value = choice.text;
    if (isUnchanged()) return turn("clean");
    turn("waiting");
    note();
    later(0);
  }

  /** What the server has by now, from elsewhere: taken over when nothing of ours would be lost by it. */
  function take(now: Saved): void {
    if (inFlight || phase === "conflict" || now.rev <= (saved?.rev ?? 0)) return;
    if (phase !== "clean") return;
    saved = now;
    value = now.value;
    changed(true);
  }

  /** The server changed it at our own request: what is written here goes with it. */
  function replace(now: Saved): void {
    clearTimeout(timer);
    saved = now;
    value = now.value;
    theirs = null;
    refusal = null;
    unsure = [];
    turn("clean");
  }

  /** Typed at an earlier visit and never acknowledged. */
  function restore({ value: typed, rev, sent }: Note) {
    value = typed;
    if (isUnchanged()) return turn("clean");
    phase = "waiting";
    const has = saved;
    if (has && has.rev > rev && !sent.some((text) => isSame(has.value, text))) {
      theirs = has;
      return turn("conflict");
    }
    turn("waiting");
    later(0);
  }

  return {
    write,
    save,
    settle,
    take,
    replace,
    restore,
    note,
    stop: () => clearTimeout(timer),
    /** My text again, after somebody else's was chosen. */
    takeBack: () => aside !== null && write(aside, true),
    get value() {
      return value;
    },
    get state() {
      return { value, saved, phase, theirs, refusal, kept, aside };
    },
  };
}

export type WrittenAnswer = ReturnType<typeof writtenAnswer>;
