/** What the stacks promise about what happens after a request: outbox, scan, logs, mail. */
import { marshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Check } from "#tests/infra/promises";
import { every, type Json, listOf, named, type Templates } from "#tests/infra/synthesised";
import { stages } from "../../infra/stages.ts";
import { keys, pendingSince, renewAt } from "../../lambdas/store/keys.ts";

const { prod } = stages;
/** How many of each may run at once. Of what the clock wakes one: two would stamp or remind of the same. */
const atOnce: Record<string, number> = {
  ...{ api: 100, office: 10, sealer: 5, mailer: 5, verdict: 5, keeper: 1, reminders: 1, bounces: 5, codes: 5 },
};
const workers = Object.keys(atOnce);

/** A row as lambdas/store writes it: with steps left, with its last step settled by a function that then died, done, and no event. */
const since = pendingSince("2021-05-20T09:00:00.000Z", "2021.W", 3);
const decided = pendingSince("2021-05-20T09:00:00.000Z", "2021.W", 4, "decision");
const version = { version: 1 };
const rows: [row: Record<string, unknown>, isPending: boolean | "mailer"][] = [
  [{ ...keys.event("2021.W", 3), ...since, pending: new Set(["mail"]) }, true],
  // Nothing that the sealer could do, nor may.
  [{ ...keys.event("register:W", 3), ...pendingSince("2021-05-20T09:00:00.000Z", "register:W", 3) }, "mailer"],
  [keys.event("register:W", 3), false],
  [{ ...keys.event("2021.W", 3), ...since }, true],
  [keys.event("2021.W", 3), false],
  [{ pk: "SUB#2021.W", sk: "ANSWER#8b", value: "PENDING" }, false],
  [{ ...keys.event("2021.W", 4), ...decided, pending: new Set(["seal"]) }, true],
  [
    { ...keys.renewal("2021.W", version), ...renewAt("2022-05-20T09:00:00.000Z", "2021.W", version, "GFP-2021-W-1") },
    false,
  ],
];

/** Lambda's filter, as far as it is used here: a field that is a text, begins so or exists, below others. */
function fits(pattern: Json, value: Json): boolean {
  if (Array.isArray(pattern))
    return pattern.some((rule) => {
      if (typeof rule === "string") return rule === value;
      if ("prefix" in rule) return String(value ?? "").startsWith(rule.prefix);
      return rule.exists === (value !== undefined);
    });
  return Object.entries(pattern).every(([key, inner]) => fits(inner, value?.[key]));
}

export const theStreamWakesTheOutbox: Check = (templates) => {
  const mappings = every(templates, "AWS::Lambda::EventSourceMapping");
  const woken = mappings.map(({ properties }) => named(templates, "service", properties.FunctionName)).sort();
  const faults = woken.join() === "service/mailer/function,service/sealer/function" ? [] : [`woken: ${woken}`];
  return mappings.reduce((found, { path, properties: of }) => {
    const say = (holds: boolean, what: string) => holds || found.push(`${path}: ${what}`);
    const source = named(templates, "service", of.EventSourceArn);
    say(source === "data/table.StreamArn", `listens to ${source}`);
    const patterns = listOf<Json>(of.FilterCriteria?.Filters).map(({ Pattern }) => JSON.parse(Pattern));
    for (const [row, isPending] of rows) {
      const record = { eventName: "MODIFY", dynamodb: { NewImage: marshall(row) } };
      const isTold = patterns.length === 0 || patterns.some((pattern) => fits(pattern, record));
      const isMeant = isPending === "mailer" ? path.startsWith("service/mailer/") : isPending;
      say(isTold === isMeant, `${isTold ? "told" : "not told"} of ${Object.keys(row)}`);
    }
    say(JSON.stringify(of.FunctionResponseTypes) === '["ReportBatchItemFailures"]', "one failure fails the batch");
    say(of.BisectBatchOnFunctionError === true, "one poison record stops the batch");
    say(of.MaximumRetryAttempts >= 3 && of.MaximumRetryAttempts <= 50, `tries ${of.MaximumRetryAttempts} times`);
    say(of.MaximumRecordAgeInSeconds > 0, "tries for ever");
    const failed = named(templates, "service", of.DestinationConfig?.OnFailure?.Destination);
    say(failed === path.replace("/stream", "-failed.Arn"), `gives up into ${failed}`);
    return found;
  }, faults);
};

