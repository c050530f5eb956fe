/**
 * One answer: what is written here, what the server has, and how the one becomes the other. One save at a time; a lost answer is
 * tried again until it is known to have arrived; a text that somebody else saved meanwhile is never overwritten.
 */
import type { Instant } from "#domain/deadlines";
import type { AnswerValue } from "#domain/form";
import { ApiRefusal, isPassing, refusedAs } from "../refusal.ts";
import { type Note, sentToo } from "./note.ts";
import { noteTaker } from "./noting.ts";
import { dueAt, type Pace, pauseAfterAct, retryAfter } from "./pace.ts";
import { partings } from "./parting.ts";
import { isSame } from "./same.ts";
import type { Phase } from "./standing.ts";

export type Saved = { value: AnswerValue; rev: number; at: Instant; by: string };

type Surroundings = {
  /** What the server has; null before anybody answered. */
  start: Saved | null;
  empty: AnswerValue;
  by: string;
  pace: Pace;
  /** `keep`: what it takes the place of is to stand in the history, whatever the server would think of that. */
  send: (value: AnswerValue, rev: number, lastly: boolean, keep: boolean) => Promise<{ rev: number; at: Instant }>;
  /** Resolves to whether it is kept. */
  keep: (note: Note) => Promise<boolean>;
  forget: () => void;
  /** Whether somebody stands in the field: the text does not change under a cursor. */
  isUnderCursor: () => boolean;
  /** The server has acknowledged this. */
  acknowledged: (saved: Saved) => void;
  /** Drawn anew at once, or (while somebody types) a moment later. */
  changed: (atOnce: boolean) => void;
};

