import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { type Portal, type PortalOptions, startPortal } from "../../infra/local/portal.ts";

const source = new URL("./local-portal.child.ts", import.meta.url);
const root = join(import.meta.dirname, "../..");
/** Bundled, as a function would be: the child starts in a third of the time. Inside the project, where its packages are. */
const script = join(root, "dist/test", `local-portal-${randomUUID()}.mjs`);
beforeAll(async () => {
  const args = ["--bundle", "--platform=node", "--format=esm", "--packages=external", `--outfile=${script}`];
  await promisify(execFile)(join(root, "node_modules/.bin/esbuild"), [fileURLToPath(source), ...args], { cwd: root });
});
afterAll(() => rm(script));

let dir: string;
let children: ChildProcess[];
let portals: Portal[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-portal-"));
  children = [];
  portals = [];
});
afterEach(async () => {
  for (const portal of portals) await portal.stop();
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await rm(dir, { recursive: true });
});

async function spawnPortal(...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const child = spawn(process.execPath, [script, dir, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(child);
  const [line] = await once(createInterface(child.stdout as NodeJS.ReadableStream), "line");
  const { url, issuer } = JSON.parse(line) as { url: string; issuer: string };
  const ask = async (query: string) => (await fetch(`${url}/api/openapi.json?${query}`)).json();
  return { child, issuer, ask: ask as (query: string) => Promise<Kept> };
}
type Kept = { rows: string[]; files: string[]; told: string[]; seeded: number };

const lockFile = () => join(dir, "portal.lock");
const recorded = () => JSON.parse(readFileSync(lockFile(), "utf8")) as { pid: number; children: { pid: number }[] };
const isAlive = (pid: number) => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

const inMemory = async (options: Partial<PortalOptions> = {}) => {
  const portal = await startPortal({
    port: 0,
    web: false,
    people: [{ sub: "anna", name: "Anna Berg", label: "chef för RSS", group: "RSS Dalarna" }],
    seed: async () => {},
    handlers: { api: async () => ({}), outbox: {} },
    ...options,
  });
  portals.push(portal);
  return portal;
};

describe("a portal that is killed", () => {
  it("has lost nothing it acknowledged, leaves no orphan, and gives its lock to the next", async () => {
    const first = await spawnPortal();
    const { pid, children: database } = recorded();
    expect(database.map((child) => isAlive(child.pid))).toEqual([true]);
    const acknowledged: string[] = [];
    const killed = once(first.child, "exit");
    const write = async (n: number): Promise<void> => {
      const kept = await first.ask(`n=${n}`).catch(() => undefined);
      if (!kept) return;
      acknowledged.push(String(n));
      // In the middle of what eight others are writing.
      if (acknowledged.length === 40) first.child.kill("SIGKILL");
      await write(n + 8);
    };
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
    await killed;
    expect(recorded().pid).toBe(pid);

    const second = await spawnPortal("mail");
    expect(recorded().pid).not.toBe(pid);
    expect(database.map((child) => isAlive(child.pid))).toEqual([false]);
    const { rows, files, told, seeded } = await second.ask("list=1");
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    expect(acknowledged.filter((n) => !rows.includes(n) || !files.includes(n))).toEqual([]);
    expect(rows.filter((n) => !told.includes(n))).toEqual([]);
    // Identities in the table are the issuer's, and the first rows were put there once.
    expect(second.issuer).toBe(first.issuer);
    expect(seeded).toBe(1);
    await expect(inMemory({ dir })).rejects.toThrow("Portalen körs redan");
  });

  it("leaves nothing behind when it is asked to stop", async () => {
    const { child } = await spawnPortal();
    const { children: database } = recorded();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(database.map((one) => isAlive(one.pid))).toEqual([false]);
    expect(existsSync(lockFile())).toBe(false);
  });
});

describe("a start", () => {
  it("sets what the functions read, and puts the environment back at the end", async () => {
    const before = { ...process.env };
    const portal = await inMemory();
    expect(process.env).toMatchObject({
      AWS_REGION: "eu-north-1",
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      TABLE: portal.table,
      PORTAL_URL: portal.url,
      ISSUER: portal.issuer,
    });
    const config = await (await fetch(`${portal.url}/config.json`)).json();
    expect(config).toMatchObject({ issuer: portal.issuer, clientId: "rss-portalen", scope: "openid" });
    await portal.stop();
    expect(process.env).toEqual(before);
  });

  it("that fails half way leaves nothing running, and the next one begins the first rows from nothing", async () => {
    const half: PortalOptions["seed"] = async ({ client, table }) => {
      await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: "half" }, sk: { S: "1" } } }));
      throw new Error("power cut");
    };
    await expect(inMemory({ dir, seed: half })).rejects.toThrow("power cut");
    expect(existsSync(lockFile())).toBe(false);
    let calls = 0;
    const count = async () => void calls++;
    const rowsIn = async ({ client, table }: Portal) =>
      (await client.send(new ScanCommand({ TableName: table }))).Items;
    const second = await inMemory({ dir, seed: count });
    expect([calls, await rowsIn(second)]).toEqual([1, []]);
    await second.stop();
    await (await inMemory({ dir, seed: count })).stop();
    expect(calls).toBe(1);
    await (await inMemory({ dir, seed: count, fresh: true })).stop();
    expect(calls).toBe(2);
  });

  it("refuses a folder that an earlier version made, leaves it as it is, and begins anew when asked to", async () => {
    const none = async () => {};
    await (await inMemory({ dir, seed: none })).stop();
    const kept = (await readdir(dir)).sort();
    await writeFile(join(dir, "seeded"), "");
    await expect(inMemory({ dir, seed: none })).rejects.toThrow(/från en tidigare version.*--fresh/s);
    expect((await readdir(dir)).sort()).toEqual(kept);
    await (await inMemory({ dir, seed: none, fresh: true })).stop();
    await (await inMemory({ dir, seed: none })).stop();
  });

  it("names the port that is taken, in Swedish", async () => {
    const { url } = await inMemory();
    const port = Number(new URL(url).port);
    await expect(inMemory({ port })).rejects.toThrow(`Port ${port} är upptagen`);
  });

  it("tells a shell where its parts are, for commands beside it", async () => {
    const { env } = await inMemory({ dir });
    const script = 'set -a; . "$0/environment"; env';
    const { stdout } = await promisify(execFile)("sh", ["-c", script, dir], { env: {} });
    const told = stdout.trim().split("\n");
    expect(told).toEqual(expect.arrayContaining(Object.entries(env).map(([name, value]) => `${name}=${value}`)));
  });

  it("keeps secrets from other users of the machine", async () => {
    await (await inMemory({ dir })).stop();
    for (const file of (await readdir(dir)).filter((name) => name.includes("key") || name === "environment")) {
      expect([file, (await stat(join(dir, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
  });
});

describe("/_local", () => {
  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/_local/clock`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });

  it("shows and sets the clock that functions are told", async () => {
    const times: number[] = [];
    const handlers = {
      outbox: {},
      api: async (event: { requestContext: { timeEpoch: number } }) => ({
        at: times.push(event.requestContext.timeEpoch),
      }),
    };
    const { url, clock } = await inMemory({ handlers, at: "2021-05-31T21:00:00Z" });
    await fetch(`${url}/api/openapi.json`);
    expect((times[0] ?? 0) - Date.parse("2021-05-31T21:00:00Z")).toBeLessThan(60_000);
    expect((await post(url, { now: "2021-05-31T22:00:00.000Z" })).status).toBe(200);
    expect(clock.now() - Date.parse("2021-05-31T22:00:00Z")).toBeLessThan(60_000);
    expect((await post(url, { offset: 0 })).status).toBe(200);
    expect(await (await fetch(`${url}/_local/clock`)).json()).toMatchObject({ offset: 0 });
  });

  it("reads a time on a Swedish wall, summer and winter, and shows the page again", async () => {
    const { url, clock } = await inMemory();
    const set = async (wall: string) => {
      const body = new URLSearchParams({ wall });
      const answer = await fetch(`${url}/_local/clock`, { method: "POST", body, redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/_local"]);
      return Math.floor(clock.now() / 60_000) * 60_000;
    };
    expect(await set("2021-05-31T23:59:10")).toBe(Date.parse("2021-05-31T21:59:00Z"));
    expect(await set("2022-02-01T23:59:10")).toBe(Date.parse("2022-02-01T22:59:00Z"));
    // The hour before summer time begins, and the one after.
    expect(await set("2026-03-29T01:30:00")).toBe(Date.parse("2026-03-29T00:30:00Z"));
    expect(await set("2026-03-29T03:30:00")).toBe(Date.parse("2026-03-29T01:30:00Z"));
  });

  it("refuses what is no time at all, or a time without a zone", async () => {
    const { url, clock } = await inMemory();
    for (const body of [{}, { now: "yesterday" }, { now: "2021-05-31 23:59" }, { offset: "x" }, { offset: 1.5 }]) {
      expect([body, (await post(url, body)).status]).toEqual([body, 400]);
    }
    expect(clock.offset).toBe(0);
  });

  it("lets no other site move the clock", async () => {
    const { url, clock } = await inMemory();
    expect((await post(url, { offset: 5 }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await post(url, { offset: 5 }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(clock.offset).toBe(0);
  });

  it("says in Swedish what the clock does not move, and shows what failed with a way to try again", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    let broken = true;
    const { url, client, table, stream } = await inMemory({
      outbox: { tries: 2, backOff: () => 0 },
      handlers: {
        api: async () => ({}),
        outbox: {
          async mailer() {
            if (broken) throw new Error("<b>brevlådan</b> är full");
            return undefined;
          },
        },
      },
    });
    const Item = { pk: { S: "SUB#a" }, sk: { S: "LOG#000001" }, pendingPk: { S: "PENDING" }, pendingSk: { S: "1" } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
    await stream.idle();
    const page = await (await fetch(`${url}/_local`)).text();
    expect(page).toContain("Det här följer alltid riktig tid");
    expect(page).toContain("Gick inte (1)");
    expect(page).toContain("&#60;b&#62;brevlådan");
    broken = false;
    const id = stream.deadLetters()[0]?.id ?? "";
    await fetch(`${url}/_local/retry`, { method: "POST", body: new URLSearchParams({ id }), redirect: "manual" });
    await stream.idle();
    expect(await (await fetch(`${url}/_local`)).text()).toContain("Ingenting har gått fel.");
    jest.restoreAllMocks();
  });
});
