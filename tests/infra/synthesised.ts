/** One stage of the portal as CloudFormation would get it, and how it is read: every intrinsic as the name of what it stands for. */
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Portal } from "../../infra/stacks/portal.ts";
import { type Settings, stages } from "../../infra/stages.ts";

const top = fileURLToPath(new URL("../..", import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of a hundred shapes, and the checks say what they expect of it
export type Json = any;
export type Resource = { Type: string; Properties: Json; [attribute: string]: Json };
const stackNames = ["data", "service", "web", "ops", "edge"] as const;
export type StackName = (typeof stackNames)[number];
export type Templates = Record<StackName, { Resources: Record<string, Resource>; Outputs?: Record<string, Json> }>;

/** Production as it is configured, and with log-ins of others, of which nothing is known yet. */
export const settings: Settings = {
  ...stages.prod,
  identity: {
    pool: {
      prefix: "rss-portalen-prod",
      federation: [
        { kind: "saml", name: "lan-w", metadata: "https://login.w.example.se/metadata" },
        { kind: "oidc", name: "skr", issuer: "https://login.example.se", clientId: "rss", secret: "rss-portalen/skr" },
      ],
    },
  },
};

type Options = { bundling?: string[]; of?: Settings };

/** As a rule what is in the functions is of no concern: nothing is bundled unless `bundling` says so. */
export function synthesised({ bundling = [], of: given = settings }: Options = {}) {
  const { context } = JSON.parse(readFileSync(`${top}cdk.json`, "utf8"));
  const app = new App({
    context: { ...context, "aws:cdk:bundling-stacks": bundling, "aws:cdk:enable-path-metadata": true },
  });
  // Whatever folder there is: the web is built by `npm run synth`.
  const portal = new Portal(app, "prod", given, `${top}web/public`);
  const stack = (name: StackName) => portal.node.findChild(name) as Stack;
  const templates = Object.fromEntries(
    stackNames.map((name) => [name, Template.fromStack(stack(name)).toJSON()]),
  ) as Templates;
  // Nobody looks there again, and CDK's own layer is 22 MB.
  const clear = () => rmSync(app.outdir, { recursive: true, force: true });
  if (bundling.length === 0) clear();
  return { app, stack, templates, clear };
}

export type Found = { stack: StackName; id: string; path: string; type: string; properties: Json; whole: Resource };

/** Every resource of a type, or of all types, with its place in the tree of constructs: `service/api/function`. */
export function every(templates: Templates, type?: string): Found[] {
  return Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, whole]) =>
      type === undefined || whole.Type === type
        ? {
            ...{ stack: stack as StackName, id, path: pathOf(whole, `${stack}/${id}`), type: whole.Type },
            ...{ properties: whole.Properties ?? {}, whole },
          }
        : [],
    ),
  );
}

const pathOf = (resource: Resource, otherwise: string): string =>
  String(resource.Metadata?.["aws:cdk:path"] ?? otherwise)
    .replace(/^prod\//, "")
    .replace(/\/Resource$/, "");

/** `{ "Fn::GetAtt": ["tableX", "Arn"] }` as `data/table.Arn`, also across stacks; a text in parts as one text. */
export function named(templates: Templates, stack: StackName, value: Json): string {
  if (typeof value !== "object" || value === null) return String(value);
  const again = (inner: Json, where = stack) => named(templates, where, inner);
  const [[kind = "", of] = []] = Object.entries<Json>(value);
  const place = (id: string) => {
    const resource = templates[stack].Resources[id];
    return resource ? pathOf(resource, id) : `<${id.replace("AWS::", "")}>`;
  };
  switch (kind) {
    case "Ref":
      return place(of);
    case "Fn::GetAtt":
      return `${place(of[0])}.${of[1]}`;
    case "Fn::Join":
      return of[1].map((part: Json) => again(part)).join(of[0]);
    case "Fn::Sub":
      return of.replace(/\$\{AWS::(\w+)\}/g, "<$1>");
    case "Fn::ImportValue": {
      const [other, exported] = String(of).split(":") as [string, string];
      const from = other.replace("rss-portalen-prod-", "") as StackName;
      const output = Object.values(templates[from].Outputs ?? {}).find(({ Export }) => Export?.Name === of);
      if (!output) throw new Error(`${exported} is not exported by ${from}`);
      return again(output.Value, from);
    }
    default:
      return JSON.stringify(value);
  }
}

/** A condition of a policy as text, to come after what it is about; empty when there is none. */
export const whenOf = (templates: Templates, stack: StackName, condition: Json): string => {
  const plain = (_: string, value: Json) => {
    const isIntrinsic = typeof value === "object" && Object.keys(value ?? {}).some((key) => /^(Ref$|Fn::)/.test(key));
    return isIntrinsic ? named(templates, stack, value) : value;
  };
  return condition ? ` if ${JSON.stringify(condition, plain)}` : "";
};

export const listOf = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
