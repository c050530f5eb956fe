/**
 * What SKR's overview of 21 RSS costs: in read units, and in processor time over HTTP with log-in, beside Payload's list of the same 21
 * rows when `PAYLOAD` names a folder in which `npm install payload@3.90.2 @payloadcms/db-sqlite@3.90.2 graphql@16` was run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Answer } from "#domain/contract";
import { metered, readUnits } from "#tests/metered";
import { aPortal, type Portal } from "#tests/portal";
import { rsses } from "../../infra/local/seed.ts";
import { type Acting, actingAs } from "../e2e/by-api.ts";
import { startRunning } from "../e2e/running.ts";
import { cpuOf } from "./cost.ts";
import type { Figure } from "./figures.ts";
import type { Serving } from "./peer-payload.ts";

/** What Payload's list of 21 cost when the goal was set, in CPU milliseconds: the design paper's own run, on another machine. */
const paper = { least: 2.2, most: 2.8 };
const times = 1.5;

export async function overviewUnits(): Promise<Figure[]> {
  let spent: ReturnType<typeof metered>["spent"] = new Map();
  const portal: Portal = await aPortal({
    around: (db) => {
      const meter = metered(db);
      spent = meter.spent;
      return meter.db;
    },
  });
  try {
    const { officers } = (await portal.call("karin", "officers")).answer;
    for (const [n, { id }] of rsses.entries()) {
      const to = officers[n % officers.length]?.id ?? null;
      await portal.call("karin", "assign", { params: { id: `2021.${id}` }, body: { to } });
    }
    const asked = async (round: string, at: string) => {
      spent.clear();
      await portal.call("karin", "overview", { params: { round }, at });
      return readUnits(spent);
    };
    // No round is called so, which is known when whoever asks is.
    const whoAsks = await asked("!", "2021-05-20T12:00:00.000Z");
    const cold = await asked("2021", "2021-05-20T12:00:00.000Z");
    const warm = await asked("2021", "2021-05-20T12:00:30.000Z");
    return [
      { what: "overview of 21, besides who asks", value: warm - whoAsks, unit: "RRU", goal: "≤ 1" },
      { what: "… once a minute in each process", value: cold - whoAsks, unit: "RRU", goal: "" },
      { what: "… who asks, in every request", value: whoAsks, unit: "RRU", goal: "" },
    ];
  } finally {
    await portal.stop();
  }
}

type Row = Record<string, string | number | boolean | null>;

/** The same words and figures in one flat row. */
const flat = ({ rss, assigned, ...row }: Answer<"overview">["rows"][number]): Row => ({
  ...(row as Row),
  ...{ rss: rss.id, name: rss.name, county: rss.county, assigned: assigned?.name ?? null },
});

/** An answer of one side, and the process it comes from. */
type Side = { pid: number; ask: () => Promise<string> };

const got = async (url: string, authorization: string): Promise<string> => {
  const answer = await fetch(url, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
};

async function payloadOf(folder: string, file: string, rows: Row[]): Promise<Side & { child: ChildProcess }> {
  const [tsx, server] = [import.meta.resolve("tsx"), join(import.meta.dirname, "peer-payload.ts")];
  const child = spawn(process.execPath, ["--import", tsx, server, file, JSON.stringify(rows)], {
    ...{ cwd: folder, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, DISABLE_PAYLOAD_HMR: "true" } },
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`Payload ended: ${said}`)));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (/"token".*\n/.test(said)) resolve();
    });
  });
  const { url, token }: Serving = JSON.parse(said.slice(said.lastIndexOf('{"url"')));
  const query = `${url}?depth=0&limit=${rows.length}&pagination=false`;
  return { pid: child.pid ?? 0, child, ask: () => got(query, `JWT ${token}`) };
}

/** Everybody at SKR is somebody's officer: the overview has names in it. */
async function assigned(acting: Acting): Promise<string> {
  const { rounds } = await acting("rounds", {});
  const { officers } = await acting("officers", {});
  const found = await Promise.all(rounds.map(async ({ id }) => [id, await acting("overview", { round: id })] as const));
  const [round, { rows }] = found.find(([, answer]) => answer.rows.length === rsses.length) ?? ["", { rows: [] }];
  for (const [n, { id }] of rows.entries())
    await acting("assign", { id }, { to: officers[n % officers.length]?.id ?? null });
  return round;
}

const turns = 7;
const acts = 150;

/** What a start leaves to be done (documents to seal, mails to send) is no cost of a list: waits until the process rests. */
async function rested({ pid }: Side): Promise<void> {
  for (let before = -1, now = cpuOf(pid); now - before > 20; ) {
    before = now;
    await setTimeout(1000);
    now = cpuOf(pid);
  }
}

/** CPU milliseconds a request, in turn: what a machine's speed does to one side it does to the other. Medians. */
async function inTurn(sides: Side[]): Promise<number[]> {
  const measured = sides.map((): number[] => []);
  for (const { ask } of sides) for (let n = 0; n < 3 * acts; n += 1) await ask();
  for (const side of sides) await rested(side);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [n, { pid, ask }] of sides.entries()) {
      const before = cpuOf(pid);
      for (let act = 0; act < acts; act += 1) await ask();
      measured[n]?.push((cpuOf(pid) - before) / acts);
    }
  }
  return measured.map((all) => all.sort((one, other) => one - other)[Math.floor(turns / 2)] ?? 0);
}

const kB = (text: string) => Buffer.byteLength(text) / 1000;

/** `folder`: where Payload is installed; without it there is but the paper's figure to compare with. */
export async function overviewFigures(dir: string, folder: string | undefined): Promise<Figure[]> {
  const running = await startRunning();
  let peer: (Side & { child: ChildProcess }) | undefined;
  try {
    const acting = await actingAs(running, "Karin Ström");
    const round = await assigned(acting);
    const own: Side = {
      pid: running.child.pid ?? 0,
      ask: async () => JSON.stringify(await acting("overview", { round })),
    };
    const { rows } = await acting("overview", { round });
    if (rows.length !== rsses.length) throw new Error("overview");
    peer = folder ? await payloadOf(folder, join(dir, "payload.db"), rows.map(flat)) : undefined;
    const [ours = 0, theirs] = await inTurn(peer ? [own, peer] : [own]);
    const figures: Figure[] = [
      { what: `overview of 21 over HTTP, ${kB(await own.ask()).toFixed(1)} kB`, value: ours, unit: "CPU ms", goal: "" },
    ];
    if (peer && theirs !== undefined) {
      const size = kB(await peer.ask()).toFixed(1);
      return [
        ...figures,
        { what: `Payload's list of them in the same run, ${size} kB`, value: theirs, unit: "CPU ms", goal: "" },
        { what: "… of ours", value: theirs / ours, unit: "times", goal: `≥ ${times}` },
      ];
    }
    const what = `Payload's list of 21 in the design paper, another run (${paper.least}–${paper.most} CPU ms), of ours`;
    return [...figures, { what, value: paper.least / ours, unit: "times", goal: `≥ ${times}` }];
  } finally {
    if (peer) {
      peer.child.kill("SIGTERM");
      await once(peer.child, "exit");
    }
    await running.stop();
  }
}
