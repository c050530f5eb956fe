/** What Chromium's print of the same plan costs: the yardstick for our own document. Skipped, and said so, where there is no browser. */
import type { Browser, Page } from "playwright-core";
import type { Block } from "#domain/blocks";
import { fontFiles } from "../../lambdas/document/fonts.ts";
import { openBrowser } from "../e2e/browser.ts";
import { costOf } from "./cost.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const cells = (tag: "th" | "td", texts: string[]) => texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join("");

function htmlOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${escaped(`${block.number ?? ""} ${block.text}`)}</h${block.level}>`;
    case "paragraph":
      return `<p class="${block.tone}">${escaped(block.text)}</p>`;
    case "answer":
      return `<blockquote>${escaped(block.text)}</blockquote>`;
    case "choice":
      return `<p>${block.chosen ? "☒" : "☐"} ${escaped(block.text)}</p><blockquote>${escaped(block.explanation ?? "")}</blockquote>`;
    case "table":
      return `<table><tr>${cells("th", block.columns)}</tr>${block.rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</table>`;
    case "facts":
      return `<table>${block.rows.map(({ label, value }) => `<tr>${cells("th", [label])}${cells("td", [value])}</tr>`).join("")}</table>`;
    case "files":
      return `<table>${block.files.map(({ name, size, sha256 }) => `<tr>${cells("td", [name, String(size), sha256])}</tr>`).join("")}</table>`;
    case "code":
      return `<p>${escaped(block.caption)}</p>`;
    default:
      return block satisfies never;
  }
}

const face = (weight: number, style: string, bytes: Uint8Array) =>
  `@font-face{font-family:S;font-weight:${weight};font-style:${style};src:url(data:font/ttf;base64,${Buffer.from(bytes).toString("base64")})}`;

/** The same words in the same typefaces on the same paper, with the browser's own header and footer. */
function page(blocks: Block[]): string {
  const { regular, semibold, italic } = fontFiles();
  const faces = face(400, "normal", regular) + face(600, "normal", semibold) + face(400, "italic", italic);
  const style = `${faces}body{font:10.5pt/15pt S}h1,h2,h3,th{font-weight:600}.guidance{font-style:italic}blockquote{white-space:pre-wrap}`;
  return `<!doctype html><html lang="sv"><style>${style}</style>${blocks.map(htmlOf).join("")}</html>`;
}

export type Printing = { cold: number; warm: number; bytes: number };

/**
 * CPU milliseconds of the browser and all its processes: from nothing to the first print, and for each of `runs` prints after it. All
 * in one tab: one that is closed takes its process along, and with it half of what the print cost, sometimes before it is counted.
 */
export async function printing(blocks: Block[], runs: number): Promise<Printing | null> {
  let browser: Browser | undefined;
  let tab: Page | undefined;
  let bytes = 0;
  const html = page(blocks);
  const print = async () => {
    tab ??= await (browser as Browser).newPage();
    await tab.setContent(html);
    await tab.evaluate("document.fonts.ready");
    bytes = (await tab.pdf({ format: "A4", displayHeaderFooter: true, tagged: true })).length;
  };
  // Unpacked the first time, which is no cost of printing.
  try {
    await (await openBrowser()).close();
  } catch {
    return null;
  }
  try {
    const cold = await costOf("print, cold", 1, async () => {
      browser = await openBrowser();
      await print();
    });
    const warm = await costOf("print, warm", runs, print);
    return { cold: cold.cpuMs + cold.databaseMs, warm: warm.cpuMs + warm.databaseMs, bytes };
  } finally {
    await browser?.close();
  }
}
