/** The whole portal in this process, with one child for the database. Tests and `npm start` begin here. */
import { randomBytes } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { placeOf } from "#domain/attachments";
import { openDatabase } from "../../lambdas/store/database.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";
import { startCa } from "./ca.ts";
import { putCertificates } from "./certificates.ts";
import { type Clock, startClock } from "./clock.ts";
import { createTable, startDynamo } from "./dynamodb.ts";
import { type Around, gateway } from "./gateway.ts";
import { type Handlers, loadHandlers } from "./handlers.ts";
import { startKms } from "./kms.ts";
import { close, listen } from "./listen.ts";
import { localPages } from "./local-page.ts";
import type { Person } from "./login-page.ts";
import { type Mailbox, type MailboxOptions, startMailbox } from "./mailbox.ts";
import { startIssuer } from "./oidc.ts";
import { startS3 } from "./s3.ts";
import { type Scanner, type ScannerOptions, startScanner } from "./scanner.ts";
import { daily, hourly, startSchedule } from "./schedule.ts";
import { people as seededPeople, seed as seedRows } from "./seed.ts";
import { startSes } from "./ses.ts";
import { openState, type State } from "./state.ts";
import { type Stream, type StreamOptions, startStream } from "./stream.ts";
import { verifier } from "./token.ts";
import { startTsa } from "./tsa.ts";
import { buildWeb } from "./web-build.ts";
import { webFiles } from "./web-files.ts";

type SeedContext = {
  client: DynamoDBClient;
  table: string;
  /** Milliseconds, by the portal's clock. */
  now: number;
  /** Identities are filed under issuer and subject. */
  issuer: string;
};

export type PortalOptions = {
  /** The folder that keeps everything; absent: in memory, gone at stop. */
  dir?: string;
  /** Default 4000; 0 takes any free one. */
  port?: number;
  /** Throws away what the folder holds. */
  fresh?: boolean;
  /** Who can log in, and the first rows. Absent: those of seed.ts. */
  people?: Person[];
  seed?: (context: SeedContext) => Promise<void>;
  around?: Around;
  /** In place of the functions in lambdas/. */
  handlers?: Partial<Handlers>;
  /** How often a record is tried, and how long apart; tests do not wait. */
  outbox?: Pick<StreamOptions, "tries" | "backOff">;
  /** How long a scan takes, and how soon a failed verdict is told again. */
  scanner?: Pick<ScannerOptions, "takes" | "backOff">;
  /** How soon it is heard what became of a mail. */
  mailbox?: Pick<MailboxOptions, "takes" | "backOff">;
  /** Names of the buckets, where they are to be others than its own. */
  buckets?: typeof ownBuckets;
  /** false: neither build nor serve the web. */
  web?: boolean;
  /** Where the clock stands at the start, as an instant. Absent: real time. */
  at?: string;
  /** Paths a log-in may come back to, and a log-out. */
  loginPaths?: string[];
  logoutPaths?: string[];
};

export type Portal = {
  url: string;
  issuer: string;
  inboxUrl: string;
  table: string;
  env: Record<string, string>;
  clock: Clock;
  stream: Stream;
  scanner: Scanner;
  mailbox: Mailbox;
  people: Person[];
  client: DynamoDBClient;
  stop(): Promise<void>;
};

const table = "rss-portalen";
const ownBuckets = { ATTACHMENTS_BUCKET: "rss-portalen-attachments", DOCUMENTS_BUCKET: "rss-portalen-documents" };
/** Worth nothing outside this machine; they also keep a developer's real ones out of the process. */
const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };

const isJudged =
  (client: DynamoDBClient) =>
  async (key: string, object: string): Promise<boolean> => {
    const place = placeOf(key);
    // What lies elsewhere in the bucket is nobody's file, and no verdict on it would ever be written.
    return place === null || (await verdictStore(client, table).judged(place.id, place.name, object)) !== null;
  };

const seedAll = ({ client, table, now, issuer }: SeedContext) => seedRows(client, table, issuer, now);

