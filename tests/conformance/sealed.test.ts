import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { partsOf } from "./cms.ts";
import { corpus } from "./corpus.ts";
import { type Sealed, sealed } from "./sealing.ts";
import { type Judgement, judges, nssDatabase, opensslCms, opensslTs, pdfsig } from "./signatures.ts";
import { qpdf, table, verapdf } from "./tools.ts";

let folder: string;
let made: Sealed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  // The seal knows nothing of what it seals, and DSS looks at every page: ten at random are enough.
  made = await sealed(await corpus(join(folder, "corpus"), 10), join(folder, "sealed"));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const bad = (judgements: Judgement[]) => judgements.filter(({ wrong }) => wrong.length > 0);
async function ofEach(judge: (path: string) => Promise<string[]>): Promise<Judgement[]> {
  const all: Judgement[] = [];
  for (const file of made.paths) all.push({ file, wrong: await judge(file) });
  return bad(all);
}

describe("every sealed document", () => {
  it.each(judges())(
    "is valid, trusted under the root and at level B-T by the word of %s",
    async (_, judge) => {
      const judgements = await judge(made.paths, made.trust);
      expect(judgements).toHaveLength(made.paths.length);
      expect(bad(judgements)).toEqual([]);
    },
    300_000,
  );

  it("is valid and trusted by pdfsig's word", async () => {
    const database = await nssDatabase(folder, made.trust.roots);
    expect(await ofEach(async (path) => (await pdfsig(path, database)).wrong)).toEqual([]);
  }, 120_000);

  it("has a signature that OpenSSL takes, certificate and all", async () => {
    const judge = async (path: string) => {
      const { cms, content } = partsOf(await readFile(path));
      return opensslCms(cms, content, made.trust.roots);
    };
    expect(await ofEach(judge)).toEqual([]);
  }, 120_000);

  it("has a timestamp on the signature that OpenSSL takes", async () => {
    const judge = async (path: string) => {
      const { stamp, value } = partsOf(await readFile(path));
      return stamp ? opensslTs(stamp, value, made.trust.roots) : ["no timestamp"];
    };
    expect(await ofEach(judge)).toEqual([]);
  }, 120_000);

  it.each([
    ["PDF/A-3a", "3a"],
    ["PDF/UA-1", "ua1"],
  ] as const)(
    "is still %s by veraPDF's word",
    async (_, flavour) => {
      const reports = await verapdf(made.paths, flavour);
      expect(table(reports)).toBe("");
      expect(reports.filter(({ compliant }) => !compliant)).toEqual([]);
    },
    300_000,
  );

  it("leaves qpdf nothing to remark on", async () => {
    expect(await ofEach(async (path) => [await qpdf(path)].filter(Boolean))).toEqual([]);
  }, 120_000);
});
