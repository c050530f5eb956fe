/** Who is told when something fails or stands still. Each alarm says what people notice of it and what to do. */
import { Aws } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Settings } from "../stages.ts";

/** What people notice, and what to do. The mail has no more room; docs/operating.md has a line for each. */
const impact = {
  "sealer-failed": [
    "The PDF of what was signed or decided is missing, or without its time stamp, and its receipt may not be mailed. The signature stands, and it is tried again every hour.",
    "Find the step that waits, and what it waits for.",
  ],
  "mailer-failed": [
    "Somebody has not been written to about a plan. Nothing else is held up, and it is tried again every hour.",
    "Read the mailer's log for level error.",
  ],
  "verdict-failed": [
    "An attachment says that it is being checked and cannot be opened, and once signed, its plan has no document. Nobody is stopped from handing in or signing.",
    "Look at the scan's plan in GuardDuty, then send the queue's events again.",
  ],
  "keeper-failed": [
    "Nothing yet: what was given up is not tried again, or a time stamp is not renewed. It is tried again every hour, and a stamp is renewed months before it must be.",
    "Read the keeper's log for level error.",
  ],
  "reminders-failed": [
    "Somebody has not been reminded this morning of what is due. It is made up for tomorrow at eight.",
    "Read the reminders' log; on the last day before a closing, write to them by hand.",
  ],
  "bounces-failed": [
    "It is not known of a mail whether it arrived. An address that is wrong may be written to again, and its substitute is not.",
    "Read the bounces' log; if the mail is unknown, purge the queue.",
  ],
  "keeper-silent": [
    "Nothing that failed or waits has been tried again for three hours, and no time stamp renewed.",
    "Look at the keeper's schedule.",
  ],
  "reminders-silent": [
    "Nobody has been reminded for a day, nor has SKR. What was missed is made up for by the next morning's run.",
    "Look at the reminders' schedule; invoke the function by hand.",
  ],
  "outbox-old": [
    "Somebody has waited four hours or more for a PDF, a receipt or a mail about what they have done. What they did stands.",
    "See what is outstanding in SKR's overview, and which step it waits at.",
  ],
  "api-failed": [
    "Somebody got an error from the API. What is typed is kept in the browser.",
    "Read the API's log for level error.",
  ],
  "codes-failed": [
    "Somebody who asked for a code to log in by got none. Passkeys and log-ins of people's own organisations go on.",
    "Read the log of codes; if it goes on, go back to the deployment before.",
  ],
  "api-refused": [
    "Half of what people ask for is refused. If it is 401, nobody gets in; if 409, a round may have closed too early.",
    "See in the access log which routes and which status.",
  ],
  "api-slow": [
    "Saving takes more than two seconds for one in twenty. Nothing is lost, but people will press again.",
    "Look for throttling of the table and at the traces of the API.",
  ],
  "api-crowded": [
    "Somebody was turned away because too many asked at once. The browser tries again by itself.",
    "If it goes on, ask for more concurrency and raise `atOnce` in service.ts.",
  ],
  "table-throttled": [
    "Saves are slow or answered 503, and the browser tries again: the table is at its cap.",
    "See who asks; on a last day raise `caps` in stages.ts and deploy the data stack.",
  ],
  "mail-bounced": [
    "More than 4 % of all mail comes back. Above 5 % AWS looks at the account, and may stop all mail, log-in codes too.",
    "Correct the addresses that stand on /adresser in the portal.",
  ],
  "mail-complained": [
    "People say that the portal's mail is junk. Above 0.1 % AWS may stop all mail, log-in codes too.",
    "See whom SNS told of, and talk to their IT about it.",
  ],
  "pages-failed": [
    "More than 5 % of all pages and calls fail at the edge. People see an error of CloudFront's instead of the portal.",
    "See if api-failed sounds too; if not, look at AWS's own status and at the last deployment.",
  ],
  "shut-out": [
    "The firewall turns many requests away. Mostly nobody notices; but a whole county behind one address may be shut out.",
    "See by which rule; if by `flood`, and it is a county, raise it in firewall.ts.",
  ],
} as const;

export type AlarmName = keyof typeof impact;

/**
 * `over`: more than that for so many periods (1); `never`: not once in so many. What has no figures at all is well for the one and the
 * very trouble for the other.
 */
export type When = { over: number; periods?: number } | { never: true; periods?: number };

export class Alarms extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, { alarms }: Pick<Settings, "alarms">) {
    super(scope, id);
    this.topic = new Topic(this, "topic", { displayName: "RSS-portalen", enforceSSL: true });
    // A topic that has a policy of its own has no other: without this no alarm would get through.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(alarms));
  }

  raise(name: AlarmName, metric: IMetric, when: When): void {
    const [notice, todo] = impact[name];
    new Alarm(this, name, {
      metric,
      alarmName: `rss-portalen-${name}`,
      alarmDescription: `${notice} Do: ${todo}`,
      evaluationPeriods: when.periods ?? 1,
      ...("over" in when
        ? {
            threshold: when.over,
            comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.NOT_BREACHING,
          }
        : {
            threshold: 1,
            comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.BREACHING,
          }),
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
