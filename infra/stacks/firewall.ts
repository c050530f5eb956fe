/**
 * What is turned away before it reaches anything: known bad addresses, known attacks, and floods. Not AWS's common rules: they take
 * bodies over 8 kB and words that look like markup for attacks, and both are what plans are made of.
 */
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";
import { routes } from "#domain/routes";

/** What its figures are found by. */
export const firewallName = "firewall";

/** Requests from one address in five minutes. A whole county may sit behind one, each page asking a few times a minute. */
const flood = 10_000;
/** Of those that ask whether a document is the portal's: far more than anybody has to check, far fewer than there are numbers. */
const verifying = 300;

// No samples are kept: they would hold tokens and addresses.
const seenAs = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false });

const managed = (name: string, priority: number): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
  overrideAction: { none: {} },
  visibilityConfig: seenAs(name),
});

export const firewall = (scope: Construct): CfnWebACL =>
  new CfnWebACL(scope, "firewall", {
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: seenAs(firewallName),
    rules: [
      {
        name: "flood",
        priority: 0,
        statement: { rateBasedStatement: { limit: flood, aggregateKeyType: "IP" } },
        action: { block: { customResponse: { responseCode: 429 } } },
        visibilityConfig: seenAs("flood"),
      },
      {
        name: "verifying",
        priority: 1,
        statement: {
          rateBasedStatement: {
            limit: verifying,
            aggregateKeyType: "IP",
            scopeDownStatement: {
              byteMatchStatement: {
                fieldToMatch: { uriPath: {} },
                positionalConstraint: "STARTS_WITH",
                searchString: routes.verifyNumber.path,
                textTransformations: [{ priority: 0, type: "NONE" }],
              },
            },
          },
        },
        action: { block: { customResponse: { responseCode: 429 } } },
        visibilityConfig: seenAs("verifying"),
      },
      managed("AWSManagedRulesAmazonIpReputationList", 2),
      managed("AWSManagedRulesKnownBadInputsRuleSet", 3),
    ],
  });