/** What becomes of a call by an event that a function fails at. */
const asyncOf = (templates: Templates, worker: string): Json =>
  every(templates, "AWS::Lambda::EventInvokeConfig").find(({ path }) => path.startsWith(`service/${worker}/`))
    ?.properties;

export const attachmentsAreScanned: Check = (templates) => {
  const bucket = "rss-portalen-prod-attachments-<AccountId>";
  const text = (value: Json) => named(templates, "service", value);
  const plan = every(templates, "AWS::GuardDuty::MalwareProtectionPlan")[0]?.properties.ProtectedResource.S3Bucket;
  const rule = every(templates, "AWS::Events::Rule")[0]?.properties;
  const invoked = asyncOf(templates, "verdict");
  const data = every(templates, "AWS::S3::Bucket").find(({ path }) => path === "data/attachments")?.properties;
  const claims = {
    "the bucket tells": data?.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled === true,
    "the bucket is the portal's": text(data?.BucketName) === bucket,
    "GuardDuty looks at it": text(plan?.BucketName) === bucket && plan.ObjectPrefixes[0] === "attachments/",
    "its results are listened to":
      rule?.EventPattern["detail-type"][0] === "GuardDuty Malware Protection Object Scan Result" &&
      text(rule.EventPattern.detail.s3ObjectDetails.bucketName[0]) === bucket,
    "by the verdict function":
      rule?.Targets.length === 1 && text(rule.Targets[0].Arn) === "service/verdict/function.Arn",
    "what cannot be handed over is kept":
      text(rule?.Targets[0]?.DeadLetterConfig?.Arn) === "service/verdict-failed.Arn",
    "what fails is kept": text(invoked?.DestinationConfig?.OnFailure?.Destination) === "service/verdict-failed.Arn",
  };
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
};

export const theFunctionsAreAsMeant: Check = (templates) => {
  const functions = every(templates, "AWS::Lambda::Function").filter(({ stack }) => stack === "service");
  const names = functions.map(({ path }) => path.replace(/^service\/(\w+)\/function$/, "$1"));
  const faults = names.sort().join() === [...workers].sort().join() ? [] : [`functions: ${names}`];
  for (const { path, properties: of } of functions) {
    const worker = path.split("/")[1];
    const log = every(templates, "AWS::Logs::LogGroup").find(
      (each) => each.path === named(templates, "service", of.LoggingConfig?.LogGroup),
    );
    const role = named(templates, "service", of.Role);
    const say = (holds: boolean, what: string) => holds || faults.push(`${path}: ${what}`);
    say(of.Runtime === "nodejs24.x" && of.Architectures[0] === "arm64", `${of.Runtime} on ${of.Architectures}`);
    say(of.TracingConfig?.Mode === "Active", "leaves no trace");
    const { [worker ?? ""]: most } = atOnce;
    say(of.ReservedConcurrentExecutions === most, `runs ${of.ReservedConcurrentExecutions} at once`);
    say(role === `service/${worker}/role.Arn`, `takes on ${role}`);
    say(log?.path === `service/${worker}/log`, `logs to ${log?.path}`);
    say(log?.properties.RetentionInDays === prod.logDays, `keeps its log ${log?.properties.RetentionInDays} days`);
  }
  return faults;
};

/** `names`: what each entry parses of its environment. */
export const environmentsAre =
  (names: Record<string, string[]>): Check =>
  (templates) =>
    every(templates, "AWS::Lambda::Function")
      .filter(({ stack }) => stack === "service")
      .flatMap(({ path, properties }) => {
        const there = Object.keys(properties.Environment?.Variables ?? {}).sort();
        const wanted = [...(names[path.split("/")[1] ?? ""] ?? [])].sort();
        return there.join() === wanted.join() ? [] : [`${path}: ${there}, but its entry names ${wanted}`];
      });

/** The hour, as its handler parses it. */
const time = z.object({ time: z.literal("<aws.scheduler.scheduled-time>") });

