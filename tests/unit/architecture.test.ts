import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { importsOf, violations } from "#tests/unit/architecture-rules";

const top = fileURLToPath(new URL("../..", import.meta.url));

const files = ["lambdas", "web", "infra"]
  .flatMap((folder) => readdirSync(join(top, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
  .map((entry) => relative(top, join(entry.parentPath, entry.name)));

const sourceOf = (path: string) => readFileSync(join(top, path), "utf8");

describe("the house", () => {
  it("has the rooms this test reads", () => {
    for (const room of [
      "lambdas/domain/",
      "lambdas/store/",
      "lambdas/api/",
      "lambdas/outbox/",
      "lambdas/seal/",
      "lambdas/verify/",
      "web/",
      "infra/local/",
      "infra/stacks/",
    ])
      expect(files.some((path) => path.startsWith(room))).toBe(true);
  });

  it("is kept by every file", () => {
    const found = files.flatMap((path) => violations(path, sourceOf(path)).map((each) => `${path}: ${each}`));
    expect(found).toEqual([]);
  });
});

describe("what is on the web", () => {
  const texts = readdirSync(join(top, "web"), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(html|css|svg)$/.test(entry.name),
  );

  it("has no way to the page of the local run, in files without code either", () => {
    expect(texts.map(({ name }) => name)).toContain("index.html");
    for (const { parentPath, name } of texts)
      expect([name, readFileSync(join(parentPath, name), "utf8")]).toEqual([
        name,
        expect.not.stringContaining("/_local"),
      ]);
  });
});

describe("the rules", () => {
  it.each<[what: string, path: string, source: string, found: string[]]>([
    ["a rule that imports a rule", "lambdas/domain/a.ts", 'import { b } from "./b.ts";', []],
    [
      "a rule that imports the store",
      "lambdas/domain/a.ts",
      'import { b } from "../store/b.ts";',
      ["domain imports lambdas/store/b.ts"],
    ],
    [
      "a rule that imports the store's types",
      "lambdas/domain/a.ts",
      'import type { B } from "../store/b.ts";',
      ["domain imports lambdas/store/b.ts"],
    ],
    [
      "a rule that imports Node",
      "lambdas/domain/a.ts",
      'import { createHash } from "node:crypto";',
      ["domain imports node:crypto"],
    ],
    ["a rule that re-exports a package", "lambdas/domain/a.ts", 'export * from "zod";', ["domain imports zod"]],
    [
      "a rule that imports late",
      "lambdas/domain/a.ts",
      'const a = await import("@aws-sdk/client-s3");',
      ["domain imports @aws-sdk/client-s3"],
    ],
    [
      "a rule that borrows a type from a package",
      "lambdas/domain/a.ts",
      'let a: import("zod").ZodType;',
      ["domain imports zod"],
    ],
    ["zod in the contract", "lambdas/domain/contract.ts", 'import * as z from "zod";', []],
    [
      "the contract loaded by a rule",
      "lambdas/domain/texts/a.ts",
      'import { contract } from "../contract.ts";',
      ["domain loads zod by the contract"],
    ],
    ["the clock", "lambdas/domain/a.ts", "export const a = () => Date.now();", ["Date.now"]],
    ["the clock handed on", "lambdas/domain/a.ts", "export const a = { now: Date.now };", ["Date.now"]],
    ["luck", "lambdas/domain/a.ts", "export const a = () => Math.random();", ["Math.random"]],
    ["today", "lambdas/domain/a.ts", "export const a = new Date();", ["Date without an argument"]],
    ["today, without brackets", "lambdas/domain/a.ts", "export const a = new Date;", ["Date without an argument"]],
    ["today as text", "lambdas/domain/a.ts", "export const a = Date();", ["Date without an argument"]],
    ["an instant that is given", "lambdas/domain/a.ts", "export const a = (at: number) => new Date(at).getTime();", []],
    [
      "the machine",
      "lambdas/domain/a.ts",
      "export const a = process.env.A ?? fetch;",
      ["process", "fetch", "reads the environment"],
    ],
    ["the machine's luck", "lambdas/domain/contract.ts", "export const a = crypto.randomUUID();", ["crypto"]],
    ["the machine by the back door", "lambdas/domain/a.ts", 'export const a = globalThis["Date"];', ["globalThis"]],
    [
      "words that only sound like the machine",
      "lambdas/domain/a.ts",
      "export const a = { document: 1 }; a.document; type B = { process: string };",
      [],
    ],
    ["what only a comment says", "lambdas/domain/a.ts", "// never Date.now\nexport const a = 'Math.random()';", []],
    [
      "the store that imports the API",
      "lambdas/store/a.ts",
      'import { b } from "../api/b.ts";',
      ["store imports lambdas/api/b.ts"],
    ],
    [
      "the store that imports mail",
      "lambdas/store/a.ts",
      'import { b } from "../mail/b.ts";',
      ["store imports lambdas/mail/b.ts"],
    ],
    [
      "the store with another's client",
      "lambdas/store/a.ts",
      'import "@aws-sdk/client-sesv2";',
      ["store imports @aws-sdk/client-sesv2"],
    ],
    ["the store with its own", "lambdas/store/a.ts", 'import { PutItemCommand } from "@aws-sdk/client-dynamodb";', []],
    [
      "the document that reads the store",
      "lambdas/document/a.ts",
      'import { b } from "../store/b.ts";',
      ["document imports lambdas/store/b.ts"],
    ],
    [
      "the seal with a rule, its library and its key",
      "lambdas/seal/a.ts",
      'import "#domain/chain"; import "pkijs"; import "asn1js"; import "pdf-lib"; import "node:crypto"; import "@aws-sdk/client-kms";',
      [],
    ],
    [
      "the seal that keeps what it made",
      "lambdas/seal/a.ts",
      'import { b } from "../store/b.ts"; import "@aws-sdk/client-s3"; import "node:fs";',
      ["seal imports lambdas/store/b.ts", "seal imports @aws-sdk/client-s3", "seal imports node:fs"],
    ],
    ["the outbox that seals", "lambdas/outbox/a.ts", 'import { seal } from "../seal/seal.ts";', []],
    [
      "the API that seals",
      "lambdas/api/a.ts",
      'import { seal } from "../seal/seal.ts";',
      ["api imports lambdas/seal/seal.ts"],
    ],
    [
      "the command that verifies with what it reads and renders",
      "lambdas/verify/a.ts",
      'import "#domain/rounds"; import "../seal/verify.ts"; import "../document/submission.ts"; import "node:zlib"; import "pdf-lib";',
      [],
    ],
    [
      "the command that verifies by asking somebody",
      "lambdas/verify/a.ts",
      'import "node:https"; import { b } from "../store/b.ts"; import { c } from "../outbox/c.ts";',
      ["verify imports node:https", "verify imports lambdas/store/b.ts", "verify imports lambdas/outbox/c.ts"],
    ],
    [
      "the backup with what is stored, and nothing that is decided or sent",
      "lambdas/backup/a.ts",
      'import "../store/whole.ts"; import "../api/move.ts"; import "@aws-sdk/client-sesv2";',
      ["backup imports lambdas/api/move.ts", "backup imports @aws-sdk/client-sesv2"],
    ],
    ["the local run with the seal", "infra/local/a.ts", 'import { b } from "../../lambdas/seal/b.ts";', []],
    [
      "the document that holds a key",
      "lambdas/document/a.ts",
      'import "@aws-sdk/client-kms";',
      ["document imports @aws-sdk/client-kms"],
    ],
    ["mail that sends", "lambdas/mail/a.ts", 'import { SESv2Client } from "@aws-sdk/client-sesv2";', []],
    [
      "the API that works in the outbox",
      "lambdas/api/a.ts",
      'import { b } from "../outbox/b.ts";',
      ["api imports lambdas/outbox/b.ts"],
    ],
    [
      "the outbox that asks the API",
      "lambdas/outbox/a.ts",
      'import { b } from "../api/b.ts";',
      ["outbox imports lambdas/api/b.ts"],
    ],
    [
      "reminders that ask the outbox",
      "lambdas/reminders/a.ts",
      'import { b } from "../outbox/b.ts";',
      ["reminders imports lambdas/outbox/b.ts"],
    ],
    [
      "the API that imports its entry",
      "lambdas/api/a.ts",
      'import { handler } from "./main.ts";',
      ["api imports an entry"],
    ],
    [
      "the API with all its own",
      "lambdas/api/a.ts",
      'import { a } from "#domain/form"; import { b } from "../store/b.ts"; import middy from "@middy/core";',
      [],
    ],
    [
      "the API that reads the environment",
      "lambdas/api/a.ts",
      "export const a = process.env.TABLE;",
      ["reads the environment"],
    ],
    ["an entry that reads it", "lambdas/outbox/main.mailer.ts", "export const a = process.env.TABLE;", []],
    [
      "the browser with a rule",
      "web/pages/a.tsx",
      'import { b } from "#domain/form"; export const A = () => <p>{b}</p>;',
      [],
    ],
    ["the browser with zod", "web/a.ts", 'import * as z from "zod";', ["web imports zod"]],
    ["the browser with the contract's types", "web/a.ts", 'import type { Body } from "#domain/contract";', []],
    [
      "the browser with the contract",
      "web/a.ts",
      'import { contract } from "#domain/contract";',
      ["web loads zod by the contract"],
    ],
    [
      "the browser with the contract, half as types",
      "web/a.ts",
      'import { type Body } from "#domain/contract";',
      ["web loads zod by the contract"],
    ],
    [
      "the browser with the store",
      "web/a.ts",
      'import type { B } from "../lambdas/store/b.ts";',
      ["web imports lambdas/store/b.ts"],
    ],
    ["the browser with Node", "web/a.ts", 'import { join } from "node:path";', ["web imports node:path"]],
    [
      "the browser with the local run",
      "web/a.ts",
      'import { b } from "../infra/local/b.ts";',
      ["web imports infra/local/b.ts"],
    ],
    [
      "infra with the routes, the table and an entry",
      "infra/stacks/a.ts",
      'import "#domain/routes"; import "../../lambdas/store/table.ts"; import "../../lambdas/api/main.ts";',
      [],
    ],
    [
      "what keeps a deployment back with the stages and the days",
      "infra/freeze.ts",
      'import "./stages.ts"; import "#domain/deadlines";',
      [],
    ],
    [
      "it with a stack",
      "infra/main.freeze.ts",
      'import "./stacks/portal.ts";',
      ["the freeze imports infra/stacks/portal.ts"],
    ],
    [
      "the stacks with CDK and what the pages have in common",
      "infra/stacks/a.ts",
      'import { Stack } from "aws-cdk-lib"; import "aws-cdk-lib/aws-s3"; import "../pages.ts"; import "../stages.ts";',
      [],
    ],
    [
      "the stacks with a client of AWS",
      "infra/stacks/a.ts",
      'import { S3Client } from "@aws-sdk/client-s3";',
      ["infra imports @aws-sdk/client-s3"],
    ],
    ["stacks that depend on who makes them", "infra/stacks/a.ts", "process.env.AWS_REGION;", ["reads the environment"]],
    [
      "the app with its stages",
      "infra/app.ts",
      'import "./stages.ts"; import "./stacks/portal.ts"; import "cdk-nag";',
      [],
    ],
    [
      "the app with a stack of its own",
      "infra/app.ts",
      'import { Bucket } from "aws-cdk-lib/aws-s3";',
      ["infra imports aws-cdk-lib/aws-s3"],
    ],
    [
      "the app with an entry",
      "infra/app.ts",
      'import "../lambdas/api/main.ts";',
      ["infra imports lambdas/api/main.ts"],
    ],
    ["stages that ask for anything", "infra/stages.ts", 'import "node:os";', ["infra imports node:os"]],
    ["the local run with the pages' headers", "infra/local/a.ts", 'import "../pages.ts";', []],
    [
      "the local run with a stack",
      "infra/local/a.ts",
      'import "../stacks/data.ts";',
      ["infra/local imports infra/stacks/data.ts"],
    ],
    [
      "infra with a rule",
      "infra/stacks/a.ts",
      'import { b } from "#domain/submission";',
      ["infra imports lambdas/domain/submission.ts"],
    ],
    [
      "infra with the store",
      "infra/app.ts",
      'import { b } from "../lambdas/store/keys.ts";',
      ["infra imports lambdas/store/keys.ts"],
    ],
    [
      "infra with the local run",
      "infra/stacks/a.ts",
      'import { b } from "../local/b.ts";',
      ["infra imports infra/local/b.ts"],
    ],
    ["the local run with the store", "infra/local/a.ts", 'import { b } from "../../lambdas/store/b.ts";', []],
    [
      "the local run with the API's inside",
      "infra/local/a.ts",
      'import { b } from "../../lambdas/api/moves.ts";',
      ["infra/local imports lambdas/api/moves.ts"],
    ],
    [
      "a function with the local run",
      "lambdas/api/a.ts",
      'import { b } from "../../infra/local/b.ts";',
      ["api imports infra/local/b.ts"],
    ],
    [
      "anything with the tests",
      "lambdas/api/a.ts",
      'import { aRound } from "#tests/builders";',
      ["api imports tests/builders.ts"],
    ],
    [
      "a page that links to the local run",
      "web/a.tsx",
      'export const A = () => <a href="/_local">Klocka</a>;',
      ["speaks of /_local"],
    ],
    ["a function that answers for it", "lambdas/api/a.ts", 'export const a = "/_local/clock";', ["speaks of /_local"]],
    ["a stack that serves it", "infra/stacks/a.ts", "export const a = `/_local/*`;", ["speaks of /_local"]],
    ["the local run itself", "infra/local/a.ts", 'export const a = "/_local";', []],
    ["the issuer's languages", "web/a.ts", "export const a = { ui_locales: 'sv' };", []],
    ["a drawer of oddments", "lambdas/store/utils.ts", "", ["named utils"]],
    ["a barrel", "web/components/index.ts", "", ["named index"]],
    ["a file of types", "lambdas/domain/types.d.ts", "", ["named types"]],
    ["a deep folder", "lambdas/domain/templates/plans/a.ts", "", ["deeper than three folders"]],
    ["a long file", "lambdas/api/a.ts", "\n".repeat(301), ["301 lines"]],
    ["a file of three hundred lines", "lambdas/api/a.ts", "\n".repeat(300), []],
    ["a long text", "lambdas/domain/texts/a.ts", "\n".repeat(900), []],
    ["a room nobody knows", "lambdas/payments/a.ts", "", ["in no room of the house"]],
  ])("find %s", (_, path, source, expected) => {
    expect(violations(path, source)).toEqual(expected);
  });

  it("read every way to import", () => {
    const source =
      'import a from "a"; import type { B } from "b"; export { c } from "c"; export * from "d"; export type { E } from "e"; import("f"); let g: typeof import("g"); import { type H } from "h"; import "i";';
    const found = importsOf("a.ts", `${source} import(\`./j/\${k}.ts\`);`).map(
      ({ from, type }) => `${from}${type ? " as type" : ""}`,
    );
    expect(found).toEqual(["a", "b as type", "c", "d", "e as type", "f", "g as type", "h", "i", "./j/*.ts"]);
  });
});
