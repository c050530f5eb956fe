/** Whether a log that the portal gave away is whole, by the file alone: of a submission, a round, or the register. */
import { createHash } from "node:crypto";
import { type ChainVerdict, type GivenChain, verifyGiven } from "#domain/chain";
import type { Language } from "#domain/language";
import type { Checked } from "./check.ts";
import { harmless, line, wordsOf, wrapped } from "./told.ts";

/** Bytes: a hundred thousand events. */
export const largestLog = 64_000_000;

type Judged = { chain: GivenChain; verdict: ChainVerdict } | null;

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** The chain in what the portal answers of a log, or alone; null for anything else. */
export function judgeLog(bytes: Uint8Array): Judged {
  if (bytes.length > largestLog) return null;
  try {
    const read = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const chain = read?.chain ?? read;
    if (!isChain(chain)) return null;
    return { chain, verdict: verifyGiven(chain, hash) };
  } catch {
    // No JSON, or with numbers or depths that no event of the portal's has.
    return null;
  }
}

function isChain(value: unknown): value is GivenChain {
  const { id, seq, tip, events } = (value ?? {}) as Record<string, unknown>;
  const isEvent = (each: unknown) =>
    typeof each === "object" && each !== null && typeof (each as { hash?: unknown }).hash === "string";
  return (
    typeof id === "string" &&
    typeof seq === "number" &&
    typeof tip === "string" &&
    Array.isArray(events) &&
    events.every(isEvent)
  );
}

export const verdictOfLog = (found: Judged): Checked["verdict"] =>
  found === null ? "indeterminate" : found.verdict.kind === "whole" ? "valid" : "invalid";

export const logAsJson = (file: string, found: Judged): string =>
  line({
    ...{ file, verdict: verdictOfLog(found) },
    ...(found ? { log: { id: found.chain.id, seq: found.chain.seq, tip: found.chain.tip, ...found.verdict } } : {}),
  });

export function toldOfLog(file: string, found: Judged, language: Language): string[] {
  const words = wordsOf[language].log;
  if (!found) return [file, words.unreadable].map(harmless);
  const { chain, verdict } = found;
  const isWhole = verdict.kind === "whole";
  return [
    file,
    isWhole ? words.whole : words.broken(verdict.at),
    "",
    words.of(chain.id, chain.events.length),
    ...(isWhole && verdict.withheld > 0 ? [words.withheld(verdict.withheld)] : []),
    ...(isWhole ? [words.tip(chain.tip), words.compare] : []),
  ].flatMap((each) => wrapped(harmless(each)));
}
