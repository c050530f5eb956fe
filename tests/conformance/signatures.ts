/** Others' programs that judge a seal in a PDF: pyHanko, EU DSS, pdfsig and OpenSSL. Each answers with what is wrong, and nothing when nothing is. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { place, run } from "./tools.ts";

/**
 * Certificates trusted as they stand (PEM files), and lists of those revoked (DER files): without a list nobody asks whether one is;
 * "inside": what the file itself brings must do.
 */
export type Trust = { roots: string[]; revoked: string[] | "inside" };

/** `wrong` is empty for a file with one valid PAdES seal at the level asked for, trusted, over all of the file but itself. */
export type Judgement = { file: string; wrong: string[] };

/** Above B-T a file has been added to since it was sealed, and at B-LTA the last time stamp is over all of it. */
export type Sealed = "B-T" | "B-LT" | "B-LTA";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const options = ({ roots, revoked }: Trust) => [
  ...roots.flatMap((root) => ["--root", root]),
  ...(revoked === "inside" ? ["--inside"] : revoked.flatMap((list) => ["--crl", list])),
];

type Demand = [met: boolean, otherwise: string];
const unmet = (demands: Demand[]) => demands.flatMap(([met, otherwise]) => (met ? [] : [otherwise]));

type Seen = {
  filter: string;
  intact: boolean;
  trusted: boolean;
  coverage: string;
  changes: string;
  stamped: boolean;
  ok: boolean;
  summary: string;
  overTime?: string;
  stampedOverAll?: boolean;
};

async function pyhanko(files: string[], trust: Trust, level: Sealed = "B-T"): Promise<Judgement[]> {
  const given = [here("pyhanko_judge.py"), "validate", ...options(trust), ...files];
  const { code, out, err } = await run(String(place("PYHANKO")), given);
  if (code !== 0) throw new Error(`pyHanko gave no verdict: ${err}`);
  const found: { file: string; signatures: Seen[]; error?: string }[] = JSON.parse(out);
  const [coverage, changes] = level === "B-T" ? ["ENTIRE_FILE", "NONE"] : ["ENTIRE_REVISION", "LTA_UPDATES"];
  return found.map(({ file, signatures, error }) => {
    const [seen, ...more] = signatures;
    if (!seen) return { file, wrong: [error ?? "no signature"] };
    const wrong = unmet([
      [more.length === 0, "more than one signature"],
      [seen.filter === "/ETSI.CAdES.detached", `no PAdES signature: ${seen.filter}`],
      [seen.intact, "changed after it was sealed"],
      [seen.trusted, "sealed by somebody unknown"],
      [seen.coverage === coverage, `not all of the file is sealed: ${seen.coverage}`],
      [seen.changes === changes, `added to: ${seen.changes}`],
      [seen.stamped, "no valid timestamp"],
      [seen.ok, seen.summary],
      [level !== "B-LTA" || seen.overTime === "OK", `over time: ${seen.overTime}`],
      [level !== "B-LTA" || seen.stampedOverAll === true, "no valid timestamp over all of it"],
    ]);
    return { file, wrong };
  });
}

/** What DSS warns of when an authority has no address of its own, as a trial one. Any other warning is something wrong. */
const withoutAddress = ["The authority info access is not present!", "The revocation info access is not present!"];

/** How many time stamps there are at each level: one of the seal, and at B-LTA one of the whole. */
const stampsAt: Record<Sealed, string> = { "B-T": "PASSED", "B-LT": "PASSED", "B-LTA": "PASSED+PASSED" };

/** DSS tells two levels of bad: failed, and nothing certain. Both are wrong here. Its program is compiled as it starts, which needs a JDK. */
async function dss(files: string[], trust: Trust, level: Sealed = "B-T"): Promise<Judgement[]> {
  const given = ["-cp", String(place("DSS")), here("Validate.java"), ...options(trust), ...files];
  const { code, out, err } = await run("java", given);
  if (code !== 0) throw new Error(`DSS gave no verdict: ${err}`);
  const rows = out.split("\n").map((line) => line.split("\t"));
  // What was added behind the seal makes a part of what was the whole.
  const whole = level === "B-T" ? "FULL" : "PARTIAL";
  return files.map((file) => {
    const [row, ...more] = rows.filter(([named]) => named === file);
    const [, indication = "nothing said", sub = "", reached = "", scope = "", stamps = "", why = ""] = row ?? [];
    const remarks = why.split("; ").filter((remark) => remark && !withoutAddress.includes(remark));
    const wrong = [
      ...(indication === "TOTAL_PASSED" ? remarks : [`${indication} ${sub} ${why}`.trim()]),
      ...unmet([
        [reached === `PAdES_BASELINE_${level.slice(2)}`, `level ${reached || "none"}`],
        [scope === whole, `not all of the file is sealed: ${scope || "none"}`],
        [stamps === stampsAt[level], `timestamps: ${stamps || "none"}`],
        [more.length === 0, "more than one signature"],
      ]),
    ];
    return { file, wrong };
  });
}

