/** Who is told when something stands still. Each alarm says what it means for people and what to do. */
import { Aws, Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Settings } from "../stages.ts";

type Failing = "sealer" | "mailer" | "verdict";
type Props = StackProps & { settings: Settings; failed: Record<Failing, Queue>; api: HttpApi };

const impact: Record<Failing, string> = {
  sealer: "A signed plan has no document, and its receipt is not mailed. The signature stands.",
  mailer: "Somebody has not been written to about a plan. Nothing else is held up.",
  verdict: "An attachment says that it is being checked and cannot be opened. Nobody is stopped from handing in.",
};

export class Ops extends Stack {
  constructor(scope: Construct, id: string, { settings, failed, api, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: alarms", ...props });
    const topic = new Topic(this, "alarms", { displayName: "RSS-portalen", enforceSSL: true });
    // A topic that has a policy of its own has no other: without this no alarm would get through.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    topic.addSubscription(new EmailSubscription(settings.alarms));

    const alarm = (name: string, metric: IMetric, alarmDescription: string) =>
      new Alarm(this, name, {
        metric,
        alarmDescription,
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(topic));

    for (const [name, queue] of Object.entries(failed)) {
      const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: "max" });
      alarm(`${name}-failed`, metric, `${impact[name as Failing]} See docs/operating.md, "Something did not arrive".`);
    }
    alarm(
      "api-failed",
      api.metricServerError({ period: Duration.minutes(5), statistic: "sum" }),
      "Somebody got an error from the API. What is typed is kept in the browser. Look for level error in the API's log.",
    );
  }
}
