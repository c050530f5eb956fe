/**
 * What stands before everything, in us-east-1 because CloudFront wants it there: one address for pages and API, its certificate and
 * firewall, who is told when it fails, and the budget.
 */
import { Annotations, CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { fileAddress } from "../pages.ts";
import type { Settings } from "../stages.ts";
import { accept } from "./accept.ts";
import { Alarms } from "./alarms.ts";
import { firewall, firewallName } from "./firewall.ts";
import { headersOfApi, headersOfPages } from "./web-headers.ts";

type Props = StackProps & {
  settings: Settings;
  /** The bucket with the built web. */
  pages: { bucketName: string; region: string };
  /** The origins the browser speaks to besides the portal: it logs in there, posts attachments to them and fetches documents from them. */
  connect: string[];
};

/** Every address that is no file's is a page, and the application is one page. Runs at the edge, before the cache is asked. */
export const pageOrFile = `const file = ${fileAddress};
function handler(event) {
  const request = event.request;
  if (!file.test(request.uri)) request.uri = "/index.html";
  return request;
}`;

export class Edge extends Stack {
  constructor(scope: Construct, id: string, { settings, pages, connect, ...props }: Props) {
    super(scope, id, { description: "RSS-portalen: the portal's address, firewall, budget", ...props });
    const { domain } = settings;
    const certificate = new Certificate(this, "certificate", {
      domainName: domain,
      validation: CertificateValidation.fromDns(),
    });
    const distribution = new Distribution(this, "distribution", {
      domainNames: [domain],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: firewall(this).attrArn,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(Bucket.fromBucketAttributes(this, "pages", pages)),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // What is named after its content stays a year; of the rest the bucket says "no-cache", so a deployment is seen at once.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headersOfPages(this, connect),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, "page-or-file", { code: FunctionCode.fromInline(pageOrFile) }),
          },
        ],
      },
      additionalBehaviors: {
        "/api/*": {
          origin: new HttpOrigin(`api.${domain}`, {
            protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
            readTimeout: Duration.seconds(30),
          }),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // With the bearer token, and without the viewer's Host, which the API does not answer to.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headersOfApi(this),
        },
      },
      // No page for errors: it would be given in place of the API's own answers too.
    });
    // web.ts lets it in.
    Annotations.of(distribution).acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac");
    accept(distribution, "AwsSolutions-CFR1", "People travel, and what they may see is decided by who they are.");
    accept(
      distribution,
      "AwsSolutions-CFR3",
      "It would hold the address of everybody who opens a page. What matters reaches the API, whose log has no addresses.",
    );
    new CfnOutput(this, "target", { value: distribution.domainName, description: `CNAME of ${domain}` });

    const alarms = new Alarms(this, "alarms", settings);
    alarms.raise("pages-failed", shareFailed(distribution), { over: 5, periods: 2 });
    alarms.raise("shut-out", turnedAway, { over: 500 });
    budget(this, settings);
  }
}

/** CloudFront's own figures, which are of no region. */
const shareFailed = ({ distributionId }: Distribution): Metric =>
  new Metric({
    ...{ namespace: "AWS/CloudFront", metricName: "5xxErrorRate", statistic: "avg", period: Duration.minutes(5) },
    dimensionsMap: { DistributionId: distributionId, Region: "Global" },
  });

const turnedAway = new Metric({
  ...{ namespace: "AWS/WAFV2", metricName: "BlockedRequests", statistic: "sum", period: Duration.minutes(5) },
  dimensionsMap: { WebACL: firewallName, Rule: "ALL" },
});

function budget(scope: Construct, { budget: amount, alarms }: Settings): void {
  const subscribers = [{ subscriptionType: "EMAIL", address: alarms }];
  const told = (notificationType: string, threshold: number) => ({
    notification: { notificationType, comparisonOperator: "GREATER_THAN", threshold, thresholdType: "PERCENTAGE" },
    subscribers,
  });
  new CfnBudget(scope, "budget", {
    budget: { budgetType: "COST", timeUnit: "MONTHLY", budgetLimit: { amount, unit: "USD" } },
    notificationsWithSubscribers: [told("ACTUAL", 80), told("FORECASTED", 100)],
  });
}
