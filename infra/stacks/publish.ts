/** Puts the built web and /config.json where CloudFront finds them, as a part of the deployment. */
import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import type { Construct } from "constructs";
import { accept } from "./accept.ts";

type Props = { pages: string; bucket: Bucket; config: Record<string, string> };

export function publish(scope: Construct, { pages, bucket, config }: Props): void {
  const logGroup = new LogGroup(scope, "publish-log", {
    retention: RetentionDays.TWO_WEEKS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const log = new PolicyStatement({
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logGroup.logGroupArn],
  });
  const role = new Role(scope, "publish-role", {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: { log: new PolicyDocument({ statements: [log] }) },
  });
  const shared = { destinationBucket: bucket, role, logGroup, outputObjectKeys: false };
  const built = Source.asset(pages);

  // Named after their content: kept for ever, also the old ones, which a page that is open may still ask for.
  const assets = new BucketDeployment(scope, "assets", {
    ...shared,
    sources: [built],
    exclude: ["*"],
    include: ["assets/*"],
    prune: false,
    cacheControl: [CacheControl.fromString("public, max-age=31536000, immutable")],
  });
  // Only then what asks for them.
  const rest = new BucketDeployment(scope, "index", {
    ...shared,
    sources: [built, Source.jsonData("config.json", config)],
    exclude: ["assets/*"],
    cacheControl: [CacheControl.fromString("no-cache")],
  });
  rest.node.addDependency(assets);

  // CDK's own function, one for all its deployments. It reads CDK's bucket of bundles and writes the public pages.
  for (const wide of [
    ...["GetBucket*", "GetObject*", "List*", "Abort*", "DeleteObject*"].map((action) => `Action::s3:${action}`),
    `Resource::arn:aws:s3:::cdk-hnb659fds-assets-${Aws.ACCOUNT_ID}-${Stack.of(scope).region}/*`,
    `Resource::<${Stack.of(scope).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*`,
  ])
    accept(
      role,
      `AwsSolutions-IAM5[${wide}]`,
      "As CDK gives it: these two buckets, which hold nothing that is not public.",
    );
  const handler = Stack.of(scope).node.findChild("Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C");
  accept(handler, "AwsSolutions-L1", "CDK chooses the runtime of its own function.");
}
