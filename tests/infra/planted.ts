/** Defects to plant in the synthesised stacks, one at a time, each with the check that must notice. */
import type { CheckName } from "#tests/infra/checks";
import type { Json, StackName, Templates } from "#tests/infra/synthesised";

type Planted = { name: string; caughtBy: CheckName; plant: (templates: Templates) => void };

/** The only resource of that type whose id begins so. */
function the(templates: Templates, stack: StackName, type: string, id = ""): { id: string; of: Json; whole: Json } {
  const all = Object.entries(templates[stack].Resources).filter(
    ([name, { Type }]) => Type === type && name.startsWith(id),
  );
  const [[name, whole] = []] = all;
  if (all.length !== 1 || !name || !whole) throw new Error(`${all.length} resources ${type} ${id}`);
  return { id: name, of: whole.Properties, whole };
}

const statementsOf = (templates: Templates, role: string): Json[] =>
  the(templates, "service", "AWS::IAM::Role", `${role}role`).of.Policies[0].PolicyDocument.Statement;
const route = (templates: Templates, name: string) =>
  the(templates, "service", "AWS::ApiGatewayV2::Route", `gateway${name}`);
const replica = (templates: Templates) => the(templates, "data", "AWS::DynamoDB::GlobalTable").of.Replicas[0];
const bucket = (templates: Templates, id: string) => the(templates, "data", "AWS::S3::Bucket", id).of;
const distribution = (templates: Templates) =>
  the(templates, "web", "AWS::CloudFront::Distribution").of.DistributionConfig;

const rights: CheckName = "every role may do what the table says, and nothing else";
const doors: CheckName = "nobody else is let in from outside";
const table: CheckName = "the table is the one of table.ts, and safe";
const open: CheckName = "no bucket is open";
const files: CheckName = "files are kept";
const routes: CheckName = "every route of routes.ts is there, and no other";
const token: CheckName = "nobody comes in without a token, but where anyone may";
const door: CheckName = "the API has one door, with a log that names nobody";
const pages: CheckName = "pages are given as on one machine, over TLS";
const addresses: CheckName = "every address is a page or a file, as on one machine";
const deployment: CheckName = "the deployment brings the web and /config.json";
const stream: CheckName = "the stream wakes sealer and mailer for pending rows, and loses nothing";
const scan: CheckName = "attachments are scanned, and the verdict arrives";
const functions: CheckName = "each function runs as itself and keeps a log";
const mail: CheckName = "mail goes out under the portal's own domain";
const told: CheckName = "somebody is told of what stands still";

export const planted: Planted[] = [
  {
    name: "the sealer may send mail",
    caughtBy: rights,
    plant: (all) => statementsOf(all, "sealer").push({ Effect: "Allow", Action: "ses:SendEmail", Resource: "*" }),
  },
  {
    name: "the verdict function may do anything with the table",
    caughtBy: rights,
    plant: (all) => {
      statementsOf(all, "verdict")[0].Action = "dynamodb:*";
    },
  },
  {
    name: "the API may write under any key",
    caughtBy: rights,
    plant: (all) => {
      for (const statement of statementsOf(all, "api")) delete statement.Condition;
    },
  },
  {
    name: "the API may delete attachments",
    caughtBy: rights,
    plant: (all) =>
      statementsOf(all, "api")
        .find(({ Action }) => Action.includes("s3:PutObject"))
        .Action.push("s3:DeleteObject"),
  },
  {
    name: "the mailer has a policy of AWS's",
    caughtBy: rights,
    plant: (all) => {
      the(all, "service", "AWS::IAM::Role", "mailerrole").of.ManagedPolicyArns = [
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
      ];
    },
  },
  {
    name: "all but one action",
    caughtBy: rights,
    plant: (all) =>
      statementsOf(all, "sealer").push({ Effect: "Allow", NotAction: "iam:PassRole", Resource: "*" } as Json),
  },
  {
    name: "a policy beside the role",
    caughtBy: rights,
    plant: (all) => {
      const { id } = the(all, "service", "AWS::IAM::Role", "mailerrole");
      const Statement = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }];
      const Properties = { PolicyDocument: { Statement }, Roles: [{ Ref: id }] };
      all.service.Resources.beside = { Type: "AWS::IAM::Policy", Properties };
    },
  },
  {
    name: "whoever likes may call the verdict function",
    caughtBy: doors,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::Permission", "scan").of.SourceArn;
    },
  },
  {
    name: "the world reads documents by a policy",
    caughtBy: doors,
    plant: (all) =>
      the(all, "data", "AWS::S3::BucketPolicy", "documents").of.PolicyDocument.Statement.push({
        ...{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" },
      }),
  },
  {
    name: "no alarm gets through",
    caughtBy: doors,
    plant: (all) => {
      const { PolicyDocument } = the(all, "ops", "AWS::SNS::TopicPolicy").of;
      PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Effect }: Json) => Effect === "Deny");
    },
  },
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
      const { of } = the(all, "web", "AWS::CloudFront::ResponseHeadersPolicy", "headersofpages");
      of.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy = "script-src *";
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
      const { of } = the(all, "web", "AWS::WAFv2::WebACL");
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
      const { of } = the(all, "web", "AWS::CloudFront::Function");
      of.FunctionCode = of.FunctionCode.replace(/const file = .*;/, "const file = /\\.\\w+$/;");
    },
  },
  {
    name: "no /config.json",
    caughtBy: deployment,
    plant: (all) => the(all, "web", "Custom::CDKBucketDeployment", "index").of.SourceObjectKeys.pop(),
  },
  {
    name: "the outbox is told of every save",
    caughtBy: stream,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::EventSourceMapping", "sealer").of.FilterCriteria;
    },
  },
  {
    name: "the outbox is told only of rows with steps left",
    caughtBy: stream,
    plant: (all) => {
      const { of } = the(all, "service", "AWS::Lambda::EventSourceMapping", "mailer");
      of.FilterCriteria.Filters[0].Pattern = '{"dynamodb":{"NewImage":{"pending":{"SS":[{"exists":true}]}}}}';
    },
  },
  {
    name: "one failed record fails its whole batch",
    caughtBy: stream,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::EventSourceMapping", "mailer").of.FunctionResponseTypes;
    },
  },
  {
    name: "what was given up is gone",
    caughtBy: stream,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::EventSourceMapping", "sealer").of.DestinationConfig;
    },
  },
  {
    name: "nobody hears the scan",
    caughtBy: scan,
    plant: (all) => {
      the(all, "service", "AWS::Events::Rule").of.Targets = [];
    },
  },
  {
    name: "the scan looks elsewhere",
    caughtBy: scan,
    plant: (all) => {
      the(all, "service", "AWS::GuardDuty::MalwareProtectionPlan").of.ProtectedResource.S3Bucket.ObjectPrefixes = [
        "files/",
      ];
    },
  },
  {
    name: "the sealer works with the mailer's rights",
    caughtBy: functions,
    plant: (all) => {
      const { id } = the(all, "service", "AWS::IAM::Role", "mailerrole");
      the(all, "service", "AWS::Lambda::Function", "sealer").of.Role = { "Fn::GetAtt": [id, "Arn"] };
    },
  },
  {
    name: "mail without TLS",
    caughtBy: mail,
    plant: (all) => {
      the(all, "service", "AWS::SES::ConfigurationSet").of.DeliveryOptions.TlsPolicy = "OPTIONAL";
    },
  },
  {
    name: "an alarm that nobody hears",
    caughtBy: told,
    plant: (all) => {
      the(all, "ops", "AWS::CloudWatch::Alarm", "mailerfailed").of.AlarmActions = [];
    },
  },
];