export function writtenAnswer(surroundings: Surroundings) {
  const { start, empty, by, pace, send, keep, forget, isUnderCursor, acknowledged, changed } = surroundings;
  let value = start?.value ?? empty;
  let saved = start;
  /** The revision that what is written here was written on. */
  let base = start?.rev ?? 0;
  let phase: Phase = "clean";
  let theirs: Saved | null = null;
  let refusal: unknown = null;
  /** My text after somebody else's was chosen, until I write again: everybody presses the wrong button some time. */
  let aside: AnswerValue | null = null;
  /** Sent on this revision, and no answer has come: the server may have any of them. */
  let unsure: AnswerValue[] = [];
  /** What the server said no to because of theirs: it keeps that in the answer's history. */
  let handed: AnswerValue | null = null;
  /** Somebody else's newer text, held back while a cursor stands in the field or what is written here is not with the server. */
  let held: Saved | null = null;
  /** A whole text was put in another's place, and the server has not said that it kept the other. */
  let isExchange = false;
  let inFlight: Promise<void> | null = null;
  let isHurried = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The first and the last key that is in no save. */
  let unsentSince: number | null = null;
  let typedAt = 0;
  let failures = 0;

  const parting = partings({ send: (text, rev) => send(text, rev, false, false), changed: told });
  const notes = noteTaker({ look, keep, forget, changed: () => changed(true) });

  const isUnchanged = () => isSame(value, saved?.value ?? empty);

  function look(): Note | null {
    if (phase === "clean" && parting.all.length === 0) return null;
    const written = phase === "clean" ? {} : { value, ...(isExchange && { keep: true }) };
    return { ...written, rev: base, sent: unsure, parting: parting.all, at: Date.now() };
  }

  function has(now: Saved | null): void {
    saved = now;
    base = now?.rev ?? 0;
    theirs = handed = null;
    if (held && held.rev <= base) held = null;
    unsure = [];
  }

  function told(): void {
    if (phase === "clean") notes.done();
    else notes.now();
    changed(true);
  }

  function turn(next: Phase): void {
    phase = next;
    if (next === "clean") refusal = unsentSince = null;
    isExchange &&= next !== "clean";
    told();
    release();
  }

  function later(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function soon(): void {
    const left = dueAt(pace, typedAt, unsentSince ?? typedAt) - performance.now();
    clearTimeout(timer);
    if (left > 0) timer = setTimeout(soon, left);
    else void save();
  }

  /** `isAct`: a box, a choice, a row added or removed; nobody is in the middle of a word. */
  function write(next: AnswerValue, isAct = false) {
    value = next;
    aside = null;
    typedAt = performance.now();
    unsentSince ??= typedAt;
    if (phase === "clean" || phase === "refused") phase = "waiting";
    if (isAct) notes.now();
    else notes.soon();
    // While the net is down the next try is already set; typing must not put it off.
    if (phase === "waiting" || phase === "saving") {
      if (isAct) later(pauseAfterAct);
      else soon();
    }
    changed(isAct);
  }

  /** An earlier text in the place of this one. */
  function exchange(earlier: AnswerValue) {
    isExchange = true;
    write(earlier, true);
  }

  function save(lastly = false): Promise<void> {
    if (inFlight) {
      isHurried = true;
      return inFlight;
    }
    clearTimeout(timer);
    if (phase !== "clean" && phase !== "conflict" && isUnchanged() && unsure.length === 0) turn("clean");
    if (phase === "clean" || phase === "conflict") return parting.flush();
    inFlight = attempt(lastly).finally(() => {
      inFlight = null;
    });
    return inFlight;
  }

  async function attempt(lastly: boolean): Promise<void> {
    const sent = value;
    const before = unsure;
    const keep = isExchange;
    unsure = sentToo(before, sent);
    unsentSince = null;
    isHurried = false;
    pace.lastSave = performance.now();
    turn("saving");
    try {
      const { rev, at } = await send(sent, base, lastly, keep);
      if (keep) isExchange = false;
      arrived({ value: sent, rev, at, by });
    } catch (error) {
      const stale = refusedAs(error, "stale");
      if (stale) overtaken((stale.current as Saved | undefined) ?? null, sent);
      else failed(error, before);
    }
  }

  function arrived(now: Saved) {
    has(now);
    refusal = null;
    failures = 0;
    acknowledged(now);
    if (isUnchanged()) return turn("clean");
    turn("waiting");
    if (isHurried) later(0);
    else soon();
  }

  /** What was sent, and did arrive. The same words by somebody else are their newer choice. */
  const isOwn = (now: Saved, sent: AnswerValue[]) => now.by === by && sent.some((text) => isSame(now.value, text));

  /** The server has another revision: ours whose answer was lost, the same words, or somebody else's text. */
  function overtaken(current: Saved | null, sent: AnswerValue) {
    if (!current || isSame(current.value, value) || isOwn(current, unsure)) {
      has(current);
      if (isUnchanged()) return turn("clean");
      turn("waiting");
      return later(0);
    }
    theirs = current;
    handed = sent;
    unsure = [];
    turn("conflict");
  }

  /** `before` is what was unsure before this attempt: a clear no adds nothing to it. */
  function failed(error: unknown, before: AnswerValue[]) {
    const isNo = error instanceof ApiRefusal && error.status < 500;
    if (isNo) unsure = before;
    if (isNo && !isPassing(error) && error.code !== "unauthenticated") {
      refusal = error;
      return turn("refused");
    }
    failures += 1;
    turn("offline");
    later(retryAfter(failures));
  }

  /** Whose text it shall be. `text` is what a person made of both. */
  function settle(choice: { use: "mine" | "theirs" } | { use: "both"; text: AnswerValue }) {
    if (!theirs) return;
    const now = theirs;
    if (choice.use === "theirs") {
      if (handed === null || !isSame(value, handed)) parting.add({ value, rev: base });
      aside = value;
      value = now.value;
    }
    if (choice.use === "both") value = choice.text;
    isExchange = choice.use !== "theirs";
    has(now);
    if (isUnchanged()) return turn("clean");
    turn("waiting");
    later(0);
  }

  /** What the server has by now, from elsewhere: taken over once nothing of ours would be lost by it, and nobody stands in it. */
  function take(now: Saved): void {
    if (now.rev <= Math.max(base, held?.rev ?? 0)) return;
    held = now;
    release();
  }

  /** The field may have been left, or what was written here is with the server. */
  function release(): void {
    if (!held || phase !== "clean" || isUnderCursor()) return;
    value = held.value;
    has(held);
    changed(true);
  }

  /**
   * The server changed it at our own request, for which it was given `given`. What has been written since is not thrown away
   * but is a text of its own.
   */
  function replace(now: Saved, given: AnswerValue = value): void {
    clearTimeout(timer);
    const isMore = !isSame(value, given);
    const before = base;
    has(now);
    if (isMore) {
      base = before;
      theirs = now;
    } else value = now.value;
    turn(isMore ? "conflict" : "clean");
  }

  /** Typed at an earlier visit and never acknowledged. */
  function restore({ value: typed, rev, sent, keep: isKept = false, parting: given }: Note) {
    parting.add(...given);
    isExchange = isKept;
    if (typed !== undefined) value = typed;
    if (isUnchanged()) return turn("clean");
    const current = saved;
    if (current && current.rev > rev && !isOwn(current, sent)) {
      base = rev;
      theirs = current;
      return turn("conflict");
    }
    base = Math.max(base, rev);
    unsure = sent;
    turn("waiting");
    later(0);
  }

  const atHand = () => aside ?? parting.refused;

  return {
    write,
    exchange,
    save,
    settle,
    take,
    release,
    replace,
    restore,
    note: notes.now,
    /** My text again, after somebody else's was chosen. */
    takeBack() {
      const mine = atHand();
      if (mine === null) return;
      parting.takeBack(mine);
      exchange(mine);
    },
    get value() {
      return value;
    },
    get state() {
      return { value, saved, phase, parting: parting.phase, theirs, refusal, kept: notes.kept, aside: atHand() };
    },
  };
}

export type WrittenAnswer = ReturnType<typeof writtenAnswer>;
