import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import { isWhole } from "#domain/chain";
import type { Submission, Version } from "#domain/submission";
import { command, type Ended, hash, reading } from "#tests/backups";
import { type Portal, startPortal } from "../../infra/local/portal.ts";
import { exportAll } from "../../lambdas/backup/export.ts";
import { filesOf, lineOf } from "../../lambdas/backup/lines.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import type { Item } from "../../lambdas/store/whole.ts";

/** Everything that a row may hold, and what is told from the end of a line only by those who look. */
const odd: Item = {
  ...{
    pk: { S: "SUB#2026.W" },
    sk: { S: "NOTE#odd" },
    text: { S: "en\u2028två\u2029tre\r\nfyra\u0085fem\n\u{1F1F8}\u{1F1EA}å" },
  },
  ...{
    number: { N: "-12.5" },
    texts: { SS: ["b", "a"] },
    numbers: { NS: ["10", "9"] },
    yes: { BOOL: true },
    none: { NULL: true },
  },
  inside: { M: { list: { L: [{ S: "" }, { M: {} }, { L: [] }] } } },
};

describe("export, and restore into a portal with nothing in it", () => {
  let dir: string;
  let archive: string;
  let before: Item[];
  let after: Portal;
  let there: ReturnType<typeof reading>;
  let exported: Ended;
  let restored: Ended;
  const started: Portal[] = [];

  const anEmptyPortal = async () => {
    // That of a portal which runs beside it: each is to have a database of its own.
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
    const portal = await startPortal({ port: 0, web: false, seed: async () => {}, handlers: { outbox: {} } });
    started.push(portal);
    return portal;
  };
  const copied = async (name: string) => {
    const copy = join(dir, name);
    await cp(archive, copy, { recursive: true });
    return copy;
  };
  const checksumIn = ({ out }: Ended) => out.trim().split("\n").at(-1) ?? "";

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "rss-backup-"));
    archive = join(dir, "archive");
    // In November last year's plans are decided on and some reports are in, with all their documents.
    const first = await startPortal({ port: 0, web: false, at: "2026-11-26T09:00:00.000Z" });
    await first.stream.idle();
    const from = reading(first);
    await from.whole.put([odd]);
    before = await from.items();
    exported = await command("export", first.env, archive);
    from.stop();
    // Wiped: it was in memory.
    await first.stop();
    after = await anEmptyPortal();
    restored = await command("restore", after.env, archive, "--checksum", checksumIn(exported));
    there = reading(after);
  }, 120_000);
  afterAll(async () => {
    there?.stop();
    for (const portal of started) await portal.stop();
    await rm(dir, { recursive: true });
  });

  it("tell what they did, and the checksum by which the archive is known", () => {
    expect([exported.code, exported.err, restored.code, restored.err]).toEqual([0, "", 0, ""]);
    expect(exported.out).toContain(`${before.length} rader`);
    expect(checksumIn(exported)).toMatch(/^[0-9a-f]{64}$/);
    expect(restored.out).toContain(`${before.length} rader`);
  });

  it("bring back every row as it was", async () => {
    expect(before.length).toBeGreaterThan(400);
    expect((await there.items()).map(lineOf)).toEqual(before.map(lineOf));
    expect((await there.items()).map(lineOf)).toContain(lineOf(odd));
  });

  it("bring back every submission with its versions and events, each with the hash it had and an unbroken chain", async () => {
    const rows = (await there.items()).map((item) => unmarshall(item));
    const store = submissionStore(there.db, after.table);
    const heads = rows.filter(({ sk }) => sk === "HEAD") as Submission[];
    expect(heads.length).toBeGreaterThanOrEqual(42);
    for (const { id, seq, tip } of heads) {
      const events = (await store.events(id)).map(({ event }) => event);
      expect([id, isWhole(id, events, { seq, tip }, hash)]).toEqual([id, true]);
    }
    const versions = rows.filter(({ sk }) => String(sk).startsWith("V#"));
    expect(versions.length).toBeGreaterThanOrEqual(4);
    for (const { pk, sk, ...version } of versions) {
      const { hash: own, ...content } = version as Version;
      expect([pk, sk, hash(canonical(content))]).toEqual([pk, sk, own]);
    }
  });

  it("bring back every file, under the version that rows, events and signatures name", async () => {
    const files = before.flatMap(filesOf);
    expect(files.length).toBeGreaterThanOrEqual(20);
    for (const { key, object, sha256 } of files)
      expect([key, await there.sums(key, object)]).toEqual([key, [sha256, sha256]]);
  });

  it("give nothing out for a version that never was", async () => {
    const [file] = before.flatMap(filesOf);
    await expect(there.read(file?.key ?? "", "another")).rejects.toThrow();
    await expect(there.link(file?.key ?? "", "another")).rejects.toThrow();
  });

  it("make the same archive again of what was restored", async () => {
    const again = join(dir, "again");
    expect((await command("export", after.env, again)).err).toBe("");
    const about = async (folder: string) => {
      const { made, ...rest } = JSON.parse(await readFile(join(folder, "archive.json"), "utf8"));
      const files = (await readdir(join(folder, "files"), { recursive: true })).filter((name) => name.includes("/"));
      return { ...rest, kept: files.length, names: files };
    };
    // Of the seal's certificates each portal has its own.
    const [one, other] = [await about(archive), await about(again)];
    expect({ ...other, names: [] }).toEqual({ ...one, names: [] });
    expect(other.names.filter((name: string) => !one.names.includes(name)).length).toBeLessThanOrEqual(2);
  });

  it("refuse a table that is not empty, and a folder that is not", async () => {
    const { code, err } = await command("restore", after.env, archive);
    expect([code, err]).toEqual([1, expect.stringContaining("Tabellen är inte tom")]);
    const filled = await command("export", after.env, archive);
    expect([filled.code, filled.err]).toEqual([1, expect.stringContaining("är inte tom")]);
  });

  describe("refuse an archive", () => {
    let nothing: ReturnType<typeof reading>;
    beforeAll(async () => {
      nothing = reading(await anEmptyPortal());
    });
    afterAll(() => nothing.stop());

    const aFileIn = async (folder: string) => {
      const [place = ""] = (await readdir(join(folder, "files"), { recursive: true })).filter((each) =>
        /\//.test(each),
      );
      return join("files", place);
    };

    it.each<[what: string, harm: (folder: string) => Promise<unknown>, said: RegExp]>([
      [
        "one of whose rows was changed",
        async (folder) => {
          const path = join(folder, "rows/000001.jsonl");
          await writeFile(path, (await readFile(path, "utf8")).replace("400000", "900000"));
        },
        /rows\/000001\.jsonl i .* är inte vad som exporterades: .*Ta en annan kopia/,
      ],
      [
        "one of whose files was changed",
        async (folder) => appendFile(join(folder, await aFileIn(folder)), " "),
        /files\/.* är inte vad som exporterades/,
      ],
      [
        "one of whose files is missing",
        async (folder) => rm(join(folder, await aFileIn(folder))),
        /files\/.* saknas i/,
      ],
      [
        "whose export did not come to its end",
        (folder) => rm(join(folder, "SHA256SUMS")),
        /har ingen SHA256SUMS: det är inget arkiv/,
      ],
      [
        "whose manifest was made anew over a row less",
        async (folder) => {
          const path = join(folder, "rows/000001.jsonl");
          const [, ...rest] = (await readFile(path, "utf8")).split("\n");
          await writeFile(path, rest.join("\n"));
          const sums = await readFile(join(folder, "SHA256SUMS"), "utf8");
          const anew = sums.replace(/^.*rows\/000001/m, `${hash(rest.join("\n"))}  rows/000001`);
          await writeFile(join(folder, "SHA256SUMS"), anew);
        },
        /har inte allt som exporterades: \d+ av \d+ rader/,
      ],
      [
        "with a file that nobody exported",
        async (folder) => {
          await mkdir(join(folder, "files/zz"));
          await writeFile(join(folder, "files/zz/more"), "");
        },
        /files\/zz\/more ligger i .* men står inte i SHA256SUMS.*Flytta undan den/,
      ],
      [
        "whose manifest was cut off",
        async (folder) => {
          const path = join(folder, "SHA256SUMS");
          await writeFile(path, (await readFile(path, "utf8")).split("\n").slice(0, -2).join("\n"));
        },
        /SHA256SUMS i .* utelämnar filer/,
      ],
      [
        "of a later version, whatever else is in it",
        async (folder) => {
          await writeFile(join(folder, "archive.json"), '{"format":"rss-portalen 2"}');
          await appendFile(join(folder, "SHA256SUMS"), `${"0".repeat(64)}  index.bin\n`);
        },
        /ett format som den här versionen av portalen inte läser \(rss-portalen 2\)/,
      ],
      [
        "whose manifest leads out of it",
        (folder) => appendFile(join(folder, "SHA256SUMS"), `${"0".repeat(64)}  ../../etc/passwd\n`),
        /har en rad som ingen export skriver/,
      ],
    ])("%s, and write nothing", async (what, harm, said) => {
      const folder = await copied(hash(what).slice(0, 8));
      await harm(folder);
      expect(await nothing.restore(folder)).toMatch(said);
      expect(await nothing.items()).toEqual([]);
    });

    it("that is not the one whose checksum is given", async () => {
      expect(await nothing.restore(archive, "0".repeat(64))).toContain("är inte den vars kontrollsumma du angav");
      expect(await nothing.items()).toEqual([]);
    });
  });

  it("go on where they were stopped, and not with another archive", async () => {
    const half = await anEmptyPortal();
    const own = reading(half);
    await own.whole.beginRestoring("0".repeat(64), "another");
    await own.whole.put(before.slice(0, 40));
    expect(await own.restore(archive)).toContain("Här är ett annat arkiv inläst till hälften");
    await own.whole.endRestoring("another");
    await own.whole.beginRestoring(checksumIn(exported), "one that was killed");
    expect(await own.restore(archive)).toBe("");
    expect((await own.items()).map(lineOf)).toEqual(before.map(lineOf));
    expect(await own.whole.restoring()).toBeNull();
    own.stop();
  });

  it("export nothing that has changed while it was read", async () => {
    const portal = await anEmptyPortal();
    const own = reading(portal);
    await own.whole.put(before.slice(0, 40));
    let read = 0;
    const table = {
      restoring: own.whole.restoring,
      async *pages() {
        // Somebody saves between the first reading and the second.
        if (read++ === 1) await own.whole.put(before.slice(40, 41));
        yield* own.whole.pages();
      },
    };
    const folder = join(dir, "moving");
    const asked = exportAll({ table, buckets: own.buckets, folder, now: "2026-11-26T09:00:00.000Z" });
    await expect(asked).rejects.toThrow("Något skrevs medan tabellen lästes");
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
    own.stop();
  });

  it("export nothing when a file is not what its row says", async () => {
    const Item = { pk: { S: "SUB#2021.W" }, sk: { S: "FILE#x" }, key: { S: "attachments/2021.W/x" } };
    const row = { ...Item, object: { S: "1" }, sha256: { S: "0".repeat(64) } };
    await there.db.send(new PutItemCommand({ TableName: after.table, Item: row }));
    const folder = join(dir, "lost");
    const { code, err } = await command("export", after.env, folder);
    expect([code, err]).toEqual([1, expect.stringContaining("attachments/2021.W/x")]);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });

  it("say in a line what AWS said, when there is no such table", async () => {
    const { code, err } = await command("export", { ...after.env, TABLE: "another" }, join(dir, "none"));
    expect([code, err]).toEqual([1, expect.stringMatching(/^AWS svarade: ResourceNotFoundException .*\n$/)]);
    await expect(readdir(join(dir, "none"))).rejects.toThrow("ENOENT");
  });

  it("say in a line what is wrong with the folder, in the language that is asked for", async () => {
    await writeFile(join(dir, "a-file"), "");
    const below = join(dir, "a-file", "archive");
    const swedish = await command("export", after.env, below);
    expect([swedish.code, swedish.err]).toEqual([1, expect.stringMatching(/^Mappen går inte att .*ENOTDIR.*\n$/)]);
    const english = await command("restore", after.env, join(dir, "nowhere"), "--language", "en");
    expect([english.code, english.err]).toEqual([1, expect.stringMatching(/^.* has no SHA256SUMS: .*\n$/)]);
  });

  it("say how they are used", async () => {
    expect(await command("export", after.env)).toMatchObject({
      code: 64,
      err: "npm run -s export -- MAPP [--language sv|en]\n",
    });
    const { TABLE, ...less } = after.env;
    expect(TABLE).toBe(after.table);
    expect(await command("restore", less, archive)).toMatchObject({
      code: 64,
      err: expect.stringMatching(/^TABLE saknas/),
    });
  });
});
