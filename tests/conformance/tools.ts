/** Others' programs that read a PDF, called as a person would: veraPDF, qpdf and Poppler. `.ci/conformance` fetches them and says where they are. */
import { execFile } from "node:child_process";
import { basename } from "node:path";

export type Said = { code: number; out: string; err: string };

/** Runs a program to its end, whatever its exit code. Rejects when there is no such program. */
export function run(program: string, given: string[], input?: Uint8Array): Promise<Said> {
  return new Promise((resolve, reject) => {
    const options = { encoding: "utf8", maxBuffer: 1 << 29, env: { ...process.env, LC_ALL: "C.UTF-8" } } as const;
    const child = execFile(program, given, options, (error, out, err) => {
      const code = error ? error.code : 0;
      if (typeof code === "number") resolve({ code, out, err });
      else reject(error);
    });
    // Whoever has heard enough closes its end first.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** Where `.ci/conformance` put a tool; null when its registry was out of reach. */
export function place(name: "VERAPDF" | "DSS" | "PYHANKO"): string | null {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run .ci/conformance, which fetches the validators`);
  return value || null;
}

/** A rule of a standard that was broken: `count` times in the file, the first time as `message` says. */
type Failure = { clause: string; testNumber: number; message: string; count: number };
export type Report = { file: string; compliant: boolean; failures: Failure[] };

type Rule = {
  clause: string;
  testNumber: number;
  failedChecks: number;
  description: string;
  checks: { errorMessage?: string }[];
};
type Job = {
  itemDetails: { name: string };
  validationResult?: { compliant: boolean; details: { ruleSummaries: Rule[] } }[];
  taskException?: { exception?: string; exceptionMessage?: string };
};

/** What veraPDF says of each file, in the order given; one start of Java for them all. A file that it cannot read is not compliant. */
export async function verapdf(files: string[], flavour: "2a" | "3a" | "ua1"): Promise<Report[]> {
  const options = ["-f", flavour, "--format", "json", "--maxfailuresdisplayed", "1", "--loglevel", "0"];
  const program = "org.verapdf.apps.GreenfieldCliWrapper";
  const said = await run("java", ["-cp", String(place("VERAPDF")), program, ...options, ...files]);
  let jobs: Job[];
  try {
    jobs = JSON.parse(said.out).report.jobs;
  } catch {
    throw new Error(`veraPDF gave no report: ${said.err || said.out}`);
  }
  return files.map((file) => {
    const job = jobs.find(({ itemDetails }) => itemDetails.name === file);
    const results = job?.validationResult ?? [];
    if (results.length === 0) {
      const why = job?.taskException?.exceptionMessage ?? job?.taskException?.exception ?? "no result";
      return { file, compliant: false, failures: [{ clause: "-", testNumber: 0, message: why, count: 1 }] };
    }
    const failures = results
      .flatMap(({ details }) => details.ruleSummaries)
      .map(({ clause, testNumber, failedChecks, description, checks }) => ({
        ...{ clause, testNumber, count: failedChecks },
        message: checks[0]?.errorMessage ?? description,
      }));
    return { file, compliant: results.every(({ compliant }) => compliant), failures };
  });
}

/** A line for each broken rule: in how many files, how often in all, and what it says of which file first. Empty when none is broken. */
export function table(reports: Report[]): string {
  const rules = new Map<string, { files: number; times: number; first: string }>();
  for (const { file, failures } of reports)
    for (const { clause, testNumber, count, message } of failures) {
      const rule = `${clause} test ${testNumber}`;
      const before = rules.get(rule) ?? { files: 0, times: 0, first: `${basename(file)}: ${message.slice(0, 160)}` };
      rules.set(rule, { ...before, files: before.files + 1, times: before.times + count });
    }
  return [...rules]
    .sort(([, one], [, other]) => other.files - one.files || other.times - one.times)
    .map(([rule, { files, times, first }]) => `${rule}: ${files} of ${reports.length} files, ${times} times; ${first}`)
    .join("\n");
}

/** What qpdf has to remark on the syntax of a file; empty when it has nothing. */
export async function qpdf(file: string): Promise<string> {
  const { code, out, err } = await run("qpdf", ["--check", file]);
  return code === 0 ? "" : `${err}${out}`.trim();
}

type Poppler = "pdftotext" | "pdfinfo" | "pdffonts" | "pdfdetach" | "pdftocairo" | "pdftoppm";

async function poppler(program: Poppler, given: string[]): Promise<string> {
  const { code, out, err } = await run(program, given);
  if (code !== 0 || err) throw new Error(`${program}: ${err || `exit code ${code}`}`);
  return out;
}

/** The words as they stand on the pages. */
export const pdftotext = (file: string) => poppler("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]);

/** The words of each page between its header and its footer, in the order in which they are drawn, as they are marked and copied. */
export async function drawnText(file: string): Promise<string[]> {
  const area = ["-x", "0", "-y", "55", "-W", "596", "-H", "710"];
  const pages = (await poppler("pdftotext", ["-raw", ...area, "-enc", "UTF-8", file, "-"])).split("\f");
  return pages.slice(0, -1);
}

/** The words of the structure tree, in its order: what a screen reader goes by. */
export const spoken = async (file: string): Promise<string> =>
  [...(await poppler("pdfinfo", ["-struct-text", "-enc", "UTF-8", file])).matchAll(/^ *"(.*)"$/gm)]
    .map(([, words]) => words)
    .join(" ");

/** Whether each font is inside the file, is a part of the font, and says which characters its glyphs are. */
export async function pdffonts(
  file: string,
): Promise<{ name: string; embedded: boolean; part: boolean; unicode: boolean }[]> {
  const rows = (await poppler("pdffonts", [file])).split("\n").slice(2).filter(Boolean);
  return rows.map((row) => {
    const found = /^(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$/.exec(row);
    if (!found) throw new Error(`pdffonts says something new: ${row}`);
    const [, name = "", embedded, part, unicode] = found;
    return { name, embedded: embedded === "yes", part: part === "yes", unicode: unicode === "yes" };
  });
}

/** How many files are embedded in a document. */
export const embeddedIn = async (file: string): Promise<number> =>
  Number(/^(\d+) embedded files?$/m.exec(await poppler("pdfdetach", ["-list", file]))?.[1]);

/** Takes the embedded files out of a document, into a folder, under their own names. */
export const pdfdetach = (file: string, folder: string) => poppler("pdfdetach", ["-saveall", "-o", folder, file]);

/** Draws a page in grey, 50 pixels to the inch, as `target`.png by Cairo, or as `target`.pgm by Poppler's own way of drawing. */
export async function drawn(
  file: string,
  page: number,
  target: string,
  by: "pdftocairo" | "pdftoppm",
): Promise<string> {
  const one = ["-r", "50", "-gray", "-singlefile", "-f", String(page), "-l", String(page)];
  const isCairo = by === "pdftocairo";
  await poppler(by, [...one, ...(isCairo ? ["-png"] : []), file, target]);
  return `${target}.${isCairo ? "png" : "pgm"}`;
}

export const pageCount = async (file: string): Promise<number> =>
  Number(/^Pages: +(\d+)$/m.exec(await poppler("pdfinfo", [file]))?.[1]);
