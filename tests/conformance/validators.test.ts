/** A validator that cannot say no is worth nothing: each is shown what is good, and then what is not. */
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PDFDocument } from "pdf-lib";
import { type Authority, anAuthority, sealedUnder } from "./authority.ts";
import { partsOf } from "./cms.ts";
import { judges, nssDatabase, opensslCms, opensslTs, pdfsig, type Trust } from "./signatures.ts";
import { aSmallestArchive } from "./smallest-archive.ts";
import { qpdf, verapdf } from "./tools.ts";

let folder: string;
let authority: Authority;
let good: string;
let flipped: string;
let stranger: Authority;
let late: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "validators-"));
  authority = await anAuthority(at("ours"));
  stranger = await anAuthority(at("theirs"));
  await writeFile(at("page.pdf"), await aSmallestArchive({ marked: true }));
  good = at("good.pdf");
  await sealedUnder(authority, at("page.pdf"), good);
  const bytes = await readFile(good);
  // In the page's own title, well inside what is signed.
  const place = bytes.indexOf("dc:title");
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  flipped = at("flipped.pdf");
  await writeFile(flipped, bytes);
  await stranger.revoke();
  late = at("late.pdf");
  await sealedUnder(stranger, at("page.pdf"), late);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const wrong = (about: string) => expect.arrayContaining([expect.stringMatching(about)]);

describe.each(judges())("%s", (_, judge) => {
  const said = async (file: string, trust: Trust) => (await judge([file], trust))[0]?.wrong;
  const under = ({ root }: Authority): Trust => ({ roots: [root], revoked: [] });

  it("finds nothing wrong with a good seal, whether or not it is told who is revoked", async () => {
    expect(await said(good, under(authority))).toEqual([]);
    expect(await said(good, { ...under(authority), revoked: [await authority.revoked()] })).toEqual([]);
  }, 60_000);

  it("says no to a seal by who was revoked before, once it is told", async () => {
    expect(await said(late, under(stranger))).toEqual([]);
    expect(await said(late, { ...under(stranger), revoked: [await stranger.revoked()] })).toEqual(
      wrong("unknown|REVOKED"),
    );
  }, 60_000);

  it("says no to one flipped bit in what is signed", async () => {
    expect(await said(flipped, under(authority))).toEqual(wrong("changed after|HASH_FAILURE"));
  }, 60_000);

  it("says no under another root", async () => {
    expect(await said(good, under(stranger))).toEqual(wrong("unknown|NO_CERTIFICATE_CHAIN_FOUND"));
  }, 60_000);

  it("says no to what has no seal, and to what is no PDF", async () => {
    await writeFile(at("text.pdf"), "no PDF");
    expect(await said(at("page.pdf"), under(authority))).toEqual(wrong("no signature|NO_SIGNATURE"));
    expect(await said(at("text.pdf"), under(authority))).toEqual(wrong("."));
  }, 60_000);

  it("says no to what was put behind the seal", async () => {
    const longer = at("longer.pdf");
    await writeFile(longer, await readFile(good));
    await appendFile(longer, "% and the head of RSS owes me money\n");
    expect(await said(longer, under(authority))).toEqual(wrong("."));
  }, 60_000);

  it("judges many at once, each by itself and in their order", async () => {
    const judgements = await judge([flipped, good, flipped], under(authority));
    expect(judgements.map(({ file, wrong: found }) => [file, found.length === 0])).toEqual([
      [flipped, false],
      [good, true],
      [flipped, false],
    ]);
  }, 60_000);
});

describe("pdfsig", () => {
  it("takes a good seal, and neither a flipped bit nor another root", async () => {
    const [ours, theirs] = [at("nss-ours"), at("nss-theirs")];
    const database = await nssDatabase(ours, [authority.root]);
    expect((await pdfsig(good, database)).wrong).toEqual([]);
    expect((await pdfsig(flipped, database)).wrong).toEqual(wrong("Digest Mismatch"));
    expect((await pdfsig(good, await nssDatabase(theirs, [stranger.root]))).wrong).toEqual(wrong("Certificate"));
    expect((await pdfsig(at("page.pdf"), database)).wrong).toEqual(wrong("0 signatures"));
  }, 60_000);
});

describe("OpenSSL", () => {
  it("takes a good signature, and neither a flipped bit nor another root", async () => {
    const { cms, content } = partsOf(await readFile(good));
    expect(await opensslCms(cms, content, [authority.root])).toEqual([]);
    expect(await opensslCms(cms, partsOf(await readFile(flipped)).content, [authority.root])).toEqual(
      wrong("verification failure"),
    );
    expect(await opensslCms(cms, content, [stranger.root])).toEqual(wrong("certificate"));
  });

  it("takes a good timestamp, and neither on another value nor under another root", async () => {
    const { stamp, value } = partsOf(await readFile(good));
    const token = stamp ?? new Uint8Array();
    expect(await opensslTs(token, value, [authority.root])).toEqual([]);
    expect(
      await opensslTs(
        token,
        value.map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
        [authority.root],
      ),
    ).toEqual(wrong("imprint"));
    expect(await opensslTs(token, value, [stranger.root])).toEqual(wrong("."));
  });
});

describe("veraPDF", () => {
  it.each([
    ["3a", "6.7.2.2"],
    ["ua1", "6.2"],
  ] as const)(
    "takes the smallest file that %s allows, and names the clause of one that is not marked",
    async (flavour, clause) => {
      const unmarked = at(`unmarked-${flavour}.pdf`);
      await writeFile(unmarked, await aSmallestArchive({ marked: false }));
      await writeFile(at("text.pdf"), "no PDF");
      const [first, second, third] = await verapdf([at("page.pdf"), unmarked, at("text.pdf")], flavour);
      expect(first).toEqual({ file: at("page.pdf"), compliant: true, failures: [] });
      expect(second).toMatchObject({ compliant: false, failures: [{ clause }] });
      expect(third?.compliant).toBe(false);
    },
    60_000,
  );
});

describe("qpdf", () => {
  it("takes a whole file, and not one that lacks its end", async () => {
    expect(await qpdf(good)).toBe("");
    const cut = at("cut.pdf");
    await writeFile(cut, (await (await PDFDocument.create()).save()).subarray(0, -60));
    expect(await qpdf(cut)).not.toBe("");
  });
});
