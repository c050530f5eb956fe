/** What the portal is measured by. Alarms and dashboard read the same. */
import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { FilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { routes } from "#domain/routes";
import { table as definition } from "../../lambdas/store/table.ts";

const namespace = "RSS-portalen";
const period = Duration.minutes(5);

/** How long the oldest thing has waited that should have been done an hour ago, in seconds. The keeper writes it every hour. */
export function outboxAge(scope: Construct, logGroup: LogGroup): Metric {
  const metricName = "outbox-age";
  new MetricFilter(scope, metricName, {
    ...{ logGroup, metricNamespace: namespace, metricName, metricValue: "$.oldestSeconds" },
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue("$.worker", "=", "keeper"),
      FilterPattern.numberValue("$.oldestSeconds", ">=", 0),
    ),
  });
  return new Metric({ namespace, metricName, statistic: "max", period: Duration.hours(1) });
}

type Move = "handed-in" | "submitted";
const movedBy: Record<Move, (keyof typeof routes)[]> = {
  "handed-in": ["handIn", "handInFor"],
  submitted: ["sign", "signOnPaper"],
};

/** How often a move was made, by what the gateway answered; one that was tried again counts twice. */
export function moves(scope: Construct, logGroup: LogGroup): Record<Move, Metric> {
  const of = (move: Move): Metric => {
    const calls = movedBy[move].map((name) =>
      FilterPattern.stringValue("$.route", "=", `${routes[name].method} ${routes[name].path}`),
    );
    new MetricFilter(scope, move, {
      ...{ logGroup, metricNamespace: namespace, metricName: move, metricValue: "1" },
      filterPattern: FilterPattern.all(FilterPattern.any(...calls), FilterPattern.stringValue("$.status", "=", "200")),
    });
    return new Metric({ namespace, metricName: move, statistic: "sum", period: Duration.hours(1) });
  };
  return { "handed-in": of("handed-in"), submitted: of("submitted") };
}

/** Of a hundred calls; of fewer than fifty in five minutes it says nothing. */
export const shareRefused = (api: HttpApi): MathExpression =>
  new MathExpression({
    expression: "IF(asked > 50, 100 * refused / asked, 0)",
    usingMetrics: {
      refused: api.metricClientError({ period, statistic: "sum" }),
      asked: api.metricCount({ period, statistic: "sum" }),
    },
    label: "refused, per cent",
    period,
  });

/**
 * What several count, together. Where one of them has counted nothing it has no figure at all, and a plain sum would have none either, though
 * the others have. With a figure always there, an alarm ends too: what is of DynamoDB stays in alarm as long as figures are missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const together = (usingMetrics: Record<string, Metric>, label: string): MathExpression =>
  new MathExpression({
    expression: `SUM([${Object.keys(usingMetrics).map((name) => `FILL(${name}, 0)`)}])`,
    ...{ usingMetrics, label, period },
  });

/** The table's own, and each index's, which DynamoDB counts apart. */
export function throttled({ tableName: TableName }: ITableV2): MathExpression {
  const counted = (kind: "Read" | "Write", index?: string): [string, Metric] => [
    `${kind.toLowerCase()}s${index ? `_${index}` : ""}`,
    new Metric({
      ...{ namespace: "AWS/DynamoDB", metricName: `${kind}ThrottleEvents`, statistic: "sum", period },
      dimensionsMap: { TableName, ...(index ? { GlobalSecondaryIndexName: index } : {}) },
    }),
  ];
  const all = [undefined, ...Object.keys(definition.indexes)].flatMap((index) => [
    counted("Read", index),
    counted("Write", index),
  ]);
  return together(Object.fromEntries(all), "turned away by the table");
}

/** Of the account's mail, codes to log in by too. A share of 1, as SES reckons it, or a count. */
export const mail = (
  metricName: "Reputation.BounceRate" | "Reputation.ComplaintRate" | "Send" | "Bounce" | "Complaint",
) =>
  new Metric({
    ...{ namespace: "AWS/SES", metricName, period: Duration.hours(1) },
    statistic: metricName.startsWith("Reputation") ? "max" : "sum",
  });
