/** Everything that can be told of a document by the file alone. Nothing is fetched. */
import { sha256 } from "../seal/certificates.ts";
import { SealError } from "../seal/seal-error.ts";
import { type SealReport, type Trust, timestampExpires, verifySeal } from "../seal/verify.ts";
import { type Pages, pagesAgain } from "./again.ts";
import { type Content, contentOf } from "./content.ts";
import { filesInside, firstRevision, type Inside } from "./read.ts";

/** `absent`: nothing travels inside, as in the copy for archives. */
export type Inner =
  | { kind: "absent" }
  | { kind: "unreadable"; why: string }
  | { kind: "read"; content: Content; pages: Pages };

export type Examined = {
  /** ISO instant by which all of it was judged. */
  at: string;
  /** Whether there was any root to judge the certificates by. */
  hasRoots: boolean;
  size: number;
  /** Of the whole file, in hexadecimal: what /kontrollera knows it by. */
  sha256: string;
  seal: SealReport;
  /** ISO instant until which the newest timestamp's certificate is valid; null without one. */
  until: string | null;
  inner: Inner;
};

/** What `read` gives, or null when the file is not as it has to be for that. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Never throws for what is in the file. Throws SealError `unreadable` for a root that is no certificate. */
export async function examine(bytes: Uint8Array, trust: Trust): Promise<Examined> {
  const seal = verifySeal(bytes, trust);
  return {
    at: new Date(trust.at).toISOString(),
    hasRoots: trust.roots.length > 0,
    size: bytes.length,
    sha256: sha256(bytes).toString("hex"),
    seal,
    until: orNull(() => timestampExpires(bytes)),
    inner: await innerOf(bytes, seal),
  };
}

async function innerOf(bytes: Uint8Array, seal: SealReport): Promise<Inner> {
  let unsigned: Uint8Array;
  let inside: Inside[];
  let content: Content;
  try {
    unsigned = seal.unsigned ? bytes.subarray(0, seal.unsigned.length) : firstRevision(bytes);
    inside = filesInside(unsigned);
    if (inside.length === 0) return { kind: "absent" };
    content = contentOf(inside);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { kind: "unreadable", why: error.message };
  }
  return { kind: "read", content, pages: await pagesOf(content, unsigned, seal) };
}

/**
 * Where something is false already, the pages would only repeat it. And what leads to no root is anybody's: a megabyte of text without a
 * space takes all the memory there is to be laid out.
 */
function pagesOf(content: Content, unsigned: Uint8Array, { verdict, faults }: SealReport): Promise<Pages> | Pages {
  const { counted, stated, receipt } = content.sums;
  const isWhole = content.files.every(({ state }) => state === "same" || state === "absent");
  const isVouchedFor = verdict !== "invalid" && !faults.includes("no-chain");
  if (!isVouchedFor || counted !== stated || counted !== (receipt ?? counted) || !isWhole) return { kind: "not-tried" };
  return pagesAgain(content, unsigned);
}
