/**
 * The pages look as they did when somebody last looked at them. When the look changes on purpose: run `APPROVE=1 .ci/conformance pictures`,
 * look at every picture in approved/ that git says has changed, and commit those that are as they should be. What is not, fails here and
 * says where its new picture is.
 */
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { differences, type Picture, pictureIn, pictureInPgm } from "./picture.ts";
import { pictured } from "./pictured.ts";
import { drawn, pageCount } from "./tools.ts";

const approved = join(import.meta.dirname, "approved");
const isApproving = process.env.APPROVE === "1";

type Page = { name: string; file: string; number: number; now: string };

let folder: string;
let pages: Page[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pictures-"));
  pages = [];
  for (const { name, pages: wanted, bytes } of await pictured()) {
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, bytes);
    const count = await pageCount(file);
    for (const each of wanted) {
      const number = each < 0 ? count + 1 + each : each;
      const title = each < 0 ? `${name}-last` : `${name}-${each}`;
      const now = await drawn(file, number, join(folder, title), "pdftocairo");
      pages.push({ name: title, file, number, now });
    }
  }
  if (isApproving) {
    await rm(approved, { recursive: true, force: true });
    await mkdir(approved);
    for (const { name, now } of pages) await writeFile(join(approved, `${name}.png`), await readFile(now));
  }
  await access(approved);
}, 120_000);
// What differs must still be there to be looked at.
let isKept = false;
afterAll(() => (isKept ? undefined : rm(folder, { recursive: true })));

const pictureOf = async (name: string): Promise<Picture> => pictureIn(await readFile(join(approved, `${name}.png`)));

describe("a page", () => {
  it("looks as it did when it was approved", async () => {
    const changed: string[] = [];
    for (const { name, now } of pages) {
      const [first] = differences(await pictureOf(name), pictureIn(await readFile(now)));
      if (first) changed.push(`${now} at ${first.x}, ${first.y}`);
    }
    isKept = changed.length > 0;
    expect(changed).toEqual([]);
  }, 60_000);

  it("is each of those that were approved", async () => {
    expect((await readdir(approved)).sort()).toEqual(pages.map(({ name }) => `${name}.png`).sort());
    expect(pages.length).toBeGreaterThan(8);
  });

  it("looks the same when another program smooths its letters", async () => {
    for (const { name, file, number } of pages) {
      const other = await drawn(file, number, join(folder, `${name}-other`), "pdftoppm");
      expect([name, differences(await pictureOf(name), pictureInPgm(await readFile(other)))]).toEqual([name, []]);
    }
  }, 60_000);
});

describe("a picture is told from one", () => {
  const rows = ({ width, grey }: Picture, from: number, to: number) => grey.subarray(from * width, to * width);
  const made = (picture: Picture, ...parts: Uint8Array[]): Picture => ({
    ...picture,
    grey: Uint8Array.from(Buffer.concat(parts)).subarray(0, picture.grey.length),
  });
  const white = ({ width }: Picture, count: number) => new Uint8Array(width * count).fill(255);
  const isBlank = (picture: Picture, y: number) => rows(picture, y, y + 1).every((grey) => grey > 250);
  /** From the first row of each line of text to the row after its last. */
  function lines(picture: Picture): [from: number, to: number][] {
    const found: [number, number][] = [];
    let from: number | null = null;
    for (let y = 0; y < picture.height; y += 1) {
      if (from === null && !isBlank(picture, y)) from = y;
      if (from !== null && isBlank(picture, y)) {
        if (y - from > 3) found.push([from, y]);
        from = null;
      }
    }
    return found;
  }

  it("whose text stands two pixels lower", async () => {
    for (const { name } of pages) {
      const picture = await pictureOf(name);
      const lower = made(picture, rows(picture, 0, 55), white(picture, 2), rows(picture, 55, picture.height));
      expect([name, differences(picture, lower).length > 0]).toEqual([name, true]);
    }
  });

  it("in which any one line of text is absent", async () => {
    for (const { name } of pages) {
      const picture = await pictureOf(name);
      const found = lines(picture);
      expect(found.length).toBeGreaterThan(5);
      const unnoticed = found.filter(([from, to]) => {
        const parts = [rows(picture, 0, from), white(picture, to - from), rows(picture, to, picture.height)];
        return differences(picture, made(picture, ...parts)).length === 0;
      });
      expect([name, unnoticed]).toEqual([name, []]);
    }
  });

  it("of another size, and from a picture of another page", async () => {
    const [first, second] = await Promise.all([pictureOf("plan-1"), pictureOf("plan-2")]);
    expect(differences(first, { ...first, height: first.height - 1 })).toHaveLength(1);
    expect(differences(first, second).length).toBeGreaterThan(100);
  });
});
