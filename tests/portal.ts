/**
 * The portal's functions over a real (in-memory) database or tests/memory-table.ts, without HTTP: a request is a gateway event, the clock is what the
 * event says. Stands for the gateway in tests that are about rules and races; tests/e2e goes through the real one.
 */
import { createHash } from "node:crypto";
import { DeleteTableCommand, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import type { Answer } from "#domain/contract";
import { identityHash } from "#domain/permissions";
import type { RouteName } from "#domain/routes";
import { routes } from "#domain/routes";
import { type MemoryTable, memoryTable } from "#tests/memory-table";
import { createTable, startDynamo } from "../infra/local/dynamodb.ts";
import { roundOpenAt, seed } from "../infra/local/seed.ts";
import { app, type World } from "../lambdas/api/app.ts";
import type { GatewayEvent } from "../lambdas/api/request.ts";
import { openDatabase } from "../lambdas/store/database.ts";
import type { ObjectStore } from "../lambdas/store/objects.ts";
import { registerStore } from "../lambdas/store/register.ts";
import { registryStore } from "../lambdas/store/registry.ts";
import { runStore } from "../lambdas/store/runs.ts";
import { submissionStore } from "../lambdas/store/submissions.ts";
import type { BackOff, Db } from "../lambdas/store/transact.ts";

export const issuer = "https://login.example.se";
export const table = "portal";
/** A day in the round of 2021 on which nothing is urgent. */
export const may20 = Date.parse("2021-05-20T09:00:00.000Z");

export type Call = {
  params?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, when the body is not to be JSON at all. */
  raw?: string;
  seen?: number;
  key?: string;
  at?: number | string;
  authenticatedAt?: number | string;
  /** Address of whoever speaks to the gateway, and what X-Forwarded-For says then. */
  from?: { hop: string; forwarded?: string };
};
export type Reply<R extends RouteName> = {
  status: number;
  text: string;
  answer: Answer<R>;
  code: string;
  headers: Record<string, unknown>;
};

/** `file`: where the database is kept; in memory when absent. `sown`: the day the seed is planted. */
type Wish = { around?: (db: Db) => Db; backOff?: BackOff; file?: string; sown?: number };

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const ms = (at: number | string): number => (typeof at === "number" ? at : Date.parse(at));
let made = 0;
/** Keys and ids, one after the other. */
export const aKey = (): string => `key-${String(++made).padStart(8, "0")}`;

/** A bucket in memory: what was put or posted, by key. */
export function aBucket() {
  const objects = new Map<string, Uint8Array>();
  const bucket: ObjectStore = {
    uploadForm: async (key) => ({ url: "https://bucket.example.se", fields: { key } }),
    peek: async (key) => {
      const bytes = objects.get(key);
      return bytes ? { size: bytes.length, sha256: sha256(bytes), object: "1", start: bytes.slice(0, 4096) } : null;
    },
    read: async (key) => {
      const bytes = objects.get(key);
      if (!bytes) throw new Error(`nothing at ${key}`);
      return bytes;
    },
    putOnce: async (key, bytes) => {
      const existed = objects.has(key);
      if (!existed) objects.set(key, bytes);
      return { object: "1", existed };
    },
    link: async (key) => `https://bucket.example.se/${key}`,
    isEmpty: async (folder) => ![...objects.keys()].some((key) => key.startsWith(folder)),
  };
  return { bucket, objects };
}

/** A real database with an empty table in it. `file`: where it is kept; in memory when absent. */
export async function aDatabase(file?: string) {
  const database = await startDynamo(file ? { file } : {});
  const client = openDatabase({
    endpoint: database.endpoint,
    region: "eu-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  // One that is given to all tests (`AWS_ENDPOINT_URL_DYNAMODB`) still has the table of the test before.
  await client.send(new DeleteTableCommand({ TableName: table })).catch((error) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  });
  await createTable(client, table);
  const stop = async () => {
    client.destroy();
    await database.stop();
  };
  return { client, stop };
}

export async function aPortal({ around = (db) => db, backOff, file, sown = may20 }: Wish = {}) {
  const { client, stop } = await aDatabase(file);
  await seed(client, table, issuer, sown);
  return portalOver(client, stop, { db: around(client), ...(backOff ? { backOff } : {}) });
}

let seeded: Promise<MemoryTable> | undefined;

const openRound = roundOpenAt(new Date(may20).toISOString());

/** A table in memory with the seed of infra/local in it; the seed is sown once and copied. */
export async function aMemoryTable(): Promise<MemoryTable> {
  seeded ??= (async () => {
    const first = memoryTable();
    await seed(first.db, table, issuer, may20);
    return first;
  })();
  return (await seeded).clone();
}

/** The same portal over a table in memory: for thousands of races, where a database of its own would take too long. */
export const aPortalInMemory = (memory: MemoryTable, world: Partial<World> = {}) =>
  portalOver(memory.db, async () => {}, { backOff: async () => {}, ...world });

function portalOver<D extends Db>(client: D, stop: () => Promise<void>, world: Partial<World>) {
  const registry = registryStore(client, table);
  const register = registerStore(client, table, sha256);
  const runs = runStore(client, table);
  const store = submissionStore(client, table);
  const lines: string[] = [];
  const attachments = aBucket();
  const documents = aBucket();
  const handler = app({
    db: client,
    table,
    attachments: async () => attachments.bucket,
    documents: async () => documents.bucket,
    newId: aKey,
    portal: "https://rss-portalen.example.se",
    log: (line) => lines.push(JSON.stringify(line)),
    clock: () => performance.now(),
    ...world,
  });

  /** Calls a route as one of the seeded people (`sub` of infra/local/seed.ts), or as nobody. */
  async function call<R extends RouteName>(sub: string | null, name: R, call: Call = {}): Promise<Reply<R>> {
    const { method, path } = routes[name];
    const { params = {}, body, raw, seen, key = aKey(), at = may20, authenticatedAt = 0 } = call;
    const { hop = "192.0.2.1", forwarded = hop } = call.from ?? {};
    const text = raw ?? (body === undefined ? "" : JSON.stringify(body));
    const event = {
      version: "2.0",
      routeKey: `${method} ${path}`,
      rawPath: path,
      rawQueryString: "",
      headers: {
        "content-type": "application/json",
        "idempotency-key": key,
        "x-forwarded-for": forwarded,
        ...(seen === undefined ? {} : { "if-match": `"${seen}"` }),
      },
      pathParameters: params,
      body: text,
      isBase64Encoded: false,
      requestContext: {
        requestId: aKey(),
        timeEpoch: ms(at),
        http: { method, sourceIp: hop },
        authorizer: sub
          ? {
              jwt: {
                claims: { iss: issuer, sub, auth_time: String(Math.floor(ms(authenticatedAt) / 1000)) },
                scopes: [],
              },
            }
          : undefined,
      },
    } as unknown as GatewayEvent;
    const reply = await handler(event, {} as never);
    const parsed = JSON.parse(reply.body ?? "{}");
    return {
      ...{ status: reply.statusCode ?? 0, text: reply.body ?? "", answer: parsed, code: parsed.code ?? "" },
      headers: reply.headers ?? {},
    };
  }

  return {
    call,
    client,
    store,
    registry,
    register,
    runs,
    lines,
    attachments,
    documents,
    openRound,
    stop,
  };
}

export type Portal = Awaited<ReturnType<typeof aPortal>>;
/** What stories need of a portal, whatever it is over. */
export type Callable = Pick<Portal, "call">;

export const identityOf = (sub: string) => identityHash(issuer, sub, sha256);
