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

describe("a stage that is configured otherwise", () => {
  const restored = {
    table: "rss-portalen-restored",
    stream: "arn:aws:dynamodb:eu-north-1:111111111111:table/rss-portalen-restored/stream/2027-05-31T20:00:00.000",
  };
  const { templates: otherwise } = synthesised({
    of: {
      ...settings,
      restored,
      identity: { ...other, resource: "https://rss-portalen.example.se" },
      github: { ...settings.github, pullRequests: true },
      mail: { ...settings.mail, sandbox: ["prov@example.se"] },
    },
  });
  const toWhoeverTries = "arn:aws:ses:eu-north-1:<AccountId>:identity/prov@example.se";
  const differences = rolesAgainstTable(otherwise);

  it("takes another issuer's tokens and no others, and makes no pool", () => {
    expect(checks["nobody comes in without a token, but where anyone may"](otherwise)).toEqual([]);
    expect(checks["pages are given as on one machine, over TLS"](otherwise)).toEqual([]);
    expect(checks["the deployment brings the web and /config.json"](otherwise)).toEqual([]);
    expect(every(otherwise).filter(({ type }) => type.startsWith("AWS::Cognito"))).toEqual([]);
  });

  it("lets pull requests look where they may, and no more", () => {
    const onlooker = differences.filter((line) => line.startsWith("ops/onlooker"));
    expect(onlooker).toHaveLength(3);
    for (const line of onlooker)
      expect(line).toMatch(/ may also: (sts:AssumeRole → .*-lookup-role-.*|.* by ops\/github.Arn .*:pull_request"}})$/);
  });

  it("lets only what sends mail write to those who try it while SES is in its sandbox", () => {
    const from = ` if {"StringEquals":{"ses:FromAddress":"${settings.mail.sender}"}}`;
    expect(differences.filter((line) => line.includes(toWhoeverTries)).sort()).toEqual(
      ["mailer", "reminders"].flatMap((name) =>
        ["SendEmail", "SendRawEmail"].map(
          (action) => `service/${name}/role may also: ses:${action} → ${toWhoeverTries}${from}`,
        ),
      ),
    );
  });

  it("can be deployed over the stage that stands: nothing that is used until then is taken away first", () => {
    const exported = (from: typeof templates) =>
      Object.values(from.data.Outputs ?? {}).map(({ Export }) => Export?.Name);
    const used = JSON.stringify([templates.service, templates.ops]).match(/rss-portalen-prod-data:\w+/g) ?? [];
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((name) => !exported(otherwise).includes(name))).toEqual([]);
  });

  it("works on a table that was restored, with the rights it had on its own, which stays", () => {
    const tables = every(otherwise, "AWS::Lambda::Function").flatMap(({ stack, properties }) =>
      stack === "service" ? [properties.Environment.Variables.TABLE] : [],
    );
    expect(new Set(tables)).toEqual(new Set([restored.table]));
    const streams = every(otherwise, "AWS::Lambda::EventSourceMapping");
    expect(streams.map(({ properties }) => properties.EventSourceArn)).toEqual([restored.stream, restored.stream]);
    const renamed = differences
      .filter((line) => /^service\/(?!codes\/)/.test(line) && !line.includes(toWhoeverTries))
      .map((line) =>
        line
          .replace(restored.stream, "data/table.StreamArn")
          .replace("arn:aws:dynamodb:eu-north-1:<AccountId>:table/rss-portalen-restored", "data/table.Arn"),
      );
    const those = (word: string) =>
      renamed.flatMap((line) => (line.includes(word) ? line.replace(word, " ") : [])).sort();
    expect(those(" may also: ").length).toBeGreaterThan(20);
    expect(those(" may also: ")).toEqual(those(" may not: "));
    expect(checks["the table is the one of table.ts, and safe"](otherwise)).toEqual([]);
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
