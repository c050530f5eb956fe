import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { seededRandom } from "#tests/weather";
import { partsOf } from "./cms.ts";
import { corpus, decisionCorpus } from "./corpus.ts";
import { type Sealed, sealed } from "./sealing.ts";
import { type Judgement, judges, nssDatabase, opensslCms, opensslTs, pdfsig, type Trust } from "./signatures.ts";
import { embeddedIn, qpdf, table, verapdf } from "./tools.ts";

let folder: string;
let documents: Awaited<ReturnType<typeof all>>;
const all = async (into: string) => [...(await corpus(into, 10)), ...(await decisionCorpus(into))];
let made: Sealed;
let database: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  // The seal knows nothing of what it seals, and DSS looks at every page: ten at random are enough.
  documents = await all(join(folder, "corpus"));
  made = await sealed(documents, join(folder, "sealed"));
  database = await nssDatabase(join(folder, "nss"), made.trust.roots);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const bad = (judgements: Judgement[]) => judgements.filter(({ wrong }) => wrong.length > 0);
const saying = (reason: Error) => [reason.message];

const cmsOf = async (path: string, { roots }: Trust) => {
  const { cms, content } = partsOf(await readFile(path));
  return opensslCms(cms, content, roots);
};
const stampOf = async (path: string, { roots }: Trust) => {
  const { stamp, value } = partsOf(await readFile(path));
  return stamp ? opensslTs(stamp, value, roots) : ["no timestamp"];
};
const byPdfsig = async (path: string) => (await pdfsig(path, database)).wrong;

async function ofEach(paths: string[], judge: (path: string, trust: Trust) => Promise<string[]>): Promise<Judgement[]> {
  const all: Judgement[] = [];
  for (const file of paths) all.push({ file, wrong: await judge(file, made.trust).catch(saying) });
  return all;
}

async function isCompliant(paths: string[], flavour: Parameters<typeof verapdf>[1]): Promise<void> {
  const reports = await verapdf(paths, flavour);
  expect(table(reports)).toBe("");
  expect(reports.filter(({ compliant }) => !compliant)).toEqual([]);
}

const leavesQpdfNothing = async (paths: string[]) =>
  expect(bad(await ofEach(paths, async (path) => [await qpdf(path)].filter(Boolean)))).toEqual([]);

describe("every sealed document", () => {
  it.each(judges())(
    "is valid, trusted under the root and at level B-T by the word of %s",
    async (_, judge) => {
      const judgements = await judge(made.paths("B-T"), made.trust);
      expect(judgements).toHaveLength(33);
      expect(bad(judgements)).toEqual([]);
    },
    600_000,
  );

  it("is valid and trusted by pdfsig's word", async () => {
    expect(bad(await ofEach(made.paths("B-T"), byPdfsig))).toEqual([]);
  }, 300_000);

  it("has a signature that OpenSSL takes, certificate and all", async () => {
    expect(bad(await ofEach(made.paths("B-T"), cmsOf))).toEqual([]);
  }, 300_000);

  it("has a timestamp on the signature that OpenSSL takes", async () => {
    expect(bad(await ofEach(made.paths("B-T"), stampOf))).toEqual([]);
  }, 300_000);

  it.each([
    ["PDF/A-3a", "3a"],
    ["PDF/UA-1", "ua1"],
  ] as const)("is still %s by veraPDF's word", (_, flavour) => isCompliant(made.paths("B-T"), flavour), 600_000);

  it("leaves qpdf nothing to remark on", () => leavesQpdfNothing(made.paths("B-T")), 300_000);
});

