/** What must be set just so of the functions, of what calls them and of what measures them. */
import { routes } from "#domain/routes";
import { calledBy } from "#tests/infra/bundled";
import type { Check } from "#tests/infra/promises";
import { plain } from "#tests/infra/settings-board";
import { every, type Json, named, settings, type Templates } from "#tests/infra/synthesised";

const buckets = {
  DOCUMENTS_BUCKET: "rss-portalen-prod-documents-<AccountId>",
  ATTACHMENTS_BUCKET: "rss-portalen-prod-attachments-<AccountId>",
};
const { ATTACHMENTS_BUCKET, DOCUMENTS_BUCKET } = buckets;
const TABLE = "data/table";
const PORTAL_URL = `https://${settings.domain}`;
const TSA_URL = settings.tsa;
const mail = { SENDER: settings.mail.sender, STAFF_MAIL: settings.mail.staff };

/** MB, seconds, and what it is told. A gateway waits 29 seconds, so that the office, which writes for all RSS in one call, has one less. */
const functions: Record<string, [memory: number, seconds: number, environment: Record<string, string>]> = {
  api: [1024, 20, { TABLE, ...buckets, PORTAL_URL }],
  office: [1024, 28, { TABLE, ...buckets, PORTAL_URL }],
  sealer: [2048, 600, { TABLE, ...buckets, PORTAL_URL, SEAL_KEY: "data/seal.Arn", TSA_URL }],
  mailer: [512, 120, { TABLE, DOCUMENTS_BUCKET, PORTAL_URL, ...mail }],
  verdict: [256, 15, { TABLE, ATTACHMENTS_BUCKET }],
  keeper: [2048, 900, { TABLE, DOCUMENTS_BUCKET, TSA_URL }],
  reminders: [512, 900, { TABLE, PORTAL_URL, ...mail }],
  bounces: [256, 15, { TABLE }],
  codes: [256, 5, {}],
};
/** Hours after which an event is not worth a try. */
const asked: Record<string, number> = { verdict: 6, keeper: 1, reminders: 6, bounces: 6 };

const sorted = (of: Json) => JSON.stringify(Object.entries(of ?? {}).sort(([a], [b]) => a.localeCompare(b)));

export const functionsHaveRoom: Check = (templates) =>
  Object.entries(functions).flatMap(([name, [memory, seconds, environment]]) => {
    const of = every(templates, "AWS::Lambda::Function").find(({ path }) => path === `service/${name}/function`);
    const { Handler, MemorySize, Timeout, Environment = {}, Code } = plain(templates, "service", of?.properties ?? {});
    const again = every(templates, "AWS::Lambda::EventInvokeConfig").find(
      ({ path }) => path === `service/${name}/function/EventInvokeConfig`,
    );
    const tried = plain(templates, "service", again?.properties ?? {});
    const claims = {
      "is the entry's handler": Handler === "main.handler" && Code?.S3Key !== undefined && Code?.S3Bucket !== undefined,
      "has room and time": MemorySize === memory && Timeout === seconds,
      "is told where things are": sorted(Environment.Variables) === sorted(environment),
      "is tried again as long as it is worth it":
        asked[name] === undefined
          ? again === undefined
          : tried.FunctionName === `service/${name}/function` &&
            tried.Qualifier === "$LATEST" &&
            tried.MaximumRetryAttempts === 2 &&
            tried.MaximumEventAgeInSeconds === (asked[name] ?? 0) * 3600,
    };
    return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [`${name}: not so: ${claim}`]));
  });

