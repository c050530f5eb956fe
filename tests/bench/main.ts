/** `npm run bench`: what the main acts cost, as a table and as JSON, with Node version and commit. A benchmark, not a test. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "#domain/deadlines";
import { opened } from "#domain/submission";
import { hash, textOf } from "#tests/builders";
import { aPortal, identityOf, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { rsses } from "../../infra/local/seed.ts";
import { bundleFigures, bundleTable } from "./bundles.ts";
import { type Cost, costOf } from "./cost.ts";
import { documentFigures, startFigures, webFigures } from "./figures.ts";
import { overviewFigures, overviewUnits } from "./overview.ts";
import { tickFigures } from "./tick.ts";
import { unitFigures } from "./units.ts";

const pressed = "2021-05-21T08:00:00.000Z";
const loggedIn = "2021-05-21T08:01:00.000Z";
const years = 11;

/** Eleven rounds of 21 RSS, one to warm up on; the same writer and head in each of them. */
async function manySubmissions(portal: Portal): Promise<{ warmUp: string[]; measured: string[] }> {
  const round = await portal.registry.round("2021");
  if (!round) throw new Error("no round");
  for (const [sub, role] of [
    ["maja", "writer"],
    ["anna", "head"],
  ] as const) {
    const person = (await portal.registry.personOf(identityOf(sub))) ?? "";
    for (const { id: org } of rsses) {
      await portal.registry.putMembership(person, { org, role, from: instant(0), to: null, confirmedBy: "bench" });
    }
  }
  const ids: string[] = [];
  for (let year = 0; year < years; year += 1) {
    await portal.registry.putRound({ ...round, id: `bench${year}` });
    for (const { id: rss } of rsses) {
      const submission = opened(`bench${year}.${rss}`, round.closesAt, hash);
      await portal.registry.open({ submission, answers: {} });
      ids.push(submission.id);
    }
  }
  return { warmUp: ids.slice(0, rsses.length), measured: ids.slice(rsses.length) };
}

async function acts(folder: string): Promise<Cost[]> {
  const portal = await aPortal({ file: join(folder, "bench.db") });
  try {
    const { warmUp, measured } = await manySubmissions(portal);
    const costs: Cost[] = [];
    for (const ids of [warmUp, measured]) {
      const at = (n: number) => ids[n] ?? "";
      for (const id of ids) await fillIn(portal, id, "maja");
      const waiting = new Map<string, { version: number; hash: string }>();
      costs.splice(
        0,
        costs.length,
        await costOf("save an answer of 1 000 characters", ids.length, async (n) => {
          const body = { value: textOf(1000, n) };
          const params = { id: at(n), question: "7a" };
          const { status } = await portal.call("maja", "saveAnswer", { params, body, seen: 1 });
          if (status !== 200) throw new Error(`save ${status}`);
        }),
        await costOf("hand in", ids.length, async (n) => {
          waiting.set(at(n), await handInPlan(portal, at(n), "maja"));
        }),
        await costOf("sign (intent and signature)", ids.length, async (n) => {
          const read = waiting.get(at(n)) ?? { version: 0, hash: "" };
          const { sign } = await pressAndSign(portal, at(n), "anna", read, { pressed, loggedIn });
          if (sign.status !== 200) throw new Error(sign.text);
        }),
        await costOf("overview of 21", ids.length, async () => {
          const { answer } = await portal.call("karin", "overview", { params: { round: "bench1" } });
          if (answer.rows.length !== rsses.length) throw new Error("overview");
        }),
      );
    }
    return costs;
  } finally {
    await portal.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), "rss-bench-"));
try {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const costs = await acts(folder);
  const bundles = await bundleTable(folder);
  const units = await unitFigures();
  const figures = [
    ...bundleFigures(bundles),
    ...tickFigures(),
    ...(await overviewUnits()),
    ...(await overviewFigures(folder, process.env.PAYLOAD)),
    ...(await documentFigures()),
    ...webFigures(),
    ...(await startFigures(folder)),
  ];
  const round = (value: number) => Math.round(value * 100) / 100;
  console.log(`Node ${process.version}, commit ${commit}\n`);
  console.table(
    costs.map(({ what, acts: n, cpuMs, databaseMs, perCpuSecond }) => ({
      act: what,
      runs: n,
      "CPU ms": round(cpuMs),
      "database CPU ms": round(databaseMs),
      "per CPU second": Math.round(perCpuSecond),
    })),
  );
  console.table(bundles);
  console.table(units.map(({ what, reads, writes }) => ({ act: what, "read units": reads, "write units": writes })));
  console.table(figures.map(({ what, value, unit, goal }) => ({ figure: what, value: round(value), unit, goal })));
  console.log(JSON.stringify({ node: process.version, commit, costs, bundles, units, figures }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
