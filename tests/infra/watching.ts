/** What the stacks promise about who looks after the portal: alarms, dashboard, budget, deployment. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { endOfDay } from "#domain/deadlines";
import { routes } from "#domain/routes";
import type { Check } from "#tests/infra/promises";
import { every, type Json, listOf, named, type StackName, settings, type Templates } from "#tests/infra/synthesised";

const operating = readFileSync(fileURLToPath(new URL("../../docs/operating.md", import.meta.url)), "utf8");

const queue = (worker: string) =>
  `ApproximateNumberOfMessagesVisible Maximum of service/${worker}-failed.QueueName, 300 s, > 0 ×1`;

/** Each alarm by what it watches, and when it sounds. Whatever has no figures is well, but for what must be called. */
const sounds: Record<string, string> = {
  "sealer-failed": queue("sealer"),
  "mailer-failed": queue("mailer"),
  "verdict-failed": queue("verdict"),
  "keeper-failed": queue("keeper"),
  "reminders-failed": queue("reminders"),
  "bounces-failed": queue("bounces"),
  "keeper-silent": "Invocations Sum of service/keeper/function, 10800 s, < 1 ×1, or nothing",
  "reminders-silent": "Invocations Sum of service/reminders/function, 3600 s, < 1 ×26, or nothing",
  "outbox-old": "outbox-age Maximum of , 3600 s, > 14400 ×1",
  "codes-failed": "Errors Sum of service/codes/function, 300 s, > 0 ×1",
  "api-failed": "5xx Sum of service/gateway/api, 300 s, > 0 ×1",
  "api-refused":
    "4xx Sum of service/gateway/api, 300 s; Count Sum of service/gateway/api, 300 s; IF(asked > 50, 100 * refused / asked, 0), > 50 ×3",
  "api-slow": "Latency p95 of service/gateway/api, 300 s, > 2000 ×3",
  "api-crowded":
    "Throttles Sum of service/api/function, 300 s; Throttles Sum of service/office/function, 300 s; SUM([FILL(api, 0),FILL(office, 0)]), > 0 ×1",
  "table-throttled": `${["data/table", "list data/table", "pending data/table"]
    .flatMap((of) => ["Read", "Write"].map((kind) => `${kind}ThrottleEvents Sum of ${of}, 300 s; `))
    .join("")}SUM([${["reads,writes", "reads_list,writes_list", "reads_pending,writes_pending"]
    .join()
    .replace(/\w+/g, "FILL($&, 0)")}]), > 0 ×2`,
  "mail-bounced": "Reputation.BounceRate Maximum of , 3600 s, > 0.04 ×1",
  "mail-complained": "Reputation.ComplaintRate Maximum of , 3600 s, > 0.0008 ×1",
  "pages-failed": "5xxErrorRate Average of edge/distribution Global, 300 s, > 5 ×2",
  "shut-out": "BlockedRequests Sum of ALL firewall, 300 s, > 500 ×1",
};

const signs: Record<string, string> = { GreaterThanThreshold: ">", LessThanThreshold: "<" };

function soundOf(templates: Templates, stack: StackName, of: Json): string {
  const measured = ({ MetricName, Statistic, ExtendedStatistic, Stat, Dimensions, Period }: Json) => {
    const dimensions = listOf<Json>(Dimensions).map(({ Value }) => named(templates, stack, Value));
    return `${MetricName} ${Statistic ?? ExtendedStatistic ?? Stat} of ${dimensions.join(" ")}, ${Period} s`;
  };
  const parts = listOf<Json>(of.Metrics).map(({ Expression, MetricStat }) =>
    MetricStat ? measured({ ...MetricStat.Metric, ...MetricStat }) : Expression,
  );
  // What is reckoned comes last.
  const what = of.MetricName
    ? measured(of)
    : parts.sort((a, b) => Number(!/ of /.test(a)) - Number(!/ of /.test(b))).join("; ");
  const missing = of.TreatMissingData === "breaching" ? ", or nothing" : "";
  return `${what}, ${signs[of.ComparisonOperator]} ${of.Threshold} ×${of.EvaluationPeriods}${missing}`;
}

