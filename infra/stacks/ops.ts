/** What looks after the portal: alarms, a dashboard, and the way in for deployments. */
import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Settings, StageName } from "../stages.ts";
import { Alarms } from "./alarms.ts";
import { dashboard } from "./dashboard.ts";
import { letGithubIn } from "./deployer.ts";
import { mail, moves, outboxAge, shareRefused, throttled, together } from "./figures.ts";

const failing = ["sealer", "mailer", "verdict", "keeper", "reminders", "bounces"] as const;
type Failing = (typeof failing)[number];

export type Watched = {
  failed: Record<Failing, Queue>;
  functions: Record<Failing | "api" | "office", IFunction> & { codes?: IFunction };
  table: ITableV2;
  api: HttpApi;
  /** The access log of the API, and the keeper's own. */
  calls: LogGroup;
  keeperLog: LogGroup;
};
type Props = StackProps & Watched & { stage: StageName; settings: Settings };

const period = Duration.minutes(5);

export class Ops extends Stack {
  constructor(scope: Construct, id: string, { stage, settings, ...watched }: Props) {
    const { failed, functions, table, api, calls, keeperLog, ...props } = watched;
    super(scope, id, { description: "RSS-portalen: alarms, dashboard, deployment", ...props });
    const alarms = new Alarms(this, "alarms", settings);

    const given = failing.map((name) => {
      const metric = failed[name].metricApproximateNumberOfMessagesVisible({ period, statistic: "max", label: name });
      alarms.raise(`${name}-failed`, metric, { over: 0 });
      return metric;
    });
    alarms.raise("keeper-silent", functions.keeper.metricInvocations({ period: Duration.hours(3) }), { never: true });
    // A day has 25 hours when the clocks are set back.
    const hourly = functions.reminders.metricInvocations({ period: Duration.hours(1) });
    alarms.raise("reminders-silent", hourly, { never: true, periods: 26 });

    const unworded = functions.codes?.metricErrors({ period, statistic: "sum" });
    if (unworded) alarms.raise("codes-failed", unworded, { over: 0 });

    const outbox = outboxAge(this, keeperLog);
    alarms.raise("outbox-old", outbox, { over: 4 * 3600 });

    const broken = api.metricServerError({ period, statistic: "sum" });
    alarms.raise("api-failed", broken, { over: 0 });
    alarms.raise("api-refused", shareRefused(api), { over: 50, periods: 3 });
    const slow = api.metricLatency({ period, statistic: "p95" });
    alarms.raise("api-slow", slow, { over: 2000, periods: 3 });
    const crowded = together(
      {
        api: functions.api.metricThrottles({ period, statistic: "sum" }),
        office: functions.office.metricThrottles({ period, statistic: "sum" }),
      },
      "turned away by the functions' limits",
    );
    alarms.raise("api-crowded", crowded, { over: 0 });
    alarms.raise("table-throttled", throttled(table), { over: 0, periods: 2 });
    alarms.raise("mail-bounced", mail("Reputation.BounceRate"), { over: 0.04 });
    alarms.raise("mail-complained", mail("Reputation.ComplaintRate"), { over: 0.0008 });

    const called = [api.metricCount({ period, statistic: "sum" }), api.metricClientError({ period, statistic: "sum" })];
    dashboard(this, {
      ...{ stage, deadlines: settings.deadlines, moves: moves(this, calls) },
      ...{
        outbox: [outbox],
        failed: given,
        refused: [...called, broken],
        latency: [api.metricLatency({ period, statistic: "p50" }), slow],
      },
      ...{ mail: [mail("Send"), mail("Bounce"), mail("Complaint")], throttled: [throttled(table), crowded] },
    });
    letGithubIn(this, stage, settings.github);
  }
}
