/** From a gateway event to what a route needs, or a refusal: one place that parses, identifies and asks permission. */
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import { canonical, type Hash } from "#domain/canonical";
import { contract } from "#domain/contract";
import { type Instant, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { can, isOf, knows, type User } from "#domain/permissions";
import { partsOf } from "#domain/rounds";
import { type Route, type RouteName, routes } from "#domain/routes";
import { answerCap } from "#domain/shapes";
import { type Source, sourceOf } from "./source.ts";

export type GatewayEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** What every route function is given. `receivedAt` is the gateway's clock, the only one that decides anything. */
export type Request = {
  params: Record<string, string>;
  body: unknown;
  user: User;
  /** Hash of whoever has logged in, known to the portal or not; empty where nobody has to. */
  identity: string;
  receivedAt: Instant;
  authenticatedAt: Instant;
  /** Idempotency key of a move; empty for other routes. */
  key: string;
  /** Revision named by If-Match; -1 for routes without one. */
  seen: number;
  requestId: string;
  source: Source;
};

const byRouteKey = new Map(
  Object.entries(routes).map(([name, { method, path }]) => [`${method} ${path}`, name as RouteName]),
);

export function routeOf(event: GatewayEvent): RouteName {
  const name = byRouteKey.get(event.routeKey);
  if (!name) throw new Refusal("not-found");
  return name;
}

const bodyCap = 256 * 1024;
const idempotencyKey = /^[\w-]{8,64}$/;
const orgId = /^[A-Z]{1,3}$/;
const submissionId = /^[\w-]{1,20}\.[A-Z]{1,2}$/;

/** Refuses not-found for what this person may not know of, before anything is read: it answers like what does not exist. */
export function authorise(route: Route, params: Record<string, string>, user: User, at: Instant): void {
  if (!route.may) return;
  if (route.path.includes("{org}")) {
    const { org = "" } = params;
    if (!orgId.test(org) || !isOf(user, org, at)) throw new Refusal("not-found");
    if (!can(user, route.may, org, at)) throw new Refusal("not-allowed");
    return;
  }
  if (!route.path.includes("{id}")) {
    if (!can(user, route.may, null, at)) throw new Refusal("not-allowed");
    return;
  }
  const { id = "" } = params;
  const { rss } = partsOf(id);
  if (!submissionId.test(id)) throw new Refusal("not-found");
  // An administrator may ask who has read what, and of the rest not even whether it is there.
  if (!can(user, route.may, rss, at)) throw new Refusal(knows(user, rss, at) ? "not-allowed" : "not-found");
}

export function parse(name: RouteName, event: GatewayEvent, user: User, identity: string, hash: Hash): Request {
  const route: Route = routes[name];
  const claims = event.requestContext.authorizer?.jwt?.claims ?? {};
  const receivedAt = instant(event.requestContext.timeEpoch);
  const params = Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).map(([key, value]) => [key, value ?? ""]),
  );
  authorise(route, params, user, receivedAt);
  const key = event.headers["idempotency-key"] ?? "";
  if (route.key && !idempotencyKey.test(key)) throw invalid("Idempotency-Key", "missing-or-malformed");
  const body = bodyOf(name, event);
  return {
    params,
    body,
    user,
    identity,
    receivedAt,
    authenticatedAt: instant(Number(claims.auth_time ?? 0) * 1000),
    // Bound to what was sent: a corrected comment under an old key is a new act, and not taken for the old one.
    key: route.key ? `${key}.${hash(canonical(body)).slice(0, 16)}` : "",
    seen: "ifMatch" in contract[name] ? revisionOf(event.headers["if-match"]) : -1,
    requestId: event.requestContext.requestId,
    source: sourceOf(event),
  };
}

const invalid = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });

function revisionOf(header: string | undefined): number {
  const rev = /^"?(\d{1,9})"?$/.exec(header ?? "")?.[1];
  if (rev === undefined) throw invalid("If-Match", "missing-or-malformed");
  return Number(rev);
}

function bodyOf(name: RouteName, event: GatewayEvent): unknown {
  const expected = contract[name];
  if (!("body" in expected)) return undefined;
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : (event.body ?? "");
  if (Buffer.byteLength(text) > bodyCap) throw new Refusal("too-large", { limit: answerCap });
  const parsed = expected.body.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) =>
    issue.code === "invalid_union" ? issue.errors.flat() : [issue],
  );
  if (issues.some((issue) => issue.code === "too_big" && issue.maximum === answerCap)) {
    throw new Refusal("too-large", { limit: answerCap });
  }
  // Paths and kinds of problems only: what was sent may be anything, and is never echoed.
  throw new Refusal("invalid", {
    issues: parsed.error.issues.map(({ path, code }) => ({ path: path.join("."), problem: code })),
  });
}

function jsonOf(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("", "not-json");
  }
}
