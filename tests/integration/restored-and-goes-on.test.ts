import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThrottlingException } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hash, reading } from "#tests/backups";
import { startPortal } from "../../infra/local/portal.ts";
import { exportAll } from "../../lambdas/backup/export.ts";
import { lineOf } from "../../lambdas/backup/lines.ts";
import { restoreAll } from "../../lambdas/backup/restore.ts";
import { type Item, isAwake, wholeTable } from "../../lambdas/store/whole.ts";

const now = "2026-11-26T09:00:00.000Z";
const id = "2026.W";
const name = "karta";
const key = `attachments/${id}/${name}`;

describe("a portal that is put back", () => {
  let dir: string;
  let archive: string;
  let before: Item[];
  /** The version that the attachment was. */
  let object: string;
  const ends: (() => Promise<void> | void)[] = [];

  const portalOf = async (options: Parameters<typeof startPortal>[0]) => {
    // That of a portal which runs beside it: each is to have a database of its own.
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
    const portal = await startPortal({
      port: 0,
      web: false,
      handlers: { outbox: {} },
      scanner: { takes: 0 },
      ...options,
    });
    const own = reading(portal);
    ends.push(portal.stop, own.stop);
    return { portal, own };
  };
  const nothing = () => portalOf({ seed: async () => {} });
  const onceIn = async (pk: string, sk: string, own: ReturnType<typeof reading>) =>
    (await own.items()).find((item) => item.pk?.S === pk && item.sk?.S === sk);

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "rss-goes-on-"));
    archive = join(dir, "archive");
    // Whose scans have not come when it is exported, and whose events wait for somebody to take them up.
    const { own } = await portalOf({ at: now, handlers: { outbox: {}, verdict: async () => {} } });
    const bytes = Buffer.from("%PDF-1.7 karta");
    const sha256 = hash(bytes);
    object = (await own.buckets.attachments.putOnce(key, bytes, "application/pdf", sha256)).object;
    const S = (value: string) => ({ S: value });
    const about = {
      name: S("Karta.pdf"),
      type: S("application/pdf"),
      key: S(key),
      object: S(object),
      sha256: S(sha256),
    };
    await own.whole.put([{ pk: S(`SUB#${id}`), sk: S("FILE#karta"), ...about }]);
    await own.whole.put([
      {
        pk: S("MAIL#2026.W"),
        sk: S("receipt#000001#a@example.se"),
        again: S("k"),
        pendingPk: S("PENDING"),
        pendingSk: S("x"),
      },
    ]);
    before = await own.items();
    await exportAll({ table: own.whole, buckets: own.buckets, folder: archive, now });
  }, 120_000);
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
    await rm(dir, { recursive: true });
  });

  it("has what its malware scan says on record for the version that its rows name", async () => {
    const { portal, own } = await nothing();
    expect(await own.restore(archive)).toBe("");
    await portal.scanner.idle();
    expect(await onceIn(`SUB#${id}`, `CHECK#${name}#${object}`, own)).toMatchObject({ verdict: { S: "clean" } });
    // It is of one portal, and no archive has it.
    expect((await own.items()).filter(({ sk }) => sk?.S?.startsWith("WAS#"))).toEqual([]);
  });

  it("takes up nothing again that was taken up before its restoration was stopped", async () => {
    const { own } = await nothing();
    const [first] = before.filter(isAwake);
    if (!first?.pk || !first.sk) throw new Error("nothing was pending");
    const dies = {
      ...own.whole,
      wake: async () => {
        // It is woken, and what it waited for is done; then the restoration is killed.
        await own.whole.wake([first]);
        const { pendingPk, pendingSk, again, pending, ...done } = first;
        await own.whole.put([done]);
        throw new Error("killed");
      },
    };
    const killed = restoreAll({ table: dies, buckets: own.buckets, folder: archive, by: "killed" });
    await expect(killed).rejects.toThrow("killed");
    expect(await own.restore(archive)).toBe("");
    const rows = await own.items();
    const { pendingPk, pendingSk, again, pending, ...done } = first;
    expect(rows.map(lineOf)).toContain(lineOf(done));
    expect(rows.filter(isAwake).length).toBe(before.filter(isAwake).length - 1);
    expect(rows.length).toBe(before.length);
  });

  it("is put back by one at a time: the first of two stops when the second has begun", async () => {
    const { own } = await nothing();
    let second: Promise<string> | undefined;
    const table = {
      ...own.whole,
      put: async (items: Item[]) => {
        await own.whole.put(items);
        second ??= own.restore(archive);
        await second;
      },
    };
    const first = restoreAll({ table, buckets: own.buckets, folder: archive, by: randomUUID() });
    await expect(first).rejects.toThrow("Någon annan har börjat läsa in samma arkiv här, eller avslutat det");
    expect(await second).toBe("");
    expect((await own.items()).map(lineOf)).toEqual(before.map(lineOf));
  });

  it("is put back although the table takes less at a time than is written", async () => {
    const { portal, own } = await nothing();
    let asked = 0;
    const crowded = {
      send: (command: never) => {
        // Of each five that reach it four are too many.
        asked += 1;
        if (asked % 5 !== 0) throw new ThrottlingException({ message: "too many", $metadata: {} });
        return own.db.send(command);
      },
    };
    const table = wholeTable(crowded as never, portal.table, async () => {});
    await restoreAll({ table, buckets: own.buckets, folder: archive, by: randomUUID() });
    expect((await own.items()).map(lineOf)).toEqual(expect.arrayContaining(before.map(lineOf)));
  });

  it("is not exported before it is whole", async () => {
    const { own } = await nothing();
    await own.whole.beginRestoring("0".repeat(64), "one that was killed");
    const folder = join(dir, "half");
    const asked = exportAll({ table: own.whole, buckets: own.buckets, folder, now });
    await expect(asked).rejects.toThrow("ett arkiv som bara är inläst till hälften");
  });
});
