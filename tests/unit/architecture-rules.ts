/** The rules of the house as data, and a reader of source text that finds what breaks them. */
import { dirname, posix } from "node:path";
import { parseSync } from "@swc/core";

/** `type` when nothing of it is left after compiling: only a whole `import type`, by `verbatimModuleSyntax`. */
type Import = { from: string; type: boolean };
type Node = Record<string, unknown> & { type: string };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function textOf(value: unknown): string {
  if (!isNode(value)) return "";
  // Of a path put together when it is asked for, what is known.
  if (value.type === "TemplateLiteral") return (value.quasis as { raw: string }[]).map(({ raw }) => raw).join("*");
  return typeof value.value === "string" ? value.value : "";
}

/** Calls back with every node of a syntax tree, and the key it stands under in its parent. */
function walk(value: unknown, visit: (node: Node, key: string, parent: Node | null) => void): void {
  const into = (each: unknown, key: string, parent: Node | null): void => {
    if (Array.isArray(each)) for (const item of each) into(item, key, parent);
    else if (typeof each === "object" && each !== null) {
      const node = isNode(each) ? each : null;
      if (node) visit(node, key, parent);
      for (const [name, member] of Object.entries(each)) if (name !== "span") into(member, name, node ?? parent);
    }
  };
  into(value, "", null);
}

const parse = (path: string, source: string) =>
  parseSync(source, { syntax: "typescript", tsx: path.endsWith("x"), target: "es2022" });

export function importsOf(path: string, source: string): Import[] {
  const found: Import[] = [];
  walk(parse(path, source), (node) => {
    const isDeclared = ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"].includes(node.type);
    if (isDeclared && isNode(node.source)) found.push({ from: textOf(node.source), type: node.typeOnly === true });
    if (node.type === "TsImportType") found.push({ from: textOf(node.argument), type: true });
    if (node.type !== "CallExpression" || !isNode(node.callee) || node.callee.type !== "Import") return;
    const [argument] = node.arguments as { expression: unknown }[];
    found.push({ from: textOf(argument?.expression), type: false });
  });
  return found;
}

/** A file of the project by its path from the top, a package by its name, Node's own as `node:…`. */
export function resolved(path: string, from: string): string {
  if (from.startsWith(".")) return posix.join(dirname(path), from);
  if (from.startsWith("#domain/")) return `lambdas/domain/${from.slice("#domain/".length)}.ts`;
  if (from.startsWith("#tests/")) return `tests/${from.slice("#tests/".length)}.ts`;
  return from;
}

const entry = String.raw`lambdas/\w+/main(\.\w+)?\.ts`;
const own = (...allowed: string[]) => new RegExp(`^(${allowed.join("|")})`);
const none = /^$/;

type Room = { where: RegExp; name: string; project: RegExp; packages: RegExp };

