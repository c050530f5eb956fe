import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { dayOf, instant, startOfDay } from "#domain/deadlines";
import { every, synthesised } from "#tests/infra/synthesised";
import { frozenBy, liesAhead } from "../../infra/freeze.ts";
import { stages } from "../../infra/stages.ts";

const top = fileURLToPath(new URL("../..", import.meta.url));
const workflow = readFileSync(`${top}.github/workflows/portal.yml`, "utf8");
const { scripts } = JSON.parse(readFileSync(`${top}package.json`, "utf8"));

/** A job's own lines. */
const job = (name: string) => new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n|\\n)*)`, "m").exec(workflow)?.[1] ?? "";

describe("the freeze", () => {
  const frozen = (now: string) => frozenBy(["2028-02-01", "2027-05-31"], now);

  it("begins a week before a last day, at midnight in Sweden", () => {
    expect(frozen("2027-05-23T21:59:59.999Z")).toBeNull();
    expect(frozen("2027-05-23T22:00:00.000Z")).toBe("2027-05-31");
    // In winter midnight comes an hour later.
    expect(frozen("2028-01-24T22:59:59.999Z")).toBeNull();
    expect(frozen("2028-01-24T23:00:00.000Z")).toBe("2028-02-01");
  });

  it("ends when the round is closed", () => {
    expect(frozen("2027-05-31T21:59:59.999Z")).toBe("2027-05-31");
    expect(frozen("2027-05-31T22:00:00.000Z")).toBeNull();
  });

  it("is by the nearest of two", () => {
    expect(frozenBy(["2027-06-03", "2027-05-31"], "2027-05-30T10:00:00.000Z")).toBe("2027-05-31");
  });

  it("knows when every day it was told of is past, and the last of them still lies ahead until it is over", () => {
    expect(liesAhead(["2027-05-31", "2028-02-01"], "2028-02-01T22:59:59.999Z")).toBe(true);
    expect(liesAhead(["2027-05-31", "2028-02-01"], "2028-02-01T23:00:00.000Z")).toBe(false);
    expect(liesAhead([], "2027-05-01T10:00:00.000Z")).toBe(false);
  });

  it("has a real day of every stage to go by", () => {
    for (const { deadlines } of Object.values(stages))
      for (const day of deadlines) expect(dayOf(startOfDay(day))).toBe(day);
  });
});

describe("npm run freeze", () => {
  const run = (stage: string, despite = "") =>
    spawnSync(process.execPath, ["--import", "tsx", "infra/main.freeze.ts", stage], {
      ...{ cwd: top, encoding: "utf8" },
      env: { ...process.env, NODE_OPTIONS: "--no-warnings", DESPITE: despite },
    });
  const by = frozenBy(stages.prod.deadlines, instant(Date.now()));

  it("ends as the day says, and lets go of what somebody gives a reason for", () => {
    expect(run("prod").status).toBe(by ? 1 : 0);
    expect(run("prod", "The API is down").status).toBe(0);
  });

  it("knows no other stage", () => {
    expect(run("production").status).not.toBe(0);
  });
});

describe("the workflow", () => {
  it("runs commands that there are", () => {
    const called = [...workflow.matchAll(/npm (?:run (?:-s )?)?(check|test|deploy|freeze|synth)\b/g)].map(
      ([, name]) => name,
    );
    expect(new Set(called)).toEqual(new Set(["check", "test", "deploy", "freeze"]));
    for (const name of called) expect(scripts).toHaveProperty(name as string);
  });

  it("checks before it compares or deploys, and deploys dev before prod", () => {
    expect(job("check")).toMatch(/npm run check[\s\S]*npm test[\s\S]*\.ci\/synth/);
    for (const name of ["diff", "dev"]) expect(job(name)).toContain("needs: check");
    expect(job("prod")).toContain("needs: dev");
  });

  it("keeps prod back for whoever approves and for the freeze, before it asks for a token", () => {
    expect(job("prod")).toContain("environment: prod");
    expect(job("prod")).toMatch(/freeze -- prod[\s\S]*configure-aws-credentials[\s\S]*deploy -- --context stage=prod/);
  });

  it("takes what others have written by its commit, since a tag can be moved to where the token is", () => {
    const taken = [...workflow.matchAll(/uses: (.*)/g)].map(([, what]) => what);
    expect(taken.length).toBeGreaterThan(0);
    for (const what of taken) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("deploys main and nothing else, and never from a pull request", () => {
    expect(job("dev")).toContain("if: github.event_name != 'pull_request' && github.ref == 'refs/heads/main'");
    for (const name of ["check", "diff"]) expect(job(name)).not.toContain("npm run deploy");
  });

  it("begins with a pull request, with what comes to main, and by hand with a reason", () => {
    const [begins = ""] = /^on:\n((?: {2}.*\n)+)/m.exec(workflow) ?? [];
    expect(begins.match(/^ {2}\w+:/gm)).toEqual(["  pull_request:", "  push:", "  workflow_dispatch:"]);
    expect(begins).toContain("    branches: [main]\n");
    expect(begins).toMatch(/despite:[\s\S]*required: true/);
  });

  it("compares own pull requests with dev, by the role that only looks, and says when it could not", () => {
    expect(job("diff")).toContain(
      "if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'",
    );
    expect(job("diff")).toMatch(/role-to-assume: \$\{\{ vars\.DEV_ONLOOKER_ROLE \}\}/);
    // By its name GitHub's shell ends as the first of `a | b` does.
    expect(job("diff")).toMatch(
      /- shell: bash\n +run: \|\n +npx cdk diff '\*\*' --context stage=dev --method=template/,
    );
  });

  it("deploys each stage out of its own environment, one at a time, as the role of that stage", () => {
    for (const stage of ["dev", "prod"]) {
      expect(job(stage)).toContain(`environment: ${stage}\n`);
      expect(job(stage)).toContain(`concurrency: deploy-${stage}\n`);
      expect(job(stage)).toMatch(/role-to-assume: \$\{\{ vars\.DEPLOYER_ROLE \}\}/);
      expect(job(stage)).toContain(`npm run deploy -- --context stage=${stage} --require-approval never`);
    }
  });

  it("asks for a token where it is needed, and keeps no key", () => {
    const asks = ["check", "diff", "dev", "prod"].filter((name) => job(name).includes("id-token: write"));
    expect(asks).toEqual(["diff", "dev", "prod"]);
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n/m);
    expect(workflow).not.toMatch(/secrets\.|AKIA|aws-access-key/);
  });

  it("puts nothing that somebody writes into a command", () => {
    for (const line of workflow.split("\n")) if (/run:/.test(line)) expect(line).not.toContain("${{");
  });
});

describe("docs/operating.md", () => {
  const handbook = readFileSync(`${top}docs/operating.md`, "utf8");

  it("names commands that there are, and keeps npm's own words out of files", () => {
    const called = [...handbook.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name as string);
    expect(called.length).toBeGreaterThan(10);
    for (const name of called) expect(scripts).toHaveProperty([name]);
    for (const [line] of handbook.matchAll(/npm run [^`\n]*> \S+/g)) expect(line).toMatch(/^npm run -s /);
  });

  it("says how much of Lambda the functions keep for themselves", () => {
    const functions = every(synthesised().templates, "AWS::Lambda::Function");
    const kept = functions.reduce((sum, { properties }) => sum + (properties.ReservedConcurrentExecutions ?? 0), 0);
    expect(handbook).toContain(`the functions reserve ${kept},`);
  });

  it("deploys stacks that there are", () => {
    const named = [...handbook.matchAll(/\b(?:dev|prod)\/(\w+)/g)].map(([, stack]) => stack);
    expect(named.length).toBeGreaterThan(2);
    for (const stack of named) expect(["data", "service", "web", "ops", "edge"]).toContain(stack);
  });
});
