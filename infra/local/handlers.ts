/** The functions of lambdas/, as this process calls them. Imported late: each reads the environment when it is imported. */
import type { Context } from "aws-lambda";
import type { ApiHandler } from "./gateway.ts";
import type { ApiEvent } from "./gateway-event.ts";
import type { NewsHandler } from "./mailbox.ts";
import type { ScanHandler } from "./scanner.ts";
import type { StreamHandler } from "./stream-handler.ts";

type Scheduled = (event: { time: string }) => Promise<void>;

export type Handlers = {
  api: ApiHandler;
  outbox: Record<string, StreamHandler>;
  verdict: ScanHandler;
  keeper: Scheduled;
  reminders: Scheduled;
  bounces: NewsHandler;
};

/** What is given stands in for the real ones. */
export async function loadHandlers(given: Partial<Handlers> = {}): Promise<Handlers> {
  return { outbox, verdict, keeper, reminders, bounces, ...given, api: given.api ?? (await loadApi()) };
}

async function loadApi(): Promise<ApiHandler> {
  const { handler } = await import("../../lambdas/api/main.ts");
  return (event: ApiEvent) => handler(event, contextOf(event.requestContext.requestId));
}

/** Imported at their first record, a cold start as in AWS: the document's fonts and mail weigh more than all the rest. */
const outbox: Record<string, StreamHandler> = {
  sealer: async (event) => (await import("../../lambdas/outbox/main.sealer.ts")).handler(event),
  mailer: async (event) => (await import("../../lambdas/outbox/main.mailer.ts")).handler(event),
};

const keeper: Scheduled = async (event) => (await import("../../lambdas/outbox/main.keeper.ts")).handler(event);

const reminders: Scheduled = async (event) => (await import("../../lambdas/reminders/main.ts")).handler(event);

const bounces: NewsHandler = async (event) => (await import("../../lambdas/bounces/main.ts")).handler(event);

const verdict: ScanHandler = async (event) => (await import("../../lambdas/verdict/main.ts")).handler(event);

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