/** That each call ends at the function that has the rights for it. */
export const callsArriveWhereTheyShould: Check = (templates) => {
  const reached = calledBy(templates);
  const astray = Object.values(routes).flatMap((route) => {
    const [key, wanted] = [`${route.method} ${route.path}`, "office" in route ? "office" : "api"];
    return reached.get(key) === wanted ? [] : [`${key} leads to ${reached.get(key)}`];
  });
  const api = "service/gateway/api";
  const of = (type: string) =>
    every(templates, `AWS::ApiGatewayV2::${type}`).map(({ properties }) => plain(templates, "service", properties));
  const [door] = of("DomainName");
  const [mapping] = of("ApiMapping");
  const [stage] = of("Stage");
  const log = every(templates, "AWS::Logs::LogGroup").find(({ path }) => path === "service/gateway/access-log");
  const claims = {
    "all is of one API": [...of("Route"), ...of("Integration"), ...of("Authorizer"), ...of("Stage"), mapping].every(
      (each) => each?.ApiId === api,
    ),
    "of the kind that is called over HTTP": of("Api").every(({ ProtocolType }) => ProtocolType === "HTTP"),
    "and handed on as the handler reads it": of("Integration").every(
      (each) =>
        each.IntegrationType === "AWS_PROXY" && each.PayloadFormatVersion === "2.0" && each.TimeoutInMillis === 29_000,
    ),
    "under a name of its own, with a certificate":
      door?.DomainName === `api.${settings.domain}` &&
      door.DomainNameConfigurations[0]?.CertificateArn === "service/gateway/certificate" &&
      door.DomainNameConfigurations[0]?.EndpointType === "REGIONAL",
    "which leads to its stage": mapping?.DomainName === "service/gateway/name" && mapping.Stage === "$default",
    "a new route is there at once": stage?.AutoDeploy === true,
    "its log is kept as long as the others": log?.properties.RetentionInDays === settings.logDays,
  };
  return [...astray, ...Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]))];
};

export const nothingIsSkipped: Check = (templates) => [
  ...every(templates, "AWS::Lambda::EventSourceMapping").flatMap(({ path, properties: of }) =>
    // From the beginning of the stream: what was written while the mapping was made is told too.
    of.StartingPosition === "TRIM_HORIZON" && of.BatchSize === 10 ? [] : [`${path} begins elsewhere, or takes more`],
  ),
  ...every(templates, "AWS::Scheduler::Schedule").flatMap(({ path, properties: of }) =>
    of.State === "ENABLED" && of.FlexibleTimeWindow?.Mode === "OFF" ? [] : [`${path} strikes when it likes`],
  ),
];

/** Queues that are asked without TLS, as buckets are in promises.ts. */
export const queuesAreAskedOverTls: Check = (templates) =>
  every(templates, "AWS::SQS::Queue").flatMap(({ path }) => {
    const policies = every(templates, "AWS::SQS::QueuePolicy").filter(({ stack, properties }) =>
      (properties.Queues ?? []).some((one: Json) => named(templates, stack, one) === path),
    );
    const refuses = policies.some(({ stack, properties }) =>
      plain(templates, stack, properties.PolicyDocument?.Statement ?? []).some(
        ({ Effect, Action, Principal, Condition, Resource }: Json) =>
          Effect === "Deny" &&
          Action === "sqs:*" &&
          Principal?.AWS === "*" &&
          Condition?.Bool?.["aws:SecureTransport"] === "false" &&
          Resource === `${path}.Arn`,
      ),
    );
    return refuses ? [] : [`${path} answers without TLS`];
  });

/** What puts the pages up: from the build, into the portal's bucket, each part once. */
export const pagesArePutUp: Check = (templates) => {
  const [assets = {}, rest = {}] = every(templates, "Custom::CDKBucketDeployment").map(({ properties }) =>
    plain(templates, "web", properties),
  );
  const maker = "web/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C";
  const by = every(templates, "AWS::Lambda::Function").find(({ path }) => path === maker);
  const of = plain(templates, "web", by?.properties ?? {});
  const log = every(templates, "AWS::Logs::LogGroup").find(({ path }) => path === "web/publish-log");
  const claims = {
    "both into the pages' bucket, by CDK's function": [assets, rest].every(
      (each) => each.DestinationBucketName === "web/pages" && each.ServiceToken === `${maker}.Arn`,
    ),
    "out of the same build":
      assets.SourceObjectKeys?.length === 1 && assets.SourceObjectKeys[0] === rest.SourceObjectKeys?.[0],
    "from as many buckets as there are sources": [assets, rest].every(
      (each) => each.SourceBucketNames?.length === each.SourceObjectKeys?.length,
    ),
    "what is named after its content first": `${assets.Exclude} but ${assets.Include}` === "* but assets/*",
    "and nothing of it is cleared by the rest": `${rest.Exclude}` === "assets/*" && rest.Prune === true,
    "config.json stays JSON whatever is put into it": rest.SourceMarkersConfig?.[1]?.jsonEscape === true,
    "as itself, and with a log that ends":
      of.Role === "web/publish-role.Arn" &&
      of.LoggingConfig?.LogGroup === "web/publish-log" &&
      log?.properties.RetentionInDays === 14,
  };
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
};