/** Of a worker that a clock wakes: when it strikes, and within how many seconds it may still be called. */
const isWoken =
  (worker: string, strikes: (schedule: Json) => boolean, within: number): Check =>
  (templates) => {
    const text = (value: Json) => named(templates, "service", value);
    const clocks = every(templates, "AWS::Scheduler::Schedule").filter(({ path }) =>
      path.startsWith(`service/${worker}/`),
    );
    const { Target: target = {}, ...of } = clocks[0]?.properties ?? {};
    const invoked = asyncOf(templates, worker);
    const failed = `service/${worker}-failed.Arn`;
    const claims = {
      "there is one clock": clocks.length === 1,
      "it strikes when it should": strikes(of) && of.State !== "DISABLED",
      "it never ends": of.EndDate === undefined,
      "it calls the worker": text(target.Arn) === `service/${worker}/function.Arn`,
      "as itself": text(target.RoleArn) === `service/${worker}/clock.Arn`,
      "with the time": time.safeParse(JSON.parse(target.Input ?? "null")).success,
      "again when it could not": target.RetryPolicy?.MaximumRetryAttempts > 0,
      "not after the next time has come": target.RetryPolicy?.MaximumEventAgeInSeconds <= within,
      "what could not be handed over is kept": text(target.DeadLetterConfig?.Arn) === failed,
      "what fails is kept": text(invoked?.DestinationConfig?.OnFailure?.Destination) === failed,
    };
    return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
  };

export const theKeeperIsWoken = isWoken("keeper", (of) => of.ScheduleExpression === "rate(1 hour)", 3600);

/** At eight on Stockholm's clocks, which only a zone tells in summer and in winter. */
export const remindersGoOut = isWoken(
  "reminders",
  (of) =>
    /^cron\(0 8 \* \* \? \*\)$/.test(of.ScheduleExpression) && of.ScheduleExpressionTimezone === "Europe/Stockholm",
  6 * 3600,
);

export const whatBecomesOfMailIsHeard: Check = (templates) => {
  const text = (value: Json) => named(templates, "service", value);
  const destination = every(templates, "AWS::SES::ConfigurationSetEventDestination")[0]?.properties;
  const told = destination?.EventDestination;
  const heard = every(templates, "AWS::SNS::Subscription").find(({ stack }) => stack === "service")?.properties;
  const invoked = asyncOf(templates, "bounces");
  const claims = {
    "of the set that mail goes out under": text(destination?.ConfigurationSetName) === "data/mail/set",
    "it is told": told?.Enabled === true,
    "of bounces, complaints and deliveries": ["bounce", "complaint", "delivery"].every((kind) =>
      told?.MatchingEventTypes?.includes(kind),
    ),
    "to the topic": text(told?.SnsDestination?.TopicARN) === "service/post/news",
    "which the function hears": text(heard?.TopicArn) === "service/post/news" && heard?.Protocol === "lambda",
    "and no other": text(heard?.Endpoint) === "service/bounces/function.Arn",
    "what cannot be handed over is kept":
      text(heard?.RedrivePolicy?.deadLetterTargetArn) === "service/bounces-failed.Arn",
    "what fails is kept": text(invoked?.DestinationConfig?.OnFailure?.Destination) === "service/bounces-failed.Arn",
  };
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
};

export const mailIsOurs: Check = (templates) => {
  const [identity] = every(templates, "AWS::SES::EmailIdentity").map(({ properties }) => properties);
  const sets = every(templates, "AWS::SES::ConfigurationSet");
  const under = named(templates, "data", identity?.ConfigurationSetAttributes?.ConfigurationSetName);
  return [
    ...(prod.mail.sender.endsWith(`@${identity?.EmailIdentity}`) ? [] : ["the sender is of another domain"]),
    ...(identity?.DkimAttributes?.SigningEnabled === true ? [] : ["it is not signed (DKIM)"]),
    ...(identity?.DkimSigningAttributes?.NextSigningKeyLength === "RSA_2048_BIT" ? [] : ["its key is short"]),
    ...(sets.some(({ path }) => path === under) ? [] : ["mail goes out under no configuration set"]),
    ...sets.flatMap(({ path, properties: of }) =>
      of.DeliveryOptions?.TlsPolicy === "REQUIRE" ? [] : [`${path}: without TLS`],
    ),
  ];
};
