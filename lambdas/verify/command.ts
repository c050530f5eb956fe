/** The command itself: what was asked for, each file in turn, and by which code it ends. */
import { parseArgs } from "node:util";
import type { Instant } from "#domain/deadlines";
import { type Language, languages } from "#domain/language";
import { certificatesIn, readCertificate } from "../seal/certificates.ts";
import { largest } from "../seal/revisions.ts";
import { type Checked, check } from "./check.ts";
import { examine } from "./examine.ts";
import { judgeLog, largestLog, logAsJson, toldOfLog, verdictOfLog } from "./log.ts";
import { asJson, harmless, notOpened, notOpenedAsJson, told, wordsOf } from "./told.ts";

/** `wrongUse` as in sysexits.h. */
export const codes = { valid: 0, invalid: 1, indeterminate: 2, wrongUse: 64 } as const;

export type Machine = {
  /** The first bytes of a file, at most so many. Rejects when it can't be opened. */
  read: (path: string, most: number) => Promise<Uint8Array>;
  write: (line: string) => void;
  complain: (line: string) => void;
  now: Instant;
};

type Asked = {
  files: string[];
  roots: string[];
  at: string | null;
  language: Language;
  json: boolean;
  log: boolean;
  help: boolean;
};

/** `message`: what was wrong, in the language that was asked for, as far as that was understood. */
class WrongUse extends Error {
  readonly language: Language;

  constructor(language: Language, message: string) {
    super(message);
    this.language = language;
  }
}

const options = {
  roots: { type: "string", multiple: true, default: [] as string[] },
  at: { type: "string" },
  language: { type: "string", default: "sv" },
  json: { type: "boolean", default: false },
  log: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new WrongUse("sv", wordsOf.sv.wrongUse.option);
  }
}

/** Throws WrongUse. */
function asked(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const language = languages.find((each) => each === values.language);
  if (!language) throw new WrongUse("sv", wordsOf.sv.wrongUse.language(values.language));
  const { wrongUse } = wordsOf[language];
  const at = values.at === undefined ? null : instantOf(values.at);
  if (values.at !== undefined && at === null) throw new WrongUse(language, wrongUse.at(values.at));
  if (positionals.length === 0 && !values.help) throw new WrongUse(language, wrongUse.noFile);
  const { roots, json, log, help } = values;
  return { files: positionals, roots, at, language, json, log, help };
}

/** A day, which is its midnight in UTC, or a time in UTC; null for what is neither. */
function instantOf(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text)) return null;
  const at = new Date(text);
  // The 31st of February would be the third of March.
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(text.slice(0, 10)) ? null : at.toISOString();
}

const mostOfRoots = 1_000_000;

/** DER of each certificate in a file that is PEM, or else of one in DER. Throws WrongUse. */
async function rootsIn(path: string, { read }: Machine, language: Language): Promise<Uint8Array[]> {
  try {
    const bytes = await read(path, mostOfRoots);
    const inPem = certificatesIn(bytes);
    const found = inPem.length > 0 ? inPem : [bytes];
    for (const each of found) readCertificate(each);
    return found;
  } catch {
    // It can't be opened, or holds something else: whoever gave it has to look.
    throw new WrongUse(language, wordsOf[language].wrongUse.roots(path));
  }
}

/** Verifies files, one at a time; resolves to the code to end by. Only the files and the roots are read, and nothing is fetched. */
export async function command(args: string[], machine: Machine): Promise<number> {
  const { write, complain } = machine;
  try {
    const wish = asked(args);
    if (wish.help) {
      for (const line of wordsOf[wish.language].usage) write(line);
      return codes.valid;
    }
    const roots: Uint8Array[] = [];
    for (const path of wish.roots) roots.push(...(await rootsIn(path, machine, wish.language)));
    const verdicts: Checked["verdict"][] = [];
    for (const [index, file] of wish.files.entries()) {
      if (index > 0 && !wish.json) write("");
      verdicts.push(await judge(file, roots, wish, machine));
    }
    const worst = (["invalid", "indeterminate"] as const).find((each) => verdicts.includes(each));
    return codes[worst ?? "valid"];
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    for (const line of [error.message, "", ...wordsOf[error.language].usage]) complain(harmless(line));
    return codes.wrongUse;
  }
}

async function judge(file: string, roots: Uint8Array[], wish: Asked, machine: Machine): Promise<Checked["verdict"]> {
  const { at, language, json } = wish;
  const { read, write, now } = machine;
  // One byte more than there may be, so that a larger file is told by its size.
  const bytes = await read(file, (wish.log ? largestLog : largest) + 1).catch(() => null);
  if (!bytes) {
    for (const line of json ? [notOpenedAsJson(file)] : notOpened(file, language)) write(line);
    return "indeterminate";
  }
  if (wish.log) {
    const found = judgeLog(bytes);
    for (const line of json ? [logAsJson(file, found)] : toldOfLog(file, found, language)) write(line);
    return verdictOfLog(found);
  }
  const examined = await examine(bytes, { roots, at: at ?? now });
  const checked = check(examined);
  for (const line of json ? [asJson(file, examined, checked)] : told(file, examined, checked, language, at === null))
    write(line);
  return checked.verdict;
}
