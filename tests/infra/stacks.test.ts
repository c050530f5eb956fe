import { describe, expect, it } from "@jest/globals";
import { App, Stack, Validations } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { type CheckName, checks } from "#tests/infra/checks";
import { rolesAgainstTable } from "#tests/infra/least-privilege";
import { planted } from "#tests/infra/planted";
import { other } from "#tests/infra/promises";
import { inLocalGateway, inOpenApi, inTemplate, wanted } from "#tests/infra/route-sets";
import { every, settings, synthesised } from "#tests/infra/synthesised";

const { app, templates } = synthesised();
const names = Object.keys(checks) as CheckName[];

describe("in the stacks", () => {
  it.each(names)("%s", (name) => {
    expect(checks[name](templates)).toEqual([]);
  });
});

describe("every route of routes.ts, and no other,", () => {
  it("is in the template", () => {
    expect(inTemplate(templates)).toEqual(wanted());
  });

  it("is in the OpenAPI document", () => {
    expect(inOpenApi()).toEqual(wanted());
  });

  it("is at the gateway of the local run", async () => {
    expect(await inLocalGateway()).toEqual(wanted());
  });
});

describe("where another issuer is configured", () => {
  const identity = { ...other, resource: "https://rss-portalen.example.se" };
  const elsewhere = synthesised({ of: { ...settings, identity, github: { ...settings.github, pullRequests: true } } });

  it("its tokens are taken and no others, and no pool is made", () => {
    expect(checks["nobody comes in without a token, but where anyone may"](elsewhere.templates)).toEqual([]);
    expect(checks["pages are given as on one machine, over TLS"](elsewhere.templates)).toEqual([]);
    expect(checks["the deployment brings the web and /config.json"](elsewhere.templates)).toEqual([]);
    expect(every(elsewhere.templates).filter(({ type }) => type.startsWith("AWS::Cognito"))).toEqual([]);
  });

  it("and where pull requests may look, they may look and no more", () => {
    const more = rolesAgainstTable(elsewhere.templates);
    expect(more).toHaveLength(3);
    for (const line of more)
      expect(line).toMatch(
        /^ops\/onlooker may also: (sts:AssumeRole → .*-lookup-role-.*|.* by ops\/github.Arn .*:pull_request"}})$/,
      );
  });
});

describe("where a table was restored", () => {
  const restored = {
    table: "rss-portalen-restored",
    stream: "arn:aws:dynamodb:eu-north-1:111111111111:table/rss-portalen-restored/stream/2027-05-31T20:00:00.000",
  };
  const after = synthesised({ of: { ...settings, restored } }).templates;

  it("every function uses it, with the rights it had, and the old one stays and is used by nobody", () => {
    const named = every(after, "AWS::Lambda::Function").flatMap(({ stack, properties }) =>
      stack === "service" ? [properties.Environment.Variables.TABLE] : [],
    );
    expect(new Set(named)).toEqual(new Set([restored.table]));
    const streams = every(after, "AWS::Lambda::EventSourceMapping").map(({ properties }) => properties.EventSourceArn);
    expect(streams).toEqual([restored.stream, restored.stream]);
    const renamed = rolesAgainstTable(after).map((line) =>
      line
        .replace(restored.stream, "data/table.StreamArn")
        .replace("arn:aws:dynamodb:eu-north-1:<AccountId>:table/rss-portalen-restored", "data/table.Arn"),
    );
    const those = (word: string) =>
      renamed.flatMap((line) => (line.includes(word) ? line.replace(word, " ") : [])).sort();
    expect(those(" may also: ").length).toBeGreaterThan(20);
    expect(those(" may also: ")).toEqual(those(" may not: "));
    expect(checks["the table is the one of table.ts, and safe"](after)).toEqual([]);
  });
});

describe("a planted defect is caught:", () => {
  it.each(planted)("$name", ({ caughtBy, plant }) => {
    const defective = structuredClone(templates);
    plant(defective);
    expect(checks[caughtBy](defective)).not.toEqual([]);
  });

  it("and every check catches one", () => {
    expect(names.filter((name) => !planted.some(({ caughtBy }) => caughtBy === name))).toEqual([]);
  });
});

type Acknowledging = { isAcknowledged: (resource: IConstruct, rule: string) => boolean };

describe("cdk-nag", () => {
  it("finds nothing that is not acknowledged, and every acknowledgement is for something it finds", () => {
    const nag = new AwsSolutionsChecks();
    const met = new Set<string>();
    const inner = nag as unknown as Acknowledging;
    const isAcknowledged = inner.isAcknowledged.bind(nag);
    inner.isAcknowledged = (resource, rule) => {
      const is = isAcknowledged(resource, rule);
      if (is) met.add(`${resource.node.path} ${rule}`);
      return is;
    };
    expect(nag.validateScope(app).violations).toEqual([]);

    const said = app.node.findAll().flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.keys(data as object))
        .map((rule) => [node.path, rule.replace(/^annotation::/i, "")] as const),
    );
    const idle = said.filter(
      ([path, rule]) => ![...met].some((one) => one.startsWith(path) && one.endsWith(` ${rule}`)),
    );
    expect(idle).toEqual([]);
    console.log(`cdk-nag: 0 findings, ${said.length} acknowledged by id`);
  });

  it("would find an open bucket", () => {
    const elsewhere = new App();
    new Bucket(new Stack(elsewhere, "other"), "open");
    const rules = new AwsSolutionsChecks().validateScope(elsewhere).violations.map(({ ruleName }) => ruleName);
    expect(rules).toContain("AwsSolutions-S10");
  });
});
