/**
 * What stands between the browser and the functions: CloudFront for pages and files, an HTTP API for /api, and
 * /_local, which exists only here. Routes come from lambdas/domain/routes.ts, as in AWS.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type Route, routes } from "#domain/routes";
import { securityHeaders } from "../pages.ts";
import type { Clock } from "./clock.ts";
import { type ApiEvent, type ApiResult, sendResult, toEvent } from "./gateway-event.ts";
import { claimsFor, type Verify } from "./token.ts";
import type { WebFiles } from "./web-files.ts";

export type ApiHandler = (event: ApiEvent) => Promise<ApiResult>;
/** Stands around every call of a function: a test delays, fails or repeats it there. */
export type Around = (event: ApiEvent, next: ApiHandler) => Promise<ApiResult>;

export type GatewayOptions = {
  /** The portal's own origin; pages asked for under another name are sent there. */
  url: string;
  clock: Clock;
  verify: Verify;
  api: ApiHandler;
  around?: Around;
  /** Called after each request that may have changed something. */
  afterWrite?: () => void;
  web?: WebFiles;
  /** What the browser must know before it can log in; in AWS a file beside index.html. */
  config: Record<string, unknown>;
  connect: string[];
  local: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** An HTTP API takes 10 MB. */
const bodyCap = 10 * 1024 * 1024;

export function gateway(options: GatewayOptions): RequestListener {
  const table = toTable(Object.values(routes).map(toMatcher));
  const headers = securityHeaders(options.connect);

  return async (request, response) => {
    // The clock is read before the body: a slow upload is not late.
    const receivedAt = options.clock.now();
    const [pathname = "/"] = (request.url ?? "/").split("?", 1);
    try {
      if (pathname.startsWith("/api/")) await answerApi(request, response, pathname, receivedAt);
      else if (pathname === "/_local" || pathname.startsWith("/_local/")) await options.local(request, response);
      else await answerPage(request, response, pathname);
    } catch (error) {
      // The browser went away while it was read, be its body whole or not: nobody is left to answer.
      if (request.destroyed && (!request.complete || request.errored === error)) return;
      console.error(`${request.method} ${pathname}:`, error);
      if (!response.headersSent) message(response, 500, "Internal Server Error");
      else response.destroy();
    }
  };

  async function answerApi(request: IncomingMessage, response: ServerResponse, pathname: string, receivedAt: number) {
    const found = match(table, request.method ?? "", pathname);
    if (!found) return message(response, 404, "Not Found");
    const { route, pathParameters } = found;
    const payload = route.who === "anyone" ? undefined : await options.verify(request.headers.authorization);
    if (!payload && route.who !== "anyone") {
      response.setHeader("www-authenticate", "Bearer");
      return message(response, 401, "Unauthorized");
    }
    const body = await readCapped(request);
    if (!body) return message(response, 413, "Request Entity Too Large");
    const routeKey = `${route.method} ${route.path}`;
    const claims = payload && claimsFor(payload, options.clock.offset);
    const event = toEvent(request, { routeKey, pathParameters, receivedAt, claims, body });
    response.setHeader("apigw-requestid", event.requestContext.requestId);
    response.setHeader("x-content-type-options", "nosniff");
    try {
      sendResult(response, await (options.around ? options.around(event, options.api) : options.api(event)));
    } finally {
      if (route.method !== "GET") options.afterWrite?.();
    }
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse, pathname: string) {
    if (request.headers.host !== new URL(options.url).host) {
      // Tokens, cookies and buckets know one origin; "localhost" would half work.
      return void response.writeHead(308, { location: new URL(request.url ?? "/", options.url).href }).end();
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") return message(response, 405, "Method Not Allowed");
    if (pathname === "/config.json") {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache" });
      return void response.end(JSON.stringify(options.config));
    }
    if (!(await options.web?.(request, response))) message(response, 404, "Not Found");
  }
}

type Matcher = { route: Route; pattern: RegExp; names: string[] };

function toMatcher(route: Route): Matcher {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const pattern = route.path.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return { route, names, pattern: new RegExp(`^${pattern.join("([^/]+)")}$`) };
}

const shapeOf = (method: string, path: string) => `${method} ${path.split("/").length}`;

/** By method and number of steps, the most specific first: the one with the fewest parameters wins, as in an HTTP API. */
function toTable(all: Matcher[]): Map<string, Matcher[]> {
  const table = new Map<string, Matcher[]>();
  for (const one of all.sort((a, b) => a.names.length - b.names.length)) {
    const shape = shapeOf(one.route.method, one.route.path);
    table.set(shape, [...(table.get(shape) ?? []), one]);
  }
  return table;
}

function match(table: Map<string, Matcher[]>, method: string, pathname: string) {
  const best = table.get(shapeOf(method, pathname))?.find(({ pattern }) => pattern.test(pathname));
  if (!best) return undefined;
  const values = best.pattern.exec(pathname)?.slice(1) ?? [];
  try {
    const pairs = best.names.map((name, n) => [name, decodeURIComponent(values[n] ?? "")]);
    return { route: best.route, pathParameters: Object.fromEntries(pairs) as Record<string, string> };
  } catch {
    return undefined;
  }
}

/** Undefined when it is too large; the rest is then read and thrown away, so that the answer arrives. */
async function readCapped(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size <= bodyCap) parts.push(part);
  }
  return size > bodyCap ? undefined : Buffer.concat(parts, size);
}

function message(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message: text }));
}
