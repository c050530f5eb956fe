/**
 * How a round is run: prepared where SKR alone sees it, opened, extended, closed. Every change is an event, chained by hash like those
 * of a submission; rounds.ts has what the form needs of a round, which is all that is frozen into versions.
 */
import { canonical, type Hash } from "./canonical.ts";
import { type Chained, chained, chainOf, unbegun } from "./chain.ts";
import { addDays, type Day, dayOf, endOfDay, type Instant, isClosed } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import {
  closesAtOf,
  copiedTo,
  falling,
  hindrances,
  isEditable,
  issuesOf,
  roundIdOf,
  type Settings,
  settingsOf,
  usual,
} from "./round-settings.ts";
import { type Round, type Rss, signBy } from "./rounds.ts";
import type { By, State } from "./submission.ts";
import { templateById, templateHash } from "./templates/registry.ts";

export type RunState = "prepared" | "open" | "closed";

/** Days before closing on which those who have not handed in are reminded; `heads` is for heads. */
export type Ladder = { days: number[]; heads: number[] };

export type Run = {
  state: RunState;
  /** Number of times its settings or state have changed; every change names the one it saw. */
  rev: number;
  /** Number of events in its log, and hash of the last. */
  seq: number;
  tip: string;
  ladder: Ladder;
  /** Kronor there are for all RSS together; null for reports, and for plans until somebody says. */
  frame: number | null;
  openedAt: Instant | null;
  closedAt: Instant | null;
};

/** A round and how it is run: one row of the table. */
export type Administered = { round: Round; run: Run };

export type RunFact =
  /** `copied`: id of the round it was copied from. */
  | { type: "created"; template: { id: string; hash: string }; year: number; copied: string | null; settings: Settings }
  | { type: "edited"; changed: Partial<Settings> }
  | { type: "opened" }
  | { type: "extended"; closesOn: Day; closesAt: Instant; reason: string }
  | { type: "closed" };

export type RunEvent = Chained<RunFact>;
/** What a change comes to: the event, and the round and its run after it. */
export type RunDecision = { event: RunEvent; after: Administered };

type Issue = { path: string; problem: string };
const refuse = (...issues: Issue[]): never => {
  throw new Refusal("invalid", { issues });
};

const only = ({ run }: Administered, ...states: RunState[]): void => {
  if (!states.includes(run.state)) throw new Refusal("wrong-state", { state: run.state });
};

/** A round made of a form, or of an earlier round with its texts, amounts and policies, the days moved to the new year. */
export type Source = { template: string; year: number } | { copied: Administered; year: number };

/** `rounds` are all there are, prepared ones too. The store refuses one that is there already. */
export function create(source: Source, rsses: Rss[], rounds: Round[], by: By, hash: Hash): RunDecision {
  const { year } = source;
  const copied = "copied" in source ? source.copied : null;
  const template = templateById("copied" in source ? source.copied.round.template.id : source.template);
  const { kind } = template;
  const pinned = { id: template.id, hash: templateHash(template, hash) };
  const settings = copied ? copiedTo(year, copied, rounds) : usual(kind, year, rsses, rounds);
  const id = roundIdOf(kind, year);
  const fact: RunFact = { type: "created", template: pinned, year, copied: copied?.round.id ?? null, settings };
  const event = chained(unbegun(chainOf.round(id), hash), fact, by, hash);
  const { ladder: steps, frame, ...words } = settings;
  const round: Round = { id, year, kind, template: pinned, closesAt: closesAtOf(settings), ...words };
  const run: Run = {
    ...{ state: "prepared", rev: 1, seq: event.seq, tip: event.hash },
    ...{ ladder: steps, frame, openedAt: null, closedAt: null },
  };
  return { event, after: { round, run } };
}

function decided(before: Administered, fact: RunFact, by: By, hash: Hash): RunDecision {
  const { round, run } = before;
  const event = chained({ id: chainOf.round(round.id), seq: run.seq, tip: run.tip }, fact, by, hash);
  return { event, after: applied(before, event) };
}

