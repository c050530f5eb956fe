/** What the server last said, shared by everything on a page. */

import { QueryClient, QueryObserver } from "@tanstack/query-core";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { RouteName } from "#domain/routes";
import { call, type Params } from "./api.ts";
import { isPassing } from "./refusal.ts";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      // Asking is how we learn whether the net is back; the browser's own idea of it is often wrong.
      networkMode: "always",
    },
  },
});
client.mount();

export type Served<R extends RouteName> = {
  data: Answer<R> | undefined;
  /** The last failure (ApiRefusal, Offline or a defect); `sentenceOf` says it in words. */
  refusal: unknown;
  loading: boolean;
  refresh: () => Promise<unknown>;
};

const keyOf = <R extends RouteName>(route: R, params: Params<R>) => [route, params] as const;
const optionsOf = <R extends RouteName>(route: R, params: Params<R>) => ({
  queryKey: keyOf(route, params),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(route, params, { signal }) as Promise<Answer<R>>,
});

/** Asks a route and stays up to date: drawn again when the answer changes, asked again when the window is returned to. */
export function useServer<R extends RouteName>(
  route: R,
  params: Params<R>,
  { enabled = true }: { enabled?: boolean } = {},
): Served<R> {
  const key = JSON.stringify([route, params]);
  // `key` is route and params by value.
  const observer = useMemo(() => new QueryObserver(client, { ...optionsOf(route, params), enabled }), [key, enabled]);
  const [, redraw] = useState({});
  useEffect(() => observer.subscribe(() => redraw({})), [observer]);
  const result = observer.getCurrentResult();
  return {
    data: result.data as Answer<R> | undefined,
    refusal: result.error,
    loading: result.isPending && enabled,
    refresh: () => observer.refetch(),
  };
}

/** Asks now for what will be shown soon. */
export function warm<R extends RouteName>(route: R, params: Params<R>): void {
  void client.prefetchQuery(optionsOf(route, params));
}

/** Says what the server answered to an act, so that nobody has to ask again. */
export function setServed<R extends RouteName>(
  route: R,
  params: Params<R>,
  change: (before: Answer<R>) => Answer<R>,
): void {
  client.setQueryData<Answer<R>>(keyOf(route, params), (before) => (before ? change(before) : before));
}

/** What an act may have changed is asked for again. */
export const askAgain = (...names: RouteName[]): Promise<unknown> =>
  Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));

/** The shared computer: nothing of one person is left for the next. */
export const forgetServed = (): void => client.clear();
