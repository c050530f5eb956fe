/** What a rule finds wrong is told by a code; the page that asked has words for it in each language, and shows nobody a code. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { register as registerEn } from "../../web/texts/register.en.ts";
import { register as registerSv } from "../../web/texts/register.sv.ts";
import { reviewWords as reviewEn } from "../../web/texts/review.en.ts";
import { reviewWords as reviewSv } from "../../web/texts/review.sv.ts";
import { rounds as roundsEn } from "../../web/texts/rounds.en.ts";
import { rounds as roundsSv } from "../../web/texts/rounds.sv.ts";

/** The codes a file of rules refuses with, by the path they are about: `problem: "past"`, `issue("at", "past")`. */
function problemsIn(file: string): { path: string; problem: string }[] {
  const text = readFileSync(new URL(`../../lambdas/domain/${file}`, import.meta.url), "utf8");
  const named = text.matchAll(/path(?:: ["`]([^"`]*)["`])?, problem: "([a-z-]+)"/g);
  const issued = text.matchAll(/issue\("([^"]*)", "([a-z-]+)"\)/g);
  return [...named, ...issued].map(([, path = "", problem = ""]) => ({ path, problem }));
}

describe.each([
  ["Swedish", roundsSv, registerSv, reviewSv],
  ["English", roundsEn, registerEn, reviewEn],
] as const)("in %s, there are words", (_, rounds, register, review) => {
  it("for everything that is wrong with a round", () => {
    const found = [...problemsIn("run.ts"), ...problemsIn("round-settings.ts")];
    expect(found.length).toBeGreaterThan(10);
    const known = { ...rounds.settings.problems, ...rounds.refused.problems };
    expect(found.filter(({ problem }) => !known[problem])).toEqual([]);
  });

  it("for everything that keeps a round from being opened", () => {
    const other = rounds.checklist.hindrance("", "");
    const found = problemsIn("round-settings.ts").filter(({ problem }) => problem !== "unexpected");
    expect(found.filter(({ path, problem }) => rounds.checklist.hindrance(path, problem) === other)).toEqual([]);
  });

  it("for everything that is wrong in the register", () => {
    const found = ["people.ts", "register.ts", "substitutes.ts", "terms.ts"].flatMap(problemsIn);
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(({ problem }) => !register.problems[problem])).toEqual([]);
  });

  it("for everything that is wrong in a review, by what it is about", () => {
    const found = problemsIn("review.ts");
    expect(found.length).toBeGreaterThan(5);
    const wrong: Record<string, string> = review("plan").wrong;
    expect(found.filter(({ path }) => !wrong[path])).toEqual([]);
  });
});
