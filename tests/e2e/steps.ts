/** What people do in the portal, step by step, by the words they see. */
import type { Locator, Page } from "playwright-core";
import { normalise } from "#domain/counting";
import type { Answers, AnswerValue, Tick } from "#domain/form";
import type { Language } from "#domain/language";
import { until } from "./running.ts";

/** The field of a long text. */
export const field = (page: Page, question: string): Locator =>
  page.locator(`[data-question="${question}"]`).getByRole("textbox");

export const status = (page: Page): Locator => page.getByRole("region", { name: "Sparat eller inte" });

/** A request that is never answered is given up after 20 s (web/api.ts), and sent again after a pause. */
export const longestSave = 45_000;

/** Waits until the portal says that everything is saved. */
export async function allSaved(page: Page): Promise<void> {
  await status(page)
    .getByText(/^Sparat .*Inte inskickat/)
    .waitFor({ timeout: longestSave });
}

const texts = ["7a", "7b", "8a", "8b", "9a", "9b", "10a", "10b", "12"];

/** Fills the plan in as a person would: pastes each text, ticks the boxes, chooses. */
export async function fillPlan(page: Page, answers: Answers): Promise<void> {
  for (const question of texts) await field(page, question).fill(String(answers[question]));
  for (const question of ["4", "5", "6"]) {
    const { ticked, explanation } = answers[question] as Tick;
    const section = page.locator(`[data-question="${question}"]`);
    if (ticked) await section.getByRole("checkbox").check();
    else {
      await section.getByText("Kan ni inte? Förklara varför").click();
      await section.getByRole("textbox").fill(explanation);
    }
  }
  await page.getByRole("radio", { name: "Ja, denna ifyllda mall är vår genomförandeplan." }).check();
  await allSaved(page);
}

const paperLabels: Record<Language, { file: string; code: string; day: string }> = {
  sv: { file: "Det underskrivna papperet", code: "Koden på papperet", day: "Datum på papperet" },
  en: { file: "The signed paper", code: "The code on the paper", day: "Date on the paper" },
};

type Paper = { code: string; day: string; file?: { name: string; mimeType: string; buffer: Buffer } };

export const paperFile = {
  ...{ name: "Underskrift.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% bläck") },
};

/** Fills in what stands on a signed paper. */
export async function fillPaper(page: Page, { code, day, file = paperFile }: Paper, language: Language = "sv") {
  const labels = paperLabels[language];
  await page.getByLabel(labels.file).setInputFiles(file);
  await page.getByLabel(labels.code).fill(code);
  await page.getByLabel(labels.day).fill(day);
}

const squeezed = (text: string) => text.replace(/\s/g, "");

/** Waits until the page says this, wherever its lines break. */
export async function says(page: Page, ...texts: (AnswerValue | undefined)[]): Promise<void> {
  for (const text of texts.map((each) => squeezed(normalise(String(each))))) {
    await until(`the page to say ${text.slice(0, 60)}`, async () =>
      squeezed(await page.locator("main").innerText()).includes(text) ? true : undefined,
    );
  }
}
