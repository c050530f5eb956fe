/** People who write by real key presses, and what became of every character they typed. */
import { expect } from "@jest/globals";
import type { Page } from "playwright-core";
import type { Acting } from "./by-api.ts";
import { until } from "./running.ts";
import { field, longestSave, status } from "./steps.ts";

const subjects = ["Länet", "Nätverket", "Kommunen", "Regionen", "Ungdomsgården", "Skolan", "Jouren", "Socialtjänsten"];
const verbs = ["utbildar", "stödjer", "kartlägger", "följer upp", "samlar", "bjuder in", "prövar", "skriver till"];
const objects = ["åtta handläggare", "alla nämnder", "länets skolor", "två nya grupper", "öppna förskolor", "ärenden"];
const ends = ["under våren", "före sommaren", "varje månad", "när någon frågar", "på nytt i höst", "över hela länet"];

export const oneOf = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

/** An invented sentence. */
export const aSentence = (random: () => number): string =>
  `${[subjects, verbs, objects, ends].map((words) => oneOf(random, words)).join(" ")}. `;

/** A part of one, cut anywhere. */
export const aPiece = (random: () => number): string => {
  const sentence = aSentence(random);
  return sentence.slice(0, 8 + Math.floor(random() * (sentence.length - 8)));
};

/** What a story comes to, for the line it prints. */
export type Toll = { accidents: number; typed: number; acknowledgedLost: number; atRisk: number };

export const noToll = (): Toll => ({ accidents: 0, typed: 0, acknowledgedLost: 0, atRisk: 0 });

export function printToll(story: string, { accidents, typed, acknowledgedLost, atRisk }: Toll): void {
  const figure = (n: number) => n.toLocaleString("sv-SE").replace(/\u00A0/g, " ");
  const seconds = (atRisk / 1_000).toFixed(1);
  process.stdout.write(
    `${story}: ${accidents} accidents, ${figure(typed)} characters typed, ` +
      `${figure(acknowledgedLost)} acknowledged lost, at most ${seconds} s at risk\n`,
  );
}

/** Beyond what a crash may take, a slow machine may be this late in handling a key. */
const mostAtRisk = 2_000;

/** Somebody who writes at the end of one answer, which says `before` already. */
export function aWriter(question: string, toll: Toll, before = "") {
  let text = before;
  /** When each character was typed. */
  let keys = Array.from(before, () => 0);
  /** What the portal has said is saved. */
  let acknowledged = before;

  return {
    get text() {
      return text;
    },
    async go(page: Page): Promise<void> {
      await field(page, question).focus();
      await page.keyboard.press("Control+End");
    },
    async type(page: Page, words: string): Promise<void> {
      for (const character of words) {
        await page.keyboard.type(character);
        text += character;
        keys.push(performance.now());
      }
      toll.typed += words.length;
    },
    /** Waits until the portal says that it is saved, and looks whether it is. */
    async isSaved(page: Page, reading: Acting, id: string): Promise<void> {
      await saidToBeSaved(page);
      acknowledged = text;
      expect(await field(page, question).inputValue()).toBe(text);
      expect(await answerOf(reading, id, question)).toBe(text);
    },
    /** After an accident at `at`: what was acknowledged is there, and so is all but the very last that was typed. */
    async survives(page: Page, at: number): Promise<void> {
      toll.accidents += 1;
      const there = await field(page, question).inputValue();
      expect(text.startsWith(there)).toBe(true);
      toll.acknowledgedLost += Math.max(0, acknowledged.length - there.length);
      const firstLost = keys[there.length];
      if (firstLost !== undefined) toll.atRisk = Math.max(toll.atRisk, at - firstLost);
      expect(toll.acknowledgedLost).toBe(0);
      expect(toll.atRisk).toBeLessThanOrEqual(mostAtRisk);
      text = there;
      keys = keys.slice(0, there.length);
    },
  };
}

/** Waits, also for a page that has yet to notice that something is written. */
export async function saidToBeSaved(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  const bar = status(page);
  await bar
    .getByText(/^Sparat .*Inte inskickat/)
    .waitFor({ timeout: longestSave })
    .catch(async (tooLong: Error) => {
      throw new Error(`the status bar says: ${await bar.innerText()}`, { cause: tooLong });
    });
}

export async function answerOf(reading: Acting, id: string, question: string): Promise<unknown> {
  const { draft } = await reading("submission", { id });
  return draft?.answers[question]?.value;
}

export const untilAnswer = (reading: Acting, id: string, question: string, value: string) =>
  until(`the server to have ${value.slice(-40)}`, async () =>
    (await answerOf(reading, id, question)) === value ? true : undefined,
  );
