/**
 * DynamoDB on this machine: dynoxide, one static binary over SQLite, as a child process.
 * Its streams stay off (every write would get slower with each record); stream.ts reads the `pending` index instead.
 */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import {
  type AttributeDefinition,
  CreateTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { table } from "../../lambdas/store/table.ts";
import { loopback } from "./listen.ts";

/**
 * Ends the database when our end of its standard input closes, which also happens when we are killed outright:
 * a run that dies leaves no orphan. POSIX shell; job control is off there, so the group stays one.
 */
const guard = 'exec 3<&0; "$@" 3<&- & p=$!; (read -r _ <&3; kill "$p") 2>/dev/null & wait "$p"';

export type Database = { endpoint: string; stop(): Promise<void> };

/** `file` absent: in memory. `onStart` is told the group's id at once, so that a later run can reap it. */
export async function startDynamo(
  options: { file?: string; port?: number; onStart?: (pid: number) => Promise<void> } = {},
): Promise<Database> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (given) return { endpoint: given, stop: async () => {} };
  const binary = findBinary();
  // Between choosing a free port and the child taking it, somebody else may: try again with another.
  for (let left = 3; ; left--) {
    const port = await freePort(left === 3 ? options.port : 0);
    const args = ["--host", loopback, "--port", String(port), ...(options.file ? ["--db-path", options.file] : [])];
    // Its own process group: Ctrl-C in a terminal goes to us alone, and we stop it after the last write.
    const stdio: StdioOptions = ["pipe", "ignore", "pipe"];
    const child = spawn("sh", ["-c", guard, "sh", binary, ...args], { detached: true, stdio });
    child.once("exit", () => child.stdin?.destroy());
    const [{ listens, said }] = await Promise.all([hear(child), child.pid && options.onStart?.(child.pid)]);
    if (listens) return { endpoint: `http://${loopback}:${port}`, stop: () => end(child) };
    if (left === 1) throw new Error(`DynamoDB (dynoxide) startade inte. ${said}`.trim());
  }
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide");
  } catch {
    throw new Error(
      `Databasen saknas på den här datorn: paketet ${name} är inte installerat. ` +
        "Kör npm ci igen, eller starta en egen (till exempel DynamoDB Local) och ange dess adress i AWS_ENDPOINT_URL_DYNAMODB.",
    );
  }
}

async function freePort(wish = 0): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number | undefined>((resolve) => {
    probe.once("error", () => resolve(undefined));
    probe.listen(wish, loopback, () => resolve((probe.address() as { port: number }).port));
  });
  if (port === undefined) return freePort(0);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * Waits for its own word that it listens, or its end. Knocking at the port instead would now and then be answered by
 * the knock itself: a connection to a free port of the range that outgoing ones are given can meet itself.
 */
function hear(child: ChildProcess): Promise<{ listens: boolean; said: string }> {
  let said = "";
  return new Promise((resolve) => {
    child.once("close", () => resolve({ listens: false, said }));
    child.once("error", ({ message }) => resolve({ listens: false, said: message }));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2000);
      if (/ listening on .*\n/.test(said)) resolve({ listens: true, said });
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin?.end();
  // It ends within milliseconds; a process that does not must not keep Ctrl-C waiting.
  const impatient = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), 2000);
  await gone;
  clearTimeout(impatient);
}

/** Makes the table of lambdas/store/table.ts; false when it was there already. */
export async function createTable(client: DynamoDBClient, name: string): Promise<boolean> {
  const keys = (partitionKey: string, sortKey: string): KeySchemaElement[] => [
    { AttributeName: partitionKey, KeyType: "HASH" },
    { AttributeName: sortKey, KeyType: "RANGE" },
  ];
  const indexes = Object.entries(table.indexes);
  const attributes = [table, ...indexes.map(([, index]) => index)].flatMap((one) => [one.partitionKey, one.sortKey]);
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: attributes.map(
          (AttributeName): AttributeDefinition => ({ AttributeName, AttributeType: "S" }),
        ),
        KeySchema: keys(table.partitionKey, table.sortKey),
        GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
          IndexName,
          KeySchema: keys(index.partitionKey, index.sortKey),
          Projection:
            index.project.length > 0
              ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.project] }
              : { ProjectionType: "KEYS_ONLY" },
        })),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}
