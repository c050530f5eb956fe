/** The functions of lambdas/, as this process calls them. Imported late: each reads the environment when it is imported. */
import type { Context } from "aws-lambda";
import type { ApiHandler } from "./gateway.ts";
import type { ApiEvent } from "./gateway-event.ts";
import type { StreamHandler } from "./stream.ts";

export type Handlers = { api: ApiHandler; outbox: Record<string, StreamHandler> };

/** What is given stands in for the real ones. */
export async function loadHandlers(given: Partial<Handlers> = {}): Promise<Handlers> {
  const [api, outbox] = await Promise.all([given.api ?? loadApi(), given.outbox ?? loadOutbox()]);
  return { api, outbox };
}

async function loadApi(): Promise<ApiHandler> {
  const { handler } = await import("../../lambdas/api/main.ts");
  return (event: ApiEvent) => handler(event, contextOf(event.requestContext.requestId));
}

async function loadOutbox(): Promise<Record<string, StreamHandler>> {
  const [sealer, mailer] = await Promise.all([
    import("../../lambdas/outbox/main.sealer.ts"),
    import("../../lambdas/outbox/main.mailer.ts"),
  ]);
  return {
    sealer: sealer.handler,
    mailer: mailer.handler,
  };
}

function contextOf(awsRequestId: string): Context {
  const deadline = Date.now() + 30_000;
  return {
    functionName: "api",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-north-1:000000000000:function:api",
    memoryLimitInMB: "512",
    awsRequestId,
    logGroupName: "api",
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done() {},
    fail() {},
    succeed() {},
  };
}
