/**
 * What the server last said, shared by everything on a page: asked for once, asked again when it may have changed. A hundred lines
 * of our own because the library tried first (query-core, 9 kB) was a fifth of all the form may weigh before anybody can write.
 */

import { useEffect, useReducer } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { RouteName } from "#domain/routes";
import { call, type Params } from "./api.ts";
import { isPassing } from "./refusal.ts";

type Entry = {
  ask: () => Promise<unknown>;
  data: unknown;
  refusal: unknown;
  /** When it was last answered, by the page's steady counter. */
  at: number;
  /** An answer that comes after a newer question is not taken. */
  turn: number;
  pending: Promise<void> | null;
  watchers: Set<() => void>;
};

export type Served<R extends RouteName> = {
  data: Answer<R> | undefined;
  /** The last failure (ApiRefusal, Offline or a defect); `sentenceOf` says it in words. Null when the last answer was one. */
  refusal: unknown;
  loading: boolean;
  refresh: () => Promise<unknown>;
};

/** So fresh an answer is not asked for again when another part of the page, or another page, wants it. */
const freshFor = 15_000;
const pauses = [1_000, 3_000];

const entries = new Map<string, Entry>();
const keyOf = (route: RouteName, params: unknown): string => `${route} ${JSON.stringify(params)}`;

function entryOf<R extends RouteName>(route: R, params: Params<R>): Entry {
  const key = keyOf(route, params);
  const there = entries.get(key);
  if (there) return there;
  const ask = () => call(route, params);
  const entry: Entry = {
    ...{ ask, data: undefined, refusal: null, at: Number.NEGATIVE_INFINITY, turn: 0, pending: null },
    watchers: new Set(),
  };
  entries.set(key, entry);
  return entry;
}

const isFresh = ({ at, refusal }: Entry): boolean => refusal === null && performance.now() - at < freshFor;

function tell(entry: Entry): void {
  for (const watcher of entry.watchers) watcher();
}

function askNow(entry: Entry): Promise<void> {
  entry.turn += 1;
  const turn = entry.turn;
  const take = (answered: Pick<Entry, "refusal"> & Partial<Entry>) => {
    if (turn !== entry.turn) return;
    Object.assign(entry, answered, { pending: null });
    tell(entry);
  };
  entry.pending = persist(entry.ask).then(
    (data) => take({ data, refusal: null, at: performance.now() }),
    (refusal: unknown) => take({ refusal }),
  );
  return entry.pending;
}

async function persist(ask: () => Promise<unknown>): Promise<unknown> {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return ask();
}

const askIfStale = (entry: Entry): Promise<void> =>
  entry.pending ?? (isFresh(entry) ? Promise.resolve() : askNow(entry));

/** Asks a route and stays up to date: drawn again when the answer changes, asked again when the window is returned to. */
export function useServer<R extends RouteName>(
  route: R,
  params: Params<R>,
  { enabled = true }: { enabled?: boolean } = {},
): Served<R> {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const entry = entryOf(route, params);
  const { data, refusal } = entry;
  useEffect(() => {
    if (!enabled) return;
    const watcher = () => redraw(undefined);
    entry.watchers.add(watcher);
    // It may have been answered after it was drawn and before anybody watched.
    if (entry.data !== data || entry.refusal !== refusal) watcher();
    void askIfStale(entry);
    return () => void entry.watchers.delete(watcher);
  }, [entry, enabled]);
  return {
    data: data as Answer<R> | undefined,
    refusal,
    loading: enabled && data === undefined && refusal === null,
    refresh: () => askNow(entry),
  };
}

/** Asks now for what will be shown soon. */
export const warm = <R extends RouteName>(route: R, params: Params<R>): void => void askIfStale(entryOf(route, params));

/** What an act may have changed is asked for again: at once where it is shown, else when it is next wanted. */
export async function askAgain(...names: RouteName[]): Promise<void> {
  const touched = [...entries].filter(([key]) => names.some((name) => key.startsWith(`${name} `)));
  for (const [, entry] of touched) entry.at = Number.NEGATIVE_INFINITY;
  await Promise.all(touched.map(([, entry]) => (entry.watchers.size > 0 ? askNow(entry) : undefined)));
}

/** The shared computer: nothing of one person is left for the next. */
export const forgetServed = (): void => entries.clear();

function askWhatIsShown(): void {
  if (document.visibilityState === "hidden") return;
  for (const entry of entries.values()) if (entry.watchers.size > 0) void askIfStale(entry);
}

addEventListener("focus", askWhatIsShown);
addEventListener("visibilitychange", askWhatIsShown);
addEventListener("online", askWhatIsShown);