describe("one flipped bit anywhere in what is sealed", () => {
  let flipped: string[];

  /** Places in what comes before the signature, and as many after it. */
  function places(bytes: Buffer, each: number): number[] {
    const { before, after } = partsOf(bytes);
    const random = seededRandom(20_210_531);
    return [before, after].flatMap(({ from, length }) =>
      Array.from({ length: each }, () => from + Math.floor(random() * length)),
    );
  }

  beforeAll(async () => {
    const [, , , , , , , path = ""] = made.paths("B-T");
    const bytes = await readFile(path);
    const random = seededRandom(7);
    flipped = await Promise.all(
      places(bytes, 6).map(async (place) => {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ (1 << Math.floor(random() * 8));
        const target = join(folder, `flipped-${place}.pdf`);
        await writeFile(target, changed);
        return target;
      }),
    );
  });

  const tolerated = (judgements: Judgement[]) => {
    expect(judgements).toHaveLength(12);
    return judgements.filter(({ wrong }) => wrong.length === 0);
  };

  it.each(judges())(
    "is noticed by %s",
    async (_, judge) => expect(tolerated(await judge(flipped, made.trust))).toEqual([]),
    300_000,
  );

  it.each([
    ["pdfsig", byPdfsig],
    ["OpenSSL", cmsOf],
  ] as const)(
    "is noticed by %s",
    async (_, judge) => expect(tolerated(await ofEach(flipped, judge))).toEqual([]),
    120_000,
  );
});

describe("a document that is kept", () => {
  let kept: Sealed;
  beforeAll(async () => {
    const chosen = documents.filter(({ name }) => /^\S+ (short|with three files|granted)$/.test(name));
    kept = await sealed(chosen, join(folder, "kept"), { throughout: true });
    expect(kept.paths("B-LT")).toHaveLength(5);
  }, 120_000);

  describe.each(["B-LT", "B-LTA"] as const)("at level %s", (level) => {
    it.each(judges())(
      "is valid by the word of %s, by what the file itself brings",
      async (_, judge) => {
        expect(bad(await judge(kept.paths(level), { ...kept.trust, revoked: "inside" }, level))).toEqual([]);
      },
      300_000,
    );

    it.each([
      ["PDF/A-3a", "3a"],
      ["PDF/UA-1", "ua1"],
    ] as const)("is still %s by veraPDF's word", (_, flavour) => isCompliant(kept.paths(level), flavour), 300_000);

    it("leaves qpdf nothing to remark on", () => leavesQpdfNothing(kept.paths(level)), 120_000);
  });

  it.each(judges())(
    "is not taken for more than it is by %s",
    async (_, judge) => {
      const inside: Trust = { ...kept.trust, revoked: "inside" };
      const [low, high] = await Promise.all([
        judge(kept.paths("B-T"), inside, "B-LT"),
        judge(kept.paths("B-LT"), inside, "B-LTA"),
      ]);
      expect([...low, ...high].filter(({ wrong }) => wrong.length === 0)).toEqual([]);
    },
    300_000,
  );

  it.each(judges())(
    "has its last time stamp over all of it, or %s says so",
    async (_, judge) => {
      const later = await Promise.all(
        kept.paths("B-LTA").map(async (path, index) => {
          const bytes = await readFile(path);
          // In a certificate that was added behind the seal: the seal itself has its own and needs it not.
          const place = bytes.lastIndexOf("Provtid");
          bytes[place] = (bytes[place] ?? 0) ^ 1;
          const target = join(folder, `later-${index}.pdf`);
          await writeFile(target, bytes);
          return target;
        }),
      );
      const judgements = await judge(later, { ...kept.trust, revoked: "inside" }, "B-LTA");
      expect(judgements.filter(({ wrong }) => wrong.length === 0)).toEqual([]);
    },
    300_000,
  );

  describe("in the archive's copy", () => {
    it.each([
      ["PDF/A-2a", "2a"],
      ["PDF/UA-1", "ua1"],
    ] as const)("is %s by veraPDF's word", (_, flavour) => isCompliant(kept.paths("archive"), flavour), 300_000);

    it.each(judges())(
      "is sealed at level B-T by the word of %s",
      async (_, judge) => expect(bad(await judge(kept.paths("archive"), kept.trust))).toEqual([]),
      300_000,
    );

    it("has nothing embedded, where the document has all of its files", async () => {
      expect(await Promise.all(kept.paths("archive").map(embeddedIn))).toEqual([0, 0, 0, 0, 0]);
      expect(await Promise.all(kept.paths("B-T").map(embeddedIn))).toEqual([2, 5, 2, 5, 2]);
    });

    it("leaves qpdf nothing to remark on", () => leavesQpdfNothing(kept.paths("archive")), 120_000);
  });
});