export async function startPortal(options: PortalOptions): Promise<Portal> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: PortalOptions, stops: (() => Promise<void>)[]): Promise<Omit<Portal, "stop">> {
  const { people = seededPeople, seed = seedAll, port = 4000, buckets = ownBuckets } = options;
  const clock = startClock();
  if (options.at) clock.set(options.at);
  const state = await openState(options.dir, options.fresh ?? false);
  stops.push(state.close);

  // The gateway listens first: the others must know its origin. Until all stand, it says so.
  let answer: RequestListener = (_, response) => response.writeHead(503, { "retry-after": "1" }).end();
  const server = createServer((request, response) => answer(request, response));
  const url = await listen(server, port, { exact: true });
  stops.push(() => close(server));

  const [web, parts] = await together([
    options.web === false ? undefined : buildWeb(),
    startParts(options, state, url, clock, stops),
  ]);
  const { database, s3, kms, ses, identity, ca, tsa } = parts;
  const env = {
    AWS_REGION: "eu-north-1",
    // Said at every start otherwise; which Node the functions run on in AWS is decided in infra/stacks.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
    TABLE: table,
    ...buckets,
    SEAL_KEY: kms.keyId,
    TSA_URL: tsa.url,
    PORTAL_URL: url,
    ISSUER: identity.issuer,
    SENDER: "rss-portalen@example.se",
    STAFF_MAIL: "kvinnofrid@example.se",
  };
  stops.push(setEnvironment(env));
  await state.keepEnvironment(env);

  const client = openDatabase();
  stops.push(async () => client.destroy());
  // Only now: the functions read the environment when they are imported.
  const [handlers] = await together([loadHandlers(options.handlers), prepare()]);
  async function prepare() {
    const bucketsMade = Object.values(buckets).map((name) => s3.createBucket(name));
    const [tableMade] = await Promise.all([createTable(client, table), ...bucketsMade]);
    await putCertificates(ca, s3, { key: kms.keyId, bucket: buckets.DOCUMENTS_BUCKET });
    // A table that was not there is empty, whatever an earlier run wrote down: somebody's own database may forget.
    if (state.seeded && !tableMade) return;
    await seed({ client, table, now: clock.now(), issuer: identity.issuer });
    await state.markSeeded();
  }

  const stream = await startStream({
    client,
    table,
    clock,
    handlers: handlers.outbox,
    deadLetterFile: state.file("dead-letters.json"),
    ...options.outbox,
  });
  stops.push(stream.stop);
  const scanner = await startScanner({
    s3,
    bucket: buckets.ATTACHMENTS_BUCKET,
    handler: handlers.verdict,
    isJudged: isJudged(client),
    ...options.scanner,
  });
  stops.push(scanner.stop);
  const mailbox = startMailbox({ ses, clock, handler: handlers.bounces, ...options.mailbox });
  stops.push(mailbox.stop);
  stops.push(startSchedule({ clock, handler: handlers.keeper, struck: hourly }).stop);
  stops.push(startSchedule({ clock, handler: handlers.reminders, struck: daily }).stop);
  answer = gateway({
    url,
    clock,
    verify: verifier(identity.issuer, identity.audience),
    api: handlers.api,
    around: options.around,
    afterWrite: stream.kick,
    web: web ? webFiles(web) : undefined,
    config: { issuer: identity.issuer, clientId: identity.clientId, scope: identity.scope, attachments: s3.endpoint },
    connect: [identity.issuer, s3.endpoint],
    local: localPages({ url, issuer: identity.issuer, inboxUrl: ses.endpoint, clock, stream, people }),
  });
  return {
    url,
    issuer: identity.issuer,
    inboxUrl: ses.endpoint,
    table,
    env,
    clock,
    stream,
    scanner,
    mailbox,
    people,
    client,
  };
}

async function startParts(
  options: PortalOptions,
  state: State,
  url: string,
  clock: Clock,
  stops: (() => Promise<void>)[],
) {
  const wish = (n: number) => (options.port === 0 ? 0 : (options.port ?? 4000) + n);
  const file = state.file("table.db");
  const kept = <T extends { stop(): Promise<void> }>(part: Promise<T>): Promise<T> =>
    part.then((one) => {
      stops.push(one.stop);
      return one;
    });
  const onStart = (pid: number) => state.record(pid, file ? `--db-path ${file}` : "dynoxide");
  const now = () => clock.now();
  const startStamps = async () => {
    const ca = await kept(startCa({ file: state.file("authority.json"), port: wish(6), now }));
    const serial = () => randomBytes(8);
    return { ca, tsa: await kept(startTsa({ signer: ca.timestampSigner, now, serial, port: wish(7) })) };
  };
  const [database, s3, kms, ses, { ca, tsa }, identity] = await together([
    kept(startDynamo({ file, port: wish(5), onStart })),
    kept(startS3({ dir: state.file("buckets"), port: wish(2), origin: url, credentials })),
    kept(startKms({ keyFile: state.file("seal-key.json"), port: wish(4) })),
    kept(startSes({ port: wish(3) })),
    startStamps(),
    kept(
      startIssuer({
        keyFile: state.file("issuer-keys.json"),
        port: state.issuerPort ?? wish(1),
        exactPort: state.issuerPort !== undefined,
        people: options.people ?? seededPeople,
        portal: url,
        redirectUris: (options.loginPaths ?? ["/", "/inloggad"]).map((path) => url + path),
        logoutUris: (options.logoutPaths ?? ["/", "/utloggad"]).map((path) => url + path),
      }),
    ),
  ]);
  await state.keepIssuerPort(Number(new URL(identity.issuer).port));
  return { database, s3, kms, ses, identity, ca, tsa };
}

/** Waits for all, also when one fails: what started must be known before it can be stopped. */
async function together<T extends readonly unknown[]>(all: [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(all);
  for (const one of settled) if (one.status === "rejected") throw one.reason;
  return Promise.all(all) as Promise<{ [K in keyof T]: Awaited<T[K]> }>;
}

/** Answers how to put it back as it was. */
function setEnvironment(env: Record<string, string>): () => Promise<void> {
  // Whoever has a real account at hand must not reach it from here.
  const removed = ["AWS_SESSION_TOKEN", "AWS_PROFILE"];
  const before = Object.fromEntries([...Object.keys(env), ...removed].map((name) => [name, process.env[name]]));
  const assign = (values: Record<string, string | undefined>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  assign({ ...env, ...Object.fromEntries(removed.map((name) => [name, undefined])) });
  return async () => assign(before);
}
