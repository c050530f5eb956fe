import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answersFilled } from "#tests/builders";
import { seededRandom } from "#tests/weather";
import { roundOpenAt } from "../../infra/local/seed.ts";
import { type Acting, actingAs, fillByApi } from "./by-api.ts";
import { type Running, startRunning } from "./running.ts";
import { aSentence } from "./typing.ts";

const times = process.env.DEEP ? 20 : 2;
// The round that is open today: a portal that is started anew knows no other time.
const round = roundOpenAt(new Date().toISOString()).id;

const isAlive = (pid: number): boolean => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

/** What somebody was told is done, and what was under way when the power went: the portal must have the one or the other. */
type Told = { what: string; acknowledged: unknown; tried: unknown; read: () => Promise<unknown> };

describe("kill -9", () => {
  let running: Running;
  let maja: Acting;
  let elin: Acting;
  let nora: Acting;
  let ida: Acting;
  const random = seededRandom(Number(process.env.SEED ?? 9));

  beforeAll(async () => {
    running = await startRunning();
    const names = ["Maja Lind", "Elin Sand", "Nora Strand", "Ida Fors"];
    [maja, elin, nora, ida] = (await Promise.all(names.map((name) => actingAs(running, name)))) as [
      Acting,
      Acting,
      Acting,
      Acting,
    ];
    await fillByApi(ida, `${round}.D`, answersFilled());
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await rm(running.folder, { recursive: true, force: true });
  });

  /** Saves one answer over and over. */
  async function saving(acting: Acting, id: string, question: string) {
    const look = async () => (await acting("submission", { id })).draft?.answers[question];
    let rev = (await look())?.rev ?? 0;
    const read = async () => (await look())?.value;
    const told: Told = { what: `${id} ${question}`, acknowledged: await read(), tried: undefined, read };
    const step = async () => {
      told.tried = aSentence(random);
      ({ rev } = await acting("saveAnswer", { id, question }, { value: told.tried }, rev));
      told.acknowledged = told.tried;
    };
    return { told, step };
  }

  /** Hands the plan in and takes it back, over and over. */
  async function handingIn(acting: Acting, id: string) {
    const read = async () => (await acting("submission", { id })).state;
    const told: Told = { what: `${id} handed in`, acknowledged: await read(), tried: undefined, read };
    const step = async () => {
      const move = told.acknowledged === "handed-in" ? "recall" : "handIn";
      told.tried = move === "handIn" ? "handed-in" : "draft";
      await acting(move, { id }, {});
      told.acknowledged = told.tried;
    };
    return { told, step };
  }

  /** Attaches a file, removes it, and so on. */
  async function attaching(acting: Acting, id: string) {
    const files = async () => (await acting("submission", { id })).draft?.files ?? [];
    // One that was cut off before it was confirmed is nothing anybody was told of, but takes a place.
    for (const file of await files()) if (file.state === "uploading") await acting("removeFile", { id, file: file.id });
    const read = async () => (await files()).filter(({ state }) => state !== "uploading").map((file) => file.id);
    const told: Told = { what: `${id} files`, acknowledged: await read(), tried: undefined, read };
    const step = async () => {
      const [first] = told.acknowledged as string[];
      if (first) {
        told.tried = [];
        await acting("removeFile", { id, file: first });
      } else {
        const bytes = Buffer.from(`%PDF-1.7\n% ${aSentence(random)}\n%%EOF\n`);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        const { file, post } = await acting("addFile", { id }, { name: "Plan.pdf", size: bytes.length, sha256 });
        told.tried = [file.id];
        const form = new FormData();
        for (const [name, value] of Object.entries(post?.fields ?? {})) form.append(name, value);
        form.append("file", new Blob([new Uint8Array(bytes)]), "file");
        if (post) await fetch(post.url, { method: "POST", body: form });
        await acting("confirmFile", { id, file: file.id }, {});
      }
      told.acknowledged = told.tried;
    };
    return { told, step };
  }

  it(
    "loses nothing that was acknowledged, leaves no process behind and is back at the same address",
    async () => {
      const port = Number(new URL(running.url).port);
      const { url } = running;
      let acknowledged = 0;
      const starts: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const acts = await Promise.all([
          saving(maja, `${round}.W`, "7a"),
          saving(maja, `${round}.W`, "8b"),
          saving(elin, `${round}.W`, "9a"),
          saving(nora, `${round}.AB`, "7a"),
          handingIn(ida, `${round}.D`),
          attaching(nora, `${round}.AB`),
        ]);
        const { children } = JSON.parse(readFileSync(join(running.folder, "portal.lock"), "utf8"));
        const database = (children as { pid: number }[]).map(({ pid }) => pid);
        const last = acknowledged + 10 + Math.floor(random() * 60);
        let killed: Promise<void> | undefined;
        await Promise.all(
          acts.map(async ({ step }) => {
            while (!killed) {
              // What the kill cuts off is answered by nobody.
              await step().then(
                () => {
                  acknowledged += 1;
                },
                (error: unknown) => {
                  if (!killed) throw error;
                },
              );
              if (acknowledged >= last) killed ??= running.kill();
            }
          }),
        );
        await killed;

        running = await startRunning({ dir: running.folder, port });
        starts.push(running.seconds);
        expect(running.url).toBe(url);
        expect(database.filter(isAlive)).toEqual([]);
        const lost: unknown[] = [];
        for (const { told } of acts) {
          const there = await told.read();
          const may = [told.acknowledged, told.tried].map((each) => JSON.stringify(each));
          if (!may.includes(JSON.stringify(there))) lost.push({ ...told, there });
        }
        expect(lost).toEqual([]);
      }
      process.stdout.write(
        `kill-minus-nine: killed ${times} times, ${acknowledged} acts acknowledged, 0 lost, ` +
          `slowest start ${Math.max(...starts).toFixed(1)} s\n`,
      );
    },
    process.env.DEEP ? 600_000 : 120_000,
  );
});
