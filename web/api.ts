/** Asks the server. Paths and methods come from the route table, bodies and answers from the contract's types. */
import type { Answer, Body } from "#domain/contract";
import type { RouteName, routes } from "#domain/routes";
import { setClock } from "./clock.ts";
import { type Asked, ownRoutes } from "./own-routes.ts";
import { ApiRefusal, Offline } from "./refusal.ts";
import { expired, token } from "./session.ts";

type Named<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
export type Params<R extends RouteName> = Record<Named<(typeof routes)[R]["path"]>, string | number>;

export type CallOptions<R extends RouteName> = {
  body?: Body<R>;
  /** The revision the change was made on; 0 when there was no answer yet. */
  ifMatch?: number;
  /** One per act of a person, kept for its retries: `newKey()`. */
  key?: string;
  signal?: AbortSignal;
  /** Lets the request outlive the page, when there is room for it. */
  keepalive?: boolean;
};

/** What browsers let outlive its page, of all requests together (Fetch standard, HTTP-network-or-cache fetch). */
const mostToOutlive = 65_536;
let outliving = 0;

const bytesOf = (body: unknown): number => new TextEncoder().encode(JSON.stringify(body)).length;

/** Whether requests with these bodies may go along with a page that closes now. */
export const mayOutlive = (...bodies: unknown[]): boolean =>
  bodies.reduce((sum: number, body) => sum + bytesOf(body), outliving) <= mostToOutlive;

const patience = 20_000;

export const newKey = (): string => crypto.randomUUID();

const pathOf = ({ path }: Asked, params: Record<string, string | number>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

/** What the form does not need is not known from the start. What is written in it is sent within the very turn it is asked in. */
async function otherwiseAsked(route: RouteName): Promise<Asked> {
  const all = await import("./all-routes.ts").catch(() => {
    throw new Offline();
  });
  return all.allRoutes[route];
}

/** The server's answer. Throws ApiRefusal when it says no and Offline when nothing answers. */
export async function call<R extends RouteName>(
  route: R,
  params: Params<R>,
  { body, ifMatch, key, signal, keepalive }: CallOptions<R> = {},
): Promise<Answer<R>> {
  const asked = ownRoutes[route] ?? (await otherwiseAsked(route));
  const headers = new Headers({ accept: "application/json" });
  if (asked.who !== "anyone") headers.set("authorization", `Bearer ${token()}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  if (ifMatch !== undefined) headers.set("if-match", `"${ifMatch}"`);
  if (key !== undefined) headers.set("idempotency-key", key);
  const timeout = AbortSignal.timeout(patience);
  const outlives = keepalive && mayOutlive(body) ? bytesOf(body) : 0;
  outliving += outlives;
  const response = await fetch(pathOf(asked, params), {
    method: asked.method ?? "GET",
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(outlives > 0 ? { keepalive } : {}),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
    .catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new Offline();
    })
    .finally(() => {
      outliving -= outlives;
    });
  const answer = await read(response);
  if (!response.ok) throw refused(answer, response.status);
  if (typeof answer.now === "string") setClock(answer.now);
  return answer as Answer<R>;
}

async function read(response: Response): Promise<Record<string, unknown>> {
  try {
    const text = await response.text();
    return text === "" ? {} : JSON.parse(text);
  } catch {
    // Something between us and the portal answered (a proxy, a hotel's log-in page), or the answer was cut off.
    throw new Offline();
  }
}

function refused(answer: Record<string, unknown>, status: number): ApiRefusal {
  const { code: said, ...figures } = answer;
  // The gateway in front of the API refuses a token in words of its own, without a code.
  const code = typeof said === "string" ? said : status === 401 ? "unauthenticated" : "busy";
  if (status === 401 && code !== "reauthenticate") expired();
  return new ApiRefusal(code as ApiRefusal["code"], figures, status);
}