type Judge = (files: string[], trust: Trust, level?: Sealed) => Promise<Judgement[]>;

/** Those of pyHanko and DSS that could be had, at least one: they judge the same thing, and by its whole. */
export function judges(): [name: string, judge: Judge][] {
  const all: [string, "PYHANKO" | "DSS", Judge][] = [
    ["pyHanko", "PYHANKO", pyhanko],
    ["EU DSS", "DSS", dss],
  ];
  const had = all.flatMap(([name, where, judge]): [string, Judge][] => (place(where) ? [[name, judge]] : []));
  if (had.length === 0) throw new Error("neither pyHanko nor EU DSS: nobody can judge a seal");
  return had;
}

async function inScratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function certutil(...given: string[]): Promise<void> {
  const { code, err } = await run("certutil", given);
  if (code !== 0) throw new Error(`certutil: ${err}`);
}

/** A folder of NSS (what Firefox and Poppler trust by) that trusts these roots. */
export async function nssDatabase(folder: string, roots: string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const database = `sql:${folder}`;
  await certutil("-N", "-d", database, "--empty-password");
  for (const [index, root] of roots.entries())
    await certutil("-A", "-d", database, "-n", `root ${index}`, "-t", "CT,C,C", "-i", root);
  return database;
}

/** Poppler's own judge of signatures. Its exit code says nothing, so its lines are read. It knows nothing of timestamps. */
export async function pdfsig(file: string, database: string): Promise<Judgement> {
  const { out } = await run("pdfsig", ["-nssdir", database, file]);
  const demands = [
    "Signature Type: ETSI.CAdES.detached",
    "Total document signed",
    "Signature Validation: Signature is Valid.",
    "Certificate Validation: Certificate is Trusted.",
  ];
  const lines = out.split("\n").map((line) => line.replace(/^ *- /, ""));
  // A prepared field that nobody signed is listed too.
  const fields = lines.filter((line) => /^Signature #\d+:/.test(line)).length;
  const signatures = fields - lines.filter((line) => line.includes("form field is not signed")).length;
  const lacking = demands.filter((demand) => !lines.includes(demand));
  return {
    file,
    wrong: [
      ...(signatures === 1 ? [] : [`${signatures} signatures`]),
      ...lacking.map((demand) => {
        const [about = ""] = demand.split(":");
        return lines.find((line) => line.startsWith(`${about}:`)) ?? `not said: ${demand}`;
      }),
    ],
  };
}

/** CMS (RFC 5652) with the CAdES check of the signing certificate, over what the byte range says. */
export const opensslCms = (cms: Uint8Array, content: Uint8Array, roots: string[]): Promise<string[]> =>
  inScratch(async (folder) => {
    const at = (name: string) => join(folder, name);
    await writeFile(at("cms"), cms);
    await writeFile(at("content"), content);
    const purpose = ["-cades", "-binary", "-purpose", "any", ...roots.flatMap((root) => ["-CAfile", root])];
    const files = ["-inform", "DER", "-in", at("cms"), "-content", at("content"), "-out", at("out")];
    const { code, err } = await run("openssl", ["cms", "-verify", ...purpose, ...files]);
    return code === 0 ? [] : [err.trim()];
  });

/** A timestamp token (RFC 3161) over the value that it stamps. */
export const opensslTs = (token: Uint8Array, stamped: Uint8Array, roots: string[]): Promise<string[]> =>
  inScratch(async (folder) => {
    const at = (name: string) => join(folder, name);
    await writeFile(at("token"), token);
    await writeFile(at("stamped"), stamped);
    const trusted = roots.flatMap((root) => ["-CAfile", root]);
    const files = ["-token_in", "-in", at("token"), "-data", at("stamped")];
    const { code, out, err } = await run("openssl", ["ts", "-verify", ...files, ...trusted]);
    return code === 0 && out.includes("Verification: OK") ? [] : [`${out}${err}`.trim()];
  });
