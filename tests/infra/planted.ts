/** Defects to plant in the synthesised stacks, one at a time, each with the check that must notice. */
import type { CheckName } from "#tests/infra/checks";
import { type Planted, the } from "#tests/infra/plant";
import { plantedEffects } from "#tests/infra/planted-effects";
import { plantedRights } from "#tests/infra/planted-rights";
import { plantedSettings } from "#tests/infra/planted-settings";
import { plantedWatching } from "#tests/infra/planted-watching";
import type { Json, Templates } from "#tests/infra/synthesised";

const route = (templates: Templates, name: string) =>
  the(templates, "service", "AWS::ApiGatewayV2::Route", `gateway${name}`);
const replica = (templates: Templates) => the(templates, "data", "AWS::DynamoDB::GlobalTable").of.Replicas[0];
const bucket = (templates: Templates, id: string) => the(templates, "data", "AWS::S3::Bucket", id).of;
const distribution = (templates: Templates) =>
  the(templates, "edge", "AWS::CloudFront::Distribution").of.DistributionConfig;

const table: CheckName = "the table is the one of table.ts, and safe";
const open: CheckName = "no bucket is open";
const files: CheckName = "files are kept";
const routes: CheckName = "every route of routes.ts is there, and no other";
const token: CheckName = "nobody comes in without a token, but where anyone may";
const door: CheckName = "the API has one door, with a log that names nobody";
const pages: CheckName = "pages are given as on one machine, over TLS";
const addresses: CheckName = "every address is a page or a file, as on one machine";
const deployment: CheckName = "the deployment brings the web and /config.json";