const dimensions: Record<string, string> = {
  "AWS/SQS": "QueueName",
  "AWS/Lambda": "FunctionName",
  "AWS/ApiGateway": "ApiId",
  "AWS/DynamoDB": "TableName",
  "AWS/CloudFront": "DistributionId",
  "AWS/WAFV2": "WebACL",
};
const spaces: Record<string, string> = {
  ApproximateNumberOfMessagesVisible: "AWS/SQS",
  ...{ Errors: "AWS/Lambda", Invocations: "AWS/Lambda", Throttles: "AWS/Lambda", "outbox-age": "RSS-portalen" },
  ...{ "4xx": "AWS/ApiGateway", "5xx": "AWS/ApiGateway", Count: "AWS/ApiGateway", Latency: "AWS/ApiGateway" },
  ...{ ReadThrottleEvents: "AWS/DynamoDB", WriteThrottleEvents: "AWS/DynamoDB" },
  ...{ "Reputation.BounceRate": "AWS/SES", "Reputation.ComplaintRate": "AWS/SES" },
  ...{ "5xxErrorRate": "AWS/CloudFront", BlockedRequests: "AWS/WAFV2" },
};

type Asked = { MetricName: string; Namespace: string; Dimensions?: { Name: string; Value: string }[] };

/** That what is measured is found by the names that AWS files it under; a wrong one is an alarm that never sounds. */
export const figuresAreFound: Check = (templates: Templates) => {
  const alarms = every(templates, "AWS::CloudWatch::Alarm").map(({ path, properties: of }) => {
    const metrics: Json[] = of.Metrics ?? [];
    const asked: Asked[] = of.MetricName ? [of] : metrics.flatMap((one) => one.MetricStat?.Metric ?? []);
    // Of several metrics one is looked at, and the others are only reckoned with.
    const returned = metrics.filter(({ ReturnData }) => ReturnData !== false).length;
    const ids = new Set(metrics.map(({ Id }) => Id));
    const isWhole = metrics.length === 0 || (returned === 1 && ids.size === metrics.length && !ids.has(undefined));
    const missing = of.ComparisonOperator === "LessThanThreshold" ? "breaching" : "notBreaching";
    return { path, asked, isWell: isWhole && of.TreatMissingData === missing };
  });
  const filters = every(templates, "AWS::Logs::MetricFilter").filter(
    ({ properties }) => properties.MetricTransformations[0].MetricNamespace !== "RSS-portalen",
  );
  const [board] = every(templates, "AWS::CloudWatch::Dashboard");
  return [
    ...alarms.flatMap(({ path, asked, isWell }) => [
      ...(isWell ? [] : [`${path} looks at something else, or takes silence for something else`]),
      ...asked.flatMap(({ MetricName, Namespace, Dimensions = [] }) => {
        const names = Dimensions.map(({ Name }) => Name);
        const wanted = dimensions[Namespace];
        const isNamed = names.every(Boolean) && (wanted === undefined ? names.length === 0 : names.includes(wanted));
        return Namespace === spaces[MetricName] && isNamed ? [] : [`${path}: ${Namespace} ${MetricName} ${names}`];
      }),
    ]),
    ...filters.map(({ path }) => `${path} is counted elsewhere`),
    ...(board?.properties.DashboardName === "rss-portalen-prod" ? [] : ["the dashboard has another name"]),
  ];
};
