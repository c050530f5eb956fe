/** Who is told when something stands still. Each alarm says what it means for people and what to do. */
import { Aws, Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Alarm, type AlarmProps, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Settings } from "../stages.ts";

type Failing = "sealer" | "mailer" | "verdict" | "keeper" | "reminders" | "bounces";
export type Watched = { failed: Record<Failing, Queue>; keeper: IFunction; reminders: IFunction; api: HttpApi };
type Props = StackProps & Watched & { settings: Settings };

const impact: Record<Failing, string> = {
  sealer:
    "The document of a signed plan is not made, sealed or time-stamped, and its receipt may not be mailed. The signature stands, and it is tried again every hour.",
  mailer: "Somebody has not been written to about a plan. Nothing else is held up.",
  verdict:
    "An attachment says that it is being checked and cannot be opened, and once signed, its plan has no document. Nobody is stopped from handing in or signing.",
  keeper:
    "What was given up is not tried again, or a document's time stamp is not renewed. It is tried again every hour, and a stamp is renewed months before it must be.",
  reminders:
    "Somebody has not been reminded this morning of what is due. It is made up for tomorrow at eight; on the last day before a closing, write to them by hand.",
  bounces:
    "It is not known of a mail whether it arrived. An address that is wrong may be written to again, and its substitute is not.",
};

type When = Pick<AlarmProps, "comparisonOperator" | "treatMissingData"> & { evaluationPeriods?: number };

const any: When = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
/** What is never called has no figures at all. */
const none: When = {
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};

export class Ops extends Stack {
  constructor(scope: Construct, id: string, { settings, failed, keeper, reminders, api, ...props }: Props) {
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

    const alarm = (name: string, metric: IMetric, alarmDescription: string, when = any) =>
      new Alarm(this, name, { metric, alarmDescription, threshold: 1, evaluationPeriods: 1, ...when }).addAlarmAction(
        new SnsAction(topic),
      );

    for (const [name, queue] of Object.entries(failed)) {
      const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: "max" });
      alarm(`${name}-failed`, metric, `${impact[name as Failing]} See docs/operating.md, "Something did not arrive".`);
    }
    alarm(
      "keeper-silent",
      keeper.metricInvocations({ period: Duration.hours(3), statistic: "sum" }),
      "Nothing that failed or waits has been tried again for three hours, and no time stamp renewed. Look at the keeper's schedule.",
      none,
    );
    alarm(
      "reminders-silent",
      reminders.metricInvocations({ period: Duration.hours(1), statistic: "sum" }),
      "Nobody has been reminded for a day, nor has SKR. What was missed is made up for by the next morning's run. Look at the reminders' schedule.",
      // A day has 25 hours when the clocks are set back.
      { ...none, evaluationPeriods: 26 },
    );
    alarm(
      "api-failed",
      api.metricServerError({ period: Duration.minutes(5), statistic: "sum" }),
      "Somebody got an error from the API. What is typed is kept in the browser. Look for level error in the API's log.",
    );
  }
}