/** The first room a file is in is its own: which files of the project it may import, and which packages. */
const rooms: Room[] = [
  {
    where: /^lambdas\/domain\/(contract|shapes(-\w+)?)\.ts$/,
    name: "contract",
    project: own("lambdas/domain/"),
    packages: own("zod$"),
  },
  { where: /^lambdas\/domain\//, name: "domain", project: own("lambdas/domain/"), packages: own("unicode-segmenter/") },
  {
    where: /^lambdas\/store\//,
    name: "store",
    project: own("lambdas/domain/", "lambdas/store/"),
    packages: own("node:", "@aws-sdk/(client-dynamodb|util-dynamodb|client-s3|s3-)"),
  },
  {
    where: /^lambdas\/document\//,
    name: "document",
    project: own("lambdas/domain/", "lambdas/document/"),
    packages: own("node:", "unicode-segmenter/", "qr$", "source-sans"),
  },
  {
    where: /^lambdas\/mail\//,
    name: "mail",
    project: own("lambdas/domain/", "lambdas/mail/"),
    packages: own("node:", "@aws-sdk/client-sesv2", "nodemailer"),
  },
  {
    where: /^lambdas\/seal\//,
    name: "seal",
    project: own("lambdas/domain/", "lambdas/seal/"),
    packages: own("node:(crypto|util)$", "pdf-lib$", "pkijs$", "asn1js$", "@aws-sdk/client-kms$"),
  },
  {
    where: /^lambdas\/verify\//,
    name: "verify",
    // What is needed in ten years, without the portal: nothing that is stored or sent.
    project: own("lambdas/domain/", "lambdas/document/", "lambdas/seal/", "lambdas/verify/"),
    packages: own("node:(crypto|fs/promises|path|util|zlib)$", "pdf-lib$"),
  },
  {
    where: /^lambdas\/backup\//,
    name: "backup",
    // It carries everything along and decides nothing: no function of the portal's is in it, and it is in none.
    project: own("lambdas/domain/", "lambdas/store/", "lambdas/backup/"),
    packages: own("node:(crypto|fs|fs/promises|path|util)$", "zod$"),
  },
  {
    where: /^lambdas\/codes\//,
    name: "codes",
    // It stands between people and their log-in: nothing that could fail but the words themselves and how they look.
    project: own("lambdas/domain/texts/", "lambdas/codes/", "lambdas/mail/letter"),
    packages: own("zod$"),
  },
  ...["api", "outbox", "reminders", "bounces", "verdict"].map((name) => ({
    where: new RegExp(`^lambdas/${name}/`),
    name,
    // Only what follows a commit seals: whoever asks must not be able to.
    project: own(
      ...["domain", "store", "document", "mail", name, ...(name === "outbox" ? ["seal"] : [])].map(
        (room) => `lambdas/${room}/`,
      ),
    ),
    packages: own("node:", "zod$", "@middy/core$", "aws-lambda$", "@aws-sdk/"),
  })),
  {
    where: /^web\/vite\.config\.ts$/,
    name: "web's build",
    project: own("lambdas/domain/routes\\.ts$"),
    packages: own("vite$", "node:"),
  },
  {
    where: /^web\//,
    name: "web",
    project: own("web/", "lambdas/domain/"),
    packages: own(
      "preact(/|$)",
      "preact-iso(/|$)",
      "@tanstack/query-core$",
      "oauth4webapi$",
      "@svg-maps/sweden$",
      "node-diff3$",
      // Files that people take along are made where they are wanted.
      ...["client-zip$", "hucre/xlsx$"],
    ),
  },
  {
    where: /^infra\/local\//,
    name: "infra/local",
    // Beyond the house's words: any rule of the domain, for seeding and the gateway; two files of api/ it is told of below.
    project: own(
      "infra/local/",
      "infra/pages\\.ts",
      "lambdas/domain/",
      "lambdas/store/",
      "lambdas/seal/",
      entry,
      ...["lambdas/api/(openapi|identify)\\.ts"],
    ),
    packages: /./,
  },
  {
    where: /^infra\/app\.ts$/,
    name: "infra",
    // Stages and stacks, and what checks them.
    project: own("infra/stages\\.ts", "infra/stacks/portal\\.ts"),
    packages: own("aws-cdk-lib$", "cdk-nag$"),
  },
  { where: /^infra\/(pages|stages)\.ts$/, name: "infra", project: none, packages: none },
  {
    where: /^infra\/(main\.)?freeze\.ts$/,
    name: "the freeze",
    project: own("infra/(freeze|stages)\\.ts", "lambdas/domain/deadlines\\.ts"),
    packages: none,
  },
  {
    where: /^infra\/stacks\//,
    name: "infra",
    project: own(
      ...[
        "infra/stacks/",
        "infra/(pages|stages)\\.ts",
        // Routes, and where a last day ends.
        "lambdas/domain/(routes|deadlines)\\.ts",
        "lambdas/store/table\\.ts",
        entry,
      ],
    ),
    // Never an SDK: what stands in AWS is said, and not asked for.
    packages: own("aws-cdk-lib(/|$)", "constructs$", "node:", "esbuild$"),
  },
];

const isOfProject = (target: string) => /^(lambdas|web|infra|tests)\//.test(target);

/** Who may read the environment: entries, programs of the local machine and of deployments. The stacks are the same whoever makes them. */
const readsEnvironment = new RegExp(`^(${entry}$|infra/local/|infra/main\\.)`);

const machine = new Set(
  "process fetch crypto globalThis performance setTimeout setInterval setImmediate queueMicrotask Buffer require console window document navigator localStorage".split(
    " ",
  ),
);

/** What makes a rule depend on the clock, on luck or on the machine. */
function impurities(path: string, source: string): string[] {
  const found: string[] = [];
  walk(parse(path, source), (node, key, parent) => {
    if (node.type === "MemberExpression") {
      const called = `${textOf(node.object)}.${textOf(node.property)}`;
      if (["Date.now", "Math.random"].includes(called)) found.push(called);
    }
    const makes = node.type === "NewExpression" || node.type === "CallExpression";
    if (makes && isNode(node.callee) && node.callee.type === "Identifier" && textOf(node.callee) === "Date") {
      const given = (node.arguments as unknown[] | undefined)?.length ?? 0;
      if (node.type === "CallExpression" || given === 0) found.push("Date without an argument");
    }
    const isName = key === "property" || key === "key" || parent?.type.startsWith("Ts");
    if (node.type === "Identifier" && !isName && machine.has(textOf(node))) found.push(textOf(node));
  });
  return found;
}

const readsEnv = (path: string, source: string): boolean => {
  let found = false;
  walk(parse(path, source), (node) => {
    if (node.type === "MemberExpression" && textOf(node.object) === "process" && textOf(node.property) === "env")
      found = true;
  });
  return found;
};

/** Everything about a file that the house forbids, in words. */
export function violations(path: string, source: string): string[] {
  const found: string[] = [];
  const name = posix.basename(path).replace(/(\.\w+)?\.[cm]?tsx?$/, "");
  if (["utils", "util", "helpers", "helper", "common", "types", "index", "misc"].includes(name))
    found.push(`named ${name}`);
  if (posix.dirname(path).split("/").length > 3) found.push("deeper than three folders");
  const lines = source.split("\n").length - 1;
  if (lines > 300 && !/\/(templates|texts)\//.test(path)) found.push(`${lines} lines`);

  const room = rooms.find(({ where }) => where.test(path));
  if (!room) return [...found, "in no room of the house"];
  for (const { from, type } of importsOf(path, source)) {
    const target = resolved(path, from);
    const allowed = isOfProject(target) ? room.project : room.packages;
    if (!allowed.test(target)) found.push(`${room.name} imports ${target}`);
    // Whoever imports the contract gets zod: the API may, the browser and the rules may not.
    const loadsContract = /^lambdas\/domain\/(contract|shapes(-\w+)?)\.ts$/.test(target) && !type;
    if (loadsContract && ["web", "domain"].includes(room.name)) found.push(`${room.name} loads zod by the contract`);
    if (/^lambdas\/.*\/main(\.\w+)?\.ts$/.test(target) && room.name !== "infra/local" && room.name !== "infra")
      found.push(`${room.name} imports an entry`);
  }
  // What exists only on one machine is neither linked to nor served by anything that goes to AWS.
  if (room.name !== "infra/local" && /\/_local\b/.test(source)) found.push("speaks of /_local");
  if (room.name === "domain" || room.name === "contract") found.push(...impurities(path, source));
  if (!readsEnvironment.test(path) && readsEnv(path, source)) found.push("reads the environment");
  return found;
}
