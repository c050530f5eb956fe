/** Defects in how things are set and led on, which a deployment takes without a word. */
import type { CheckName } from "#tests/infra/checks";
import { type Planted, the } from "#tests/infra/plant";
import type { Json } from "#tests/infra/synthesised";

const things: CheckName = "things are set as meant";
const firewall: CheckName = "the firewall stands, rule by rule";
const edge: CheckName = "the edge leads pages and calls on";
const room: CheckName = "each function has room, time and what it is told";
const calls: CheckName = "calls arrive where they should";
const skipped: CheckName = "nothing is skipped by stream or clock";
const queues: CheckName = "queues are asked over TLS";
const putUp: CheckName = "pages are put up whole";
const figures: CheckName = "figures are found where AWS files them";

export const plantedSettings: Planted[] = [
  {
    name: "a browser may not say what it posts",
    caughtBy: things,
    plant: (all) => {
      const [rule] = the(all, "data", "AWS::S3::Bucket", "attachments").of.CorsConfiguration.CorsRules;
      delete rule.AllowedHeaders;
    },
  },
  {
    name: "the scan has nobody's rights",
    caughtBy: things,
    plant: (all) => {
      delete the(all, "service", "AWS::GuardDuty::MalwareProtectionPlan").of.Role;
    },
  },
  {
    name: "what was given up is gone after four days",
    caughtBy: things,
    plant: (all) => {
      delete the(all, "service", "AWS::SQS::Queue", "sealerfailed").of.MessageRetentionPeriod;
    },
  },
  {
    name: "the firewall stands before something else",
    caughtBy: things,
    plant: (all) => {
      the(all, "edge", "AWS::WAFv2::WebACL").of.Scope = "REGIONAL";
    },
  },
  {
    name: "anybody may flood the portal",
    caughtBy: firewall,
    plant: (all) => the(all, "edge", "AWS::WAFv2::WebACL").of.Rules.shift(),
  },
  {
    name: "no call that writes goes through the edge",
    caughtBy: edge,
    plant: (all) => {
      const { DistributionConfig: of } = the(all, "edge", "AWS::CloudFront::Distribution").of;
      delete of.CacheBehaviors[0].AllowedMethods;
    },
  },
  {
    name: "an address of a page is asked of the bucket",
    caughtBy: edge,
    plant: (all) => {
      const { DistributionConfig: of } = the(all, "edge", "AWS::CloudFront::Distribution").of;
      delete of.DefaultCacheBehavior.FunctionAssociations;
    },
  },
  {
    name: "the sealer has three seconds",
    caughtBy: room,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::Function", "sealer").of.Timeout;
    },
  },
  {
    name: "the mailer writes in the name of another stage's portal",
    caughtBy: room,
    plant: (all) => {
      const { of } = the(all, "service", "AWS::Lambda::Function", "mailer");
      of.Environment.Variables.PORTAL_URL = "https://dev.rss-portalen.example.se";
    },
  },
  {
    name: "a route of the office's ends at the API",
    caughtBy: calls,
    plant: (all) => {
      the(all, "service", "AWS::ApiGatewayV2::Route", "gatewayopenRun").of.Target = structuredClone(
        the(all, "service", "AWS::ApiGatewayV2::Route", "gatewayhandIn").of.Target,
      );
    },
  },
  {
    name: "what was written before the mapping stood is never told",
    caughtBy: skipped,
    plant: (all) => {
      the(all, "service", "AWS::Lambda::EventSourceMapping", "mailer").of.StartingPosition = "LATEST";
    },
  },
  {
    name: "a queue answers without TLS",
    caughtBy: queues,
    plant: (all) => the(all, "service", "AWS::SQS::QueuePolicy", "keeperfailed").of.PolicyDocument.Statement.shift(),
  },
  {
    name: "the deployment clears what an open page may still ask for",
    caughtBy: putUp,
    plant: (all) => {
      delete the(all, "web", "Custom::CDKBucketDeployment", "index").of.Exclude;
    },
  },
  {
    name: "an alarm waits for a figure that there is not",
    caughtBy: figures,
    plant: (all) => {
      the(all, "ops", "AWS::CloudWatch::Alarm", "alarmskeepersilent").of.Dimensions[0].Name = "Function";
    },
  },
  {
    name: "the table's alarm hears of nothing when only reads are refused",
    caughtBy: "somebody is told of what fails or stands still, and what to do",
    plant: (all) => {
      const { of } = the(all, "ops", "AWS::CloudWatch::Alarm", "alarmstablethrottled");
      of.Metrics.find(({ Expression }: Json) => Expression).Expression = "reads + writes";
    },
  },
  {
    name: "an index costs what it likes",
    caughtBy: "the table is the one of table.ts, and safe",
    plant: (all) => {
      const [replica] = the(all, "data", "AWS::DynamoDB::GlobalTable").of.Replicas;
      delete replica.GlobalSecondaryIndexes[0].ReadOnDemandThroughputSettings;
    },
  },
];
