/** The API: find the route, know the person, parse, run, and say no in one place. */

import middy from "@middy/core";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { canonical } from "#domain/canonical";
import type { Answer } from "#domain/contract";
import { instant } from "#domain/deadlines";
import { Refusal, status } from "#domain/errors";
import { type Route, type RouteName, routes } from "#domain/routes";
import type { RegistryStore } from "../store/registry.ts";
import { identify } from "./identify.ts";
import { framesOf, type Log } from "./log.ts";
import { type GatewayEvent, parse, type Request, routeOf } from "./request.ts";

export type Handlers = { [R in RouteName]: (request: Request) => Promise<Answer<R>> };

type Dependencies = {
  handlers: Handlers;
  registry: Pick<RegistryStore, "personOf" | "user">;
  hash: (text: string) => string;
  log: Log;
  /** Milliseconds since 1970, for the log's duration only; what decides is the gateway's clock. */
  clock: () => number;
};

const nobody = { person: { id: "", name: "", email: "" }, memberships: [] };

// What AWS or the wire does when it is overloaded: worth another try, and no defect of ours.
const passing =
  /Throttl|ProvisionedThroughput|RequestLimit|ServiceUnavailable|InternalServerError|TransactionInProgress|TransactionConflict|Timeout|ECONNRESET|ECONNREFUSED|EPIPE/;

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { name = "", code = "" } = error as { name?: string; code?: string };
  return passing.test(`${name} ${code}`) ? new Refusal("busy") : null;
}

const json = (statusCode: number, body: unknown, headers: Record<string, string> = {}) => ({
  statusCode,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  // The same answer is the same bytes, whatever order the table gives a map in.
  body: canonical(body),
});

export function createApi({ handlers, registry, hash, log, clock }: Dependencies) {
  const { identityOf, know } = identify(registry, hash);

  async function run(event: GatewayEvent): Promise<APIGatewayProxyStructuredResultV2> {
    const name = routeOf(event);
    const route: Route = routes[name];
    const identity = route.who === "anyone" ? "" : identityOf(event);
    const user = route.who === "person" ? await know(identity) : nobody;
    return json(200, await handlers[name](parse(name, event, user, identity, hash)));
  }

  return middy<GatewayEvent, APIGatewayProxyStructuredResultV2>()
    .use({
      before: ({ internal }) => {
        internal.startedAt = clock();
      },
      onError: (request) => {
        const refusal = asRefusal(request.error);
        const error = request.error as Error;
        Object.assign(request.internal, { code: refusal?.code ?? "failed", error: refusal ? undefined : error });
        request.response = refusal
          ? json(status[refusal.code], { code: refusal.code, ...refusal.figures }, retryAfter(refusal))
          : json(500, { code: "failed" });
        report(request.event, request.internal, request.response.statusCode ?? 0);
      },
      after: ({ event, internal, response }) => report(event, internal, response?.statusCode ?? 0),
    })
    .handler(run);

  function report(event: GatewayEvent, internal: Record<string, unknown>, statusCode: number): void {
    const error = internal.error as Error | undefined;
    log({
      level: error ? "error" : "info",
      at: instant(event.requestContext.timeEpoch),
      requestId: event.requestContext.requestId,
      route: event.routeKey,
      status: statusCode,
      ...(internal.code ? { code: String(internal.code) } : {}),
      ms: clock() - Number(internal.startedAt),
      ...(error ? { error: error.name, stack: framesOf(error) } : {}),
    });
  }
}

function retryAfter({ code, figures }: Refusal): Record<string, string> {
  if (code === "busy") return { "retry-after": "1" };
  return "seconds" in figures ? { "retry-after": String(figures.seconds) } : {};
}
