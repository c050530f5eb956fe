/** GuardDuty looks at every attachment; what it says wakes the verdict function. */
import { Aws, Duration, Stack } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { CfnMalwareProtectionPlan } from "aws-cdk-lib/aws-guardduty";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acceptAll } from "./accept.ts";

/** `attachments`: the bucket. */
type Props = { attachments: string; verdict: IFunction; failed: Queue };

const folder = "attachments/";

export class Scan extends Construct {
  constructor(scope: Construct, id: string, { attachments, verdict, failed }: Props) {
    super(scope, id);
    const role = this.scanner(attachments);
    new CfnMalwareProtectionPlan(this, "plan", {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName: attachments, objectPrefixes: [folder] } },
      // The verdict stands in the table, beside the draft; a tag would say it again, to whoever may change tags.
      actions: { tagging: { status: "DISABLED" } },
    });

    const rule = new Rule(this, "scanned", {
      eventPattern: {
        source: ["aws.guardduty"],
        detailType: ["GuardDuty Malware Protection Object Scan Result"],
        detail: { s3ObjectDetails: { bucketName: [attachments] } },
      },
    });
    // The queue takes what could not be handed over; what the function failed at, it sends there itself.
    rule.addTarget(new LambdaFunction(verdict, { deadLetterQueue: failed, maxEventAge: Duration.hours(24) }));
  }

  /** https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html, without tags and keys. */
  private scanner(attachments: string): Role {
    const bucket = `arn:aws:s3:::${attachments}`;
    const rules = `arn:aws:events:${Stack.of(this).region}:${Aws.ACCOUNT_ID}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`;
    const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });
    const manage = allow(["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"], rules);
    manage.addCondition("StringLike", { "events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com" });
    const statements = [
      manage,
      allow(["events:DescribeRule", "events:ListTargetsByRule"], rules),
      allow(["s3:PutBucketNotification", "s3:GetBucketNotification", "s3:ListBucket"], bucket),
      allow(["s3:PutObject"], `${bucket}/malware-protection-resource-validation-object`),
      allow(["s3:GetObject", "s3:GetObjectVersion"], `${bucket}/*`),
    ];
    const role = new Role(this, "role", {
      assumedBy: new ServicePrincipal("malware-protection-plan.guardduty.amazonaws.com"),
      inlinePolicies: { own: new PolicyDocument({ statements }) },
    });
    acceptAll(role, rules, "GuardDuty names its own rule, and only it may manage it.");
    acceptAll(role, `${bucket}/*`, "It is to look at every file of this bucket.");
    return role;
  }
}