export const somebodyIsTold: Check = (templates) => {
  const found = every(templates, "AWS::CloudWatch::Alarm").map(({ stack, properties }) => {
    const name = String(properties.AlarmName).replace("rss-portalen-", "");
    const topics = listOf(properties.AlarmActions).map((action) => named(templates, stack, action));
    const isHeard = every(templates, "AWS::SNS::Subscription").some(
      ({ properties: { Endpoint, Protocol, TopicArn }, ...at }) =>
        Endpoint === settings.alarms && Protocol === "email" && topics.includes(named(templates, at.stack, TopicArn)),
    );
    const text = String(properties.AlarmDescription ?? "");
    return { name, isHeard, text, sound: soundOf(templates, stack, properties), enabled: properties.ActionsEnabled };
  });
  const queues = every(templates, "AWS::SQS::Queue").map(({ path }) => path.replace("service/", ""));
  return [
    ...[...Object.keys(sounds), ...queues].filter((name) => !found.some((one) => one.name === name)),
    ...found.flatMap(({ name, isHeard, text, sound, enabled }) => [
      ...(sounds[name] === sound ? [] : [`${name}: ${sound}`]),
      ...(isHeard && enabled !== false ? [] : [`nobody hears ${name}`]),
      // What people notice, and what to do; SNS takes no more than so much.
      ...(/^.{30,} Do: .{15,}$/.test(text) && text.length <= 1024 ? [] : [`${name} does not say what to do`]),
      ...(operating.includes(`\`${name}\``) ? [] : [`docs/operating.md says nothing of ${name}`]),
    ]),
  ];
};

export const theDashboardShows: Check = (templates) => {
  const [board] = every(templates, "AWS::CloudWatch::Dashboard");
  if (!board) return ["no dashboard"];
  const { widgets } = JSON.parse(named(templates, "ops", board.properties.DashboardBody));
  const told = JSON.stringify(widgets);
  const lines = widgets.flatMap(({ properties }: Json) => properties.annotations?.vertical ?? []);
  const wanted = [
    ...["handed-in", "submitted", "outbox-age", "ApproximateNumberOfMessagesVisible", "4xx", "5xx", "Latency"],
    ...["Bounce", "Complaint", "ReadThrottleEvents", "WriteThrottleEvents", "Throttles"],
  ];
  return [
    ...wanted.filter((metric) => !told.includes(`"${metric}"`)).map((metric) => `not on the dashboard: ${metric}`),
    ...settings.deadlines
      .filter((day) => !lines.some(({ value }: Json) => value === endOfDay(day)))
      .map((day) => `nothing shows where ${day} ends`),
  ];
};

/** Filters that make figures of what is logged, against the very lines that the functions and the gateway write. */
export const logsAreCounted: Check = (templates) => {
  const filters = every(templates, "AWS::Logs::MetricFilter").map(({ stack, properties }) => ({
    from: named(templates, stack, properties.LogGroupName),
    pattern: String(properties.FilterPattern),
    ...properties.MetricTransformations[0],
  }));
  const { Format } = every(templates, "AWS::ApiGatewayV2::Stage")[0]?.properties.AccessLogSettings ?? {};
  const logged = Object.keys(JSON.parse(Format ?? "{}"));
  const wanted = {
    "outbox-age": ["service/keeper/log", "$.oldestSeconds", '$.worker = "keeper"'],
    "handed-in": ["service/gateway/access-log", "1", ...[routes.handIn, routes.handInFor].map(({ path }) => path)],
    submitted: ["service/gateway/access-log", "1", ...[routes.sign, routes.signOnPaper].map(({ path }) => path)],
  };
  return Object.entries(wanted).flatMap(([name, [from, value, ...said]]) => {
    const found = filters.filter(({ MetricName }) => MetricName === name);
    const [one] = found;
    const fields = [...(one?.pattern.matchAll(/\$\.(\w+)/g) ?? [])].map(([, field]) => field ?? "");
    const holds =
      found.length === 1 &&
      one?.from === from &&
      one.MetricValue === value &&
      said.every((each) => one.pattern.includes(each)) &&
      (name === "outbox-age" || fields.every((field) => logged.includes(field)));
    return holds ? [] : [`${name}: ${JSON.stringify(found)}`];
  });
};

export const moneyIsWatched: Check = (templates) => {
  const [budget] = every(templates, "AWS::Budgets::Budget");
  const { Budget: of, NotificationsWithSubscribers: told = [] } = budget?.properties ?? {};
  const isTold = (kind: string) =>
    told.some(
      ({ Notification: { NotificationType, Threshold }, Subscribers }: Json) =>
        NotificationType === kind && Threshold <= 100 && Subscribers[0].Address === settings.alarms,
    );
  return [
    ...(budget?.stack === "edge" && of.BudgetLimit.Amount === settings.budget ? [] : ["no budget, or another"]),
    ...["ACTUAL", "FORECASTED"].filter((kind) => !isTold(kind)).map((kind) => `nobody is told of ${kind}`),
  ];
};

export const githubGetsInByToken: Check = (templates) => {
  const providers = every(templates, "AWS::IAM::OIDCProvider").map(({ properties }) => properties);
  const keys = every(templates).filter(({ type }) => /^AWS::IAM::(AccessKey|User)$/.test(type));
  return [
    ...(providers.length === 1 && providers[0].Url === "https://token.actions.githubusercontent.com"
      ? []
      : [`${providers.length} providers`]),
    ...(providers[0]?.ClientIdList?.join() === "sts.amazonaws.com" ? [] : ["tokens for others are taken"]),
    ...keys.map(({ path }) => `${path} can be stolen`),
  ];
};
