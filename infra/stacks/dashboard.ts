/** What somebody looks at on a last day: how many have come, what waits, what fails. */
import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric, MathExpression, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { endOfDay } from "#domain/deadlines";
import type { StageName } from "../stages.ts";

type Graph = "outbox" | "failed" | "refused" | "latency" | "mail" | "throttled";
type Shown = { stage: StageName; deadlines: string[]; moves: Record<string, IMetric> } & Record<Graph, IMetric[]>;

const titles: Record<Graph, string> = {
  outbox: "Oldest that waits to be done (seconds)",
  failed: "Given up, in each queue",
  refused: "Calls: all, refused (4xx), failed (5xx)",
  latency: "How long a call takes (ms)",
  mail: "Mail: sent, come back, complained of",
  throttled: "Turned away: by the table, by the functions' limits",
};

export function dashboard(scope: Construct, { stage, deadlines, moves, ...graphs }: Shown): void {
  const board = new Dashboard(scope, "dashboard", {
    dashboardName: `rss-portalen-${stage}`,
    defaultInterval: Duration.days(7),
  });
  board.addWidgets(
    new TextWidget({
      ...{ width: 24, height: 2 },
      markdown:
        "Runbook: docs/operating.md, “Deadline day”. Who has handed in, by name, is in the portal's own overview.",
    }),
  );
  board.addWidgets(
    new GraphWidget({
      ...{ title: "Submissions against the deadline, summed over the time shown", width: 24, height: 7 },
      left: Object.entries(moves).map(
        ([label, metric], index) =>
          new MathExpression({
            ...{ expression: `RUNNING_SUM(FILL(m${index}, 0))`, usingMetrics: { [`m${index}`]: metric }, label },
            period: Duration.hours(1),
          }),
      ),
      verticalAnnotations: deadlines.map((day) => ({ date: endOfDay(day), label: `closes ${day}` })),
    }),
  );
  const each = (Object.keys(titles) as Graph[]).map(
    (graph) => new GraphWidget({ title: titles[graph], left: graphs[graph], width: 8, height: 6 }),
  );
  board.addWidgets(...each.slice(0, 3));
  board.addWidgets(...each.slice(3));
}
