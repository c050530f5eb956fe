/**
 * One injector of faults for every AWS client, at the wire (`requestHandler`): whatever the SDK makes of a refused, a lost or a
 * broken answer is part of what is tested. Says which calls of an act meet which fault, by their number.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Answered,
  type Asked,
  dynamoError,
  kmsError,
  operationOf,
  s3Error,
  sesError,
  textOf,
  type Wire,
} from "#tests/memory-services";

export const kinds = [
  /** ECONNRESET; the request never came. */
  "reset",
  /** Refused because of too many; not carried out. */
  "throttle",
  /** The service failed; not carried out. */
  "500",
  /** Another transaction was at the same row. Only writes to DynamoDB meet it. */
  "transaction-conflict",
  /** Carried out, then ECONNRESET. */
  "answer-lost",
  /** Carried out, then the service failed. */
  "500-after-commit",
  /** The process dies with the call not sent. */
  "crash-before",
  /** The process dies with the call carried out. */
  "crash-after",
] as const;
export type Kind = (typeof kinds)[number];
export type Service = "dynamodb" | "s3" | "ses" | "kms" | "http";

const throttled: Record<Service, () => Answered> = {
  dynamodb: () => dynamoError("ProvisionedThroughputExceededException"),
  s3: () => s3Error("SlowDown", 503),
  ses: () => sesError("TooManyRequestsException", 429),
  kms: () => kmsError("ThrottlingException"),
  http: () => ({ statusCode: 429, headers: {} }),
};
const broken: Record<Service, () => Answered> = {
  dynamodb: () => dynamoError("InternalServerError", {}, 500),
  s3: () => s3Error("InternalError", 500),
  ses: () => sesError("InternalServiceErrorException", 500),
  kms: () => kmsError("KMSInternalException", 500),
  http: () => ({ statusCode: 500, headers: {} }),
};

/** Null where no other transaction can stand in the way. */
function conflict(request: Asked): Answered | null {
  const operation = operationOf(request);
  if (operation === "TransactWriteItems") {
    const { TransactItems } = JSON.parse(textOf(request.body)) as { TransactItems: unknown[] };
    const CancellationReasons = TransactItems.map((_, index) => ({
      Code: index === 0 ? "TransactionConflict" : "None",
    }));
    return dynamoError("TransactionCanceledException", { CancellationReasons });
  }
  return ["PutItem", "UpdateItem", "DeleteItem"].includes(operation)
    ? dynamoError("TransactionConflictException")
    : null;
}

const isWriteOfRows = (request: Asked) =>
  !/^(|GetItem|Query|BatchGetItem|TransactGetItems)$/.test(operationOf(request));
/** In whatever is not a table only what is fetched is known to change nothing. */
const isWrite = (request: Asked) =>
  operationOf(request) ? isWriteOfRows(request) : !["GET", "HEAD"].includes(request.method);
const reset = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", name: "Error" });
/** Each its own: one for all would hold on to everything that ever waited for it, gigabytes after ten thousand crashes. */
const never = () => new Promise<never>(() => {});

type Life = { isDead: boolean; died: Promise<null>; die: () => void };
/** Whose call it is: the SDK may be waiting to try again for an invocation that is long dead, and must not wake it. */
const lives = new AsyncLocalStorage<Life>();

/** `latency`, when given, is waited for before every call, in milliseconds. */
export function faults(plan: Readonly<Record<number, Kind>>, latency?: () => number) {
  let calls = 0;
  const met: Kind[] = [];
  const wrote: string[] = [];
  const writing = new Map<number, Service>();
  const begin = (): Life => {
    let die = () => {};
    const died = new Promise<null>((resolve) => {
      die = () => resolve(null);
    });
    return { isDead: false, died, die };
  };
  let life = begin();

  const around = (service: Service, wire: Wire): Wire => ({
    handle: async (request) => {
      const own = lives.getStore() ?? life;
      const dies = () => {
        own.isDead = true;
        own.die();
        return never();
      };
      if (own.isDead) return never();
      calls += 1;
      if (isWrite(request)) writing.set(calls, service);
      const kind = plan[calls];
      const inTheWay = kind === "transaction-conflict" ? conflict(request) : null;
      if (kind && (kind !== "transaction-conflict" || inTheWay)) met.push(kind);
      if (latency) await new Promise((resolve) => setTimeout(resolve, latency()));
      if (kind === "reset") throw reset();
      if (kind === "throttle") return { response: throttled[service]() };
      if (kind === "500") return { response: broken[service]() };
      if (kind === "crash-before") return dies();
      if (inTheWay) return { response: inTheWay };
      const answer = await wire.handle(request);
      if (service === "dynamodb" && isWriteOfRows(request) && answer.response.statusCode === 200)
        wrote.push(operationOf(request));
      if (kind === "answer-lost") throw reset();
      if (kind === "500-after-commit") return { response: broken[service]() };
      // Whatever else of this invocation was on its way never comes back either.
      return kind === "crash-after" || own.isDead ? dies() : answer;
    },
  });

  return {
    around,
    /** Runs one invocation: what the one before still waited for never comes. Null when the process dies. */
    invocation: <T>(run: () => Promise<T>): Promise<T | null> => {
      life.isDead = true;
      life = begin();
      wrote.length = 0;
      const own = life;
      return lives.run(own, () => Promise.race([run(), own.died]));
    },
    calls: () => calls,
    /** Which calls asked for something to be changed, and of whom, whatever became of them. */
    writing,
    /** The faults that were met so far; shorter than the plan when there were fewer calls, or a fault does not apply. */
    met,
    /** What this invocation has written, acknowledged to it or not. */
    wrote,
  };
}

export type Faults = ReturnType<typeof faults>;

type Retrying = {
  config: { retryStrategy: () => Promise<object> };
  middlewareStack: { remove: (name: string) => boolean };
};
/** Keeps the SDK's own retries and takes their waiting away; and its log, which nobody reads. */
export async function retryingAtOnce<C extends Retrying>(client: C): Promise<C> {
  const strategy = await client.config.retryStrategy();
  Object.assign(strategy, { retryBackoffStrategy: { setDelayBase: () => {}, computeNextBackoffDelay: () => 0 } });
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