export const planted: Planted[] = [
  ...plantedRights,
  ...plantedEffects,
  ...plantedWatching,
  ...plantedSettings,
  {
    name: "the table cannot be put back",
    caughtBy: table,
    plant: (all) => {
      delete replica(all).PointInTimeRecoverySpecification;
    },
  },
  {
    name: "the table can be deleted",
    caughtBy: table,
    plant: (all) => {
      replica(all).DeletionProtectionEnabled = false;
    },
  },
  {
    name: "the table goes with its stack",
    caughtBy: table,
    plant: (all) => {
      the(all, "data", "AWS::DynamoDB::GlobalTable").whole.DeletionPolicy = "Delete";
    },
  },
  {
    name: "an index with the whole draft in it",
    caughtBy: table,
    plant: (all) => {
      const { of } = the(all, "data", "AWS::DynamoDB::GlobalTable");
      of.GlobalSecondaryIndexes[0].Projection = { ProjectionType: "ALL" };
    },
  },
  {
    name: "a bucket is open to the public",
    caughtBy: open,
    plant: (all) => {
      bucket(all, "attachments").PublicAccessBlockConfiguration.BlockPublicPolicy = false;
    },
  },
  {
    name: "a first deployment that fails leaves a bucket that stops the next",
    caughtBy: open,
    plant: (all) => {
      the(all, "data", "AWS::S3::Bucket", "documents").whole.DeletionPolicy = "Retain";
    },
  },
  {
    name: "the documents go with their stack",
    caughtBy: open,
    plant: (all) => {
      the(all, "data", "AWS::S3::Bucket", "documents").whole.DeletionPolicy = "Delete";
    },
  },
  {
    name: "pages come from somebody else's bucket",
    caughtBy: pages,
    plant: (all) => {
      the(all, "web", "AWS::S3::Bucket", "pages").of.BucketName = "another";
    },
  },
  {
    name: "a bucket answers without TLS",
    caughtBy: open,
    plant: (all) => the(all, "data", "AWS::S3::BucketPolicy", "documents").of.PolicyDocument.Statement.shift(),
  },
  {
    name: "documents can be deleted",
    caughtBy: files,
    plant: (all) => {
      delete bucket(all, "documents").ObjectLockConfiguration;
    },
  },
  {
    name: "any page may post attachments",
    caughtBy: files,
    plant: (all) => {
      bucket(all, "attachments").CorsConfiguration.CorsRules[0].AllowedOrigins = ["*"];
    },
  },
  {
    name: "a route is missing",
    caughtBy: routes,
    plant: (all) => {
      delete all.service.Resources[route(all, "handIn").id];
    },
  },
  {
    name: "a route too many",
    caughtBy: routes,
    plant: (all) => {
      const { whole } = route(all, "handIn");
      all.service.Resources.more = structuredClone(whole);
      (all.service.Resources.more as Json).Properties.RouteKey = "ANY /{proxy+}";
    },
  },
  {
    name: "a route without its authoriser",
    caughtBy: token,
    plant: (all) => {
      const { of } = route(all, "intent");
      of.AuthorizationType = "NONE";
      delete of.AuthorizerId;
    },
  },
  {
    name: "tokens for another audience",
    caughtBy: token,
    plant: (all) =>
      the(all, "service", "AWS::ApiGatewayV2::Authorizer").of.JwtConfiguration.Audience.push("another-portal"),
  },
  {
    name: "the API answers at AWS's address too",
    caughtBy: door,
    plant: (all) => {
      delete the(all, "service", "AWS::ApiGatewayV2::Api").of.DisableExecuteApiEndpoint;
    },
  },
  {
    name: "the access log says who it was",
    caughtBy: door,
    plant: (all) => {
      the(all, "service", "AWS::ApiGatewayV2::Stage").of.AccessLogSettings.Format =
        "$context.routeKey $context.identity.sourceIp";
    },
  },
  {
    name: "pages may run scripts from anywhere",
    caughtBy: pages,
    plant: (all) => {
      const { of } = the(all, "edge", "AWS::CloudFront::ResponseHeadersPolicy", "headersofpages");
      of.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy = "script-src *";
    },
  },
  {
    name: "pages may run what is written into them",
    caughtBy: pages,
    plant: (all) => {
      const { of } = the(all, "edge", "AWS::CloudFront::ResponseHeadersPolicy", "headersofpages");
      const { ContentSecurityPolicy: csp } = of.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
      csp.ContentSecurityPolicy = JSON.parse(
        JSON.stringify(csp.ContentSecurityPolicy).replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
      );
    },
  },
  {
    name: "known attacks are counted and let through",
    caughtBy: pages,
    plant: (all) => {
      for (const rule of the(all, "edge", "AWS::WAFv2::WebACL").of.Rules)
        if (rule.OverrideAction) rule.OverrideAction = { Count: {} };
    },
  },
  {
    name: "a page in place of the API's refusals",
    caughtBy: pages,
    plant: (all) => {
      distribution(all).CustomErrorResponses = [{ ErrorCode: 404, ResponsePagePath: "/index.html", ResponseCode: 200 }];
    },
  },
  {
    name: "documents may be asked about without end",
    caughtBy: pages,
    plant: (all) => {
      const { of } = the(all, "edge", "AWS::WAFv2::WebACL");
      of.Rules = of.Rules.filter(({ Name }: Json) => Name !== "verifying");
    },
  },
  {
    name: "answers of the API are kept at the edge",
    caughtBy: pages,
    plant: (all) => {
      const [api] = distribution(all).CacheBehaviors;
      api.CachePolicyId = distribution(all).DefaultCacheBehavior.CachePolicyId;
    },
  },
  {
    name: "a plan's address is taken for a file's",
    caughtBy: addresses,
    plant: (all) => {
      const { of } = the(all, "edge", "AWS::CloudFront::Function");
      of.FunctionCode = of.FunctionCode.replace(/const file = .*;/, "const file = /\\.\\w+$/;");
    },
  },
  {
    name: "no /config.json",
    caughtBy: deployment,
    plant: (all) => the(all, "web", "Custom::CDKBucketDeployment", "index").of.SourceObjectKeys.pop(),
  },
];