/** The round and its run after an event. */
export function applied({ round, run }: Administered, { fact, at, seq, hash: tip }: RunEvent): Administered {
  const next = { ...run, seq, tip };
  const changed = { ...next, rev: run.rev + 1 };
  switch (fact.type) {
    case "created":
      return { round, run: next };
    case "edited": {
      const { ladder: steps = run.ladder, frame = run.frame, ...words } = fact.changed;
      const edited = { ...round, ...words };
      return { round: { ...edited, closesAt: closesAtOf(edited) }, run: { ...changed, ladder: steps, frame } };
    }
    case "opened":
      return { round, run: { ...changed, state: "open", openedAt: at } };
    case "extended":
      return { round: { ...round, closesOn: fact.closesOn, closesAt: fact.closesAt }, run: changed };
    case "closed":
      return { round, run: { ...changed, state: "closed", closedAt: at } };
  }
}

/** Null when nothing is changed. Refuses invalid: `locked` for what may not be changed any more, `not-later` for what only moves forward. */
export function edit(before: Administered, wanted: Settings, rounds: Round[], by: By, hash: Hash): RunDecision | null {
  const was = settingsOf(before);
  const tidy = { ...wanted, ladder: { days: falling(wanted.ladder.days), heads: falling(wanted.ladder.heads) } };
  const keys = (Object.keys(was) as (keyof Settings)[]).filter((key) => canonical(was[key]) !== canonical(tidy[key]));
  if (keys.length === 0) return null;
  const { state } = before.run;
  const locked = keys.filter((key) => !isEditable(state, key));
  if (locked.length > 0) refuse(...locked.map((path) => ({ path, problem: "locked" })));
  if (state !== "prepared") {
    if (tidy.reportBy < was.reportBy) refuse({ path: "reportBy", problem: "not-later" });
    if (tidy.signDays < was.signDays) refuse({ path: "signDays", problem: "not-later" });
  }
  const wrong = issuesOf(before.round, tidy, rounds);
  if (wrong.length > 0) refuse(...wrong);
  const changed = Object.fromEntries(keys.map((key) => [key, tidy[key]])) as Partial<Settings>;
  return decided(before, { type: "edited", changed }, by, hash);
}

/** Opens a prepared round. Refuses wrong-state, invalid with everything that keeps it from being opened. */
export function open(before: Administered, rsses: Rss[], rounds: Round[], by: By, hash: Hash): RunDecision {
  only(before, "prepared");
  const issues = hindrances(before, rsses, rounds, by.at);
  if (issues.length > 0) refuse(...issues);
  return decided(before, { type: "opened" }, by, hash);
}

/** An extension is for weeks; a year's slip of the pen would leave a round open for good. */
const longestExtension = 366;

/** Moves the last day for all; only ever forward. Submissions are moved by events of their own. */
export function extendAll(before: Administered, until: Day, reason: string, by: By, hash: Hash): RunDecision {
  only(before, "open");
  const { round } = before;
  const closesAt = closesAtOf({ closesOn: until, weekendRule: round.weekendRule });
  if (closesAt <= round.closesAt || closesAt <= by.at) refuse({ path: "until", problem: "not-later" });
  if (closesAt > endOfDay(addDays(dayOf(by.at), longestExtension))) refuse({ path: "until", problem: "too-far" });
  return decided(before, { type: "extended", closesOn: until, closesAt, reason }, by, hash);
}

/** In these states something is still to be handed in, so that a later closing time concerns whoever writes it. */
const unfinished: readonly State[] = ["not-started", "draft", "handed-in", "abstained"];
const isUnfinished = (state: State): boolean => unfinished.includes(state);

/** Whether the round's closing time is later than the one this submission has, and of use to it. */
export const isBehind = ({ state, closesAt }: { state: State; closesAt: Instant }, round: Round): boolean =>
  isUnfinished(state) && closesAt < round.closesAt;

/** `due`: when the answer to SKR's questions is, null when there are none. */
type Closing = { state: State; closesAt: Instant; due: Instant | null };

/**
 * The round is over: nobody is reminded of anything in it any more. Refuses wrong-state, and invalid while an RSS may still hand in or
 * sign what it has handed in, or is to answer what SKR has asked for.
 */
export function close(before: Administered, submissions: Closing[], by: By, hash: Hash): RunDecision {
  only(before, "open");
  const { round } = before;
  const isOpen = ({ state, closesAt }: Closing) =>
    isUnfinished(state) && !isClosed(state === "handed-in" ? signBy(round, closesAt) : closesAt, by.at);
  if (!isClosed(round.closesAt, by.at) || submissions.some(isOpen)) refuse({ path: "closesAt", problem: "still-open" });
  if (submissions.some(({ due }) => due !== null)) refuse({ path: "state", problem: "completion-awaited" });
  return decided(before, { type: "closed" }, by, hash);
}
