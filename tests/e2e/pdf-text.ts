/** The words of one of our PDFs, by its own character maps: a reader small enough for a test, and none of the product's code. */
import { inflateSync } from "node:zlib";

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** Every stream of the file, inflated where it is deflated, with the dictionary it belongs to. Its length counts: its last byte may be a line end. */
function streamsOf(pdf: string): { dictionary: string; data: string }[] {
  return [...pdf.matchAll(/<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n/g)].map((found) => {
    const [start, dictionary = ""] = [found.index + found[0].length, found[1]];
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const raw = pdf.slice(start, start + length);
    if (!/^\r?\nendstream/.test(pdf.slice(start + length))) throw new Error("a stream of another length than it says");
    return {
      dictionary,
      data: /FlateDecode/.test(dictionary) ? latin1(inflateSync(Buffer.from(raw, "latin1"))) : raw,
    };
  });
}

const utf16 = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** Code to text from every ToUnicode map. Our subsets number glyphs alike in no two fonts, so each map is kept apart. */
function mapsOf(streams: { data: string }[]): Map<string, string>[] {
  return streams
    .filter(({ data }) => data.includes("begincmap"))
    .map(({ data }) => {
      const map = new Map<string, string>();
      for (const [, block = ""] of data.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
        for (const [, code = "", text = ""] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) {
          map.set(code.toLowerCase(), utf16(text));
        }
      }
      return map;
    });
}

/**
 * For each map, the text that all shown strings would have in that font, without white space. What a page says in one face is
 * found whole in that face's text.
 */
export function textsOf(bytes: Uint8Array): string[] {
  const streams = streamsOf(latin1(bytes));
  const pages = streams.filter(({ data }) => /\bBT\b/.test(data)).map(({ data }) => data);
  return mapsOf(streams).map((map) =>
    pages
      .flatMap((page) => [...page.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = ""]) => hex.toLowerCase()))
      .map((hex) => (hex.match(/.{4}/g) ?? []).map((code) => map.get(code) ?? "").join(""))
      .join("")
      .replace(/\s/g, ""),
  );
}
