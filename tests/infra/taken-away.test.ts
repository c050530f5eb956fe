import { expect, it } from "@jest/globals";
import { type CheckName, checks } from "#tests/infra/checks";
import { every, type Found, type Json, synthesised, type Templates } from "#tests/infra/synthesised";

const { templates } = synthesised();
const all = (Object.keys(checks) as CheckName[]).map((name) => checks[name]);

/** What may go without anybody missing it, and why; by type of resource and place of the property. */
const spared: [what: RegExp, why: string][] = [
  [/ (\S+\.)?(Tags|Description|AlarmDescription|DisplayName)\b/, "is for people to read"],
  [
    / (\S*\.)?(Sid|PolicyName|Label|Id)$|OriginAccessControlConfig\.Name$|ResponseHeadersPolicyConfig\.Name$/,
    "is a name that nothing asks for",
  ],
  [
    /^AWS::(IAM|S3|SNS|SQS|KMS)::\S+ \S*\bVersion$/,
    "of a policy's language: every version means the same by what is used here",
  ],
  [/^AWS::IAM::Role AssumeRolePolicyDocument\.Statement\.\d+\.Effect$/, "is refused by AWS when it is not there"],
  [
    /^AWS::DynamoDB::GlobalTable (AttributeDefinitions|Replicas\.0\.Region|.*ProjectionType)/,
    "is refused by AWS when it is not there",
  ],
  [
    /^AWS::SNS::TopicPolicy PolicyDocument\.Statement\.0/,
    "refuses callers without TLS, whom AWS's own services are not",
  ],
  [
    /^AWS::(SNS::TopicPolicy|S3::BucketPolicy) PolicyDocument\.Statement\.\d+\.Condition\.StringEquals/,
    "says the account once more, beside the ARN",
  ],
  [
    /^AWS::S3::Bucket (LoggingConfiguration\.LogFilePrefix|CorsConfiguration\.CorsRules\.0\.MaxAge)$/,
    "is a convenience",
  ],
  [
    /^AWS::Cognito::UserPool (EmailVerification|SmsVerification|VerificationMessage)/,
    "is of mails that nobody can ask for",
  ],
  [
    /^AWS::Cognito::UserPool (Policies\.PasswordPolicy|Policies\.SignInPolicy\.AllowedFirstAuthFactors\.0)/,
    "is of passwords, which nobody has",
  ],
  [
    /^AWS::Events::Rule (EventPattern\.source|Targets\.0\.RetryPolicy)/,
    "follows from the kind of event; AWS tries as long without it",
  ],
  [/^AWS::ApiGatewayV2::(Api|Authorizer) Name$/, "is for people to read"],
  [/^AWS::ApiGatewayV2::Route AuthorizationType$/, "of what is open to anyone: none is what there is without it"],
  [/^AWS::WAFv2::WebACL .*VisibilityConfig/, "is looked at as a whole"],
  [/^AWS::CloudFront::Function (Name|FunctionConfig)/, "is refused by AWS when it is not there"],
  [/^AWS::Scheduler::Schedule ScheduleExpressionTimezone$/, "of an hourly clock: it strikes the same in all"],
  [/^AWS::CloudWatch::Alarm Metrics\.0\.ReturnData$/, "is so without it"],
  [/^AWS::IAM::Role MaxSessionDuration$/, "an hour is what there is without it"],
  [/^AWS::Lambda::LayerVersion /, "is CDK's own"],
  [
    /^AWS::Lambda::Function (Architectures|Code|Environment|Handler|Layers|MemorySize|Runtime|Timeout)/,
    "of CDK's own function",
  ],
  [
    /^Custom::CDKBucketDeployment (WaitForDistributionInvalidation|OutputObjectKeys)$/,
    "there is nothing to wait for, or to tell",
  ],
];
const used = new Set<RegExp>();
const isSpared = (what: string): boolean => {
  const by = spared.filter(([harmless]) => harmless.test(what)).map(([harmless]) => harmless);
  for (const harmless of by) used.add(harmless);
  return by.length > 0;
};

/** Of a resource every property once without it, from the outside in as long as nobody misses the smaller part. */
function missed(found: Found): string[] {
  const { stack, id, type, path, whole } = found;
  const faults: string[] = [];
  const without = (at: string[]): Templates => {
    const changed = structuredClone(whole);
    const last = at.at(-1) ?? "";
    const inner = at.slice(0, -1).reduce((of: Json, key) => of[key], changed.Properties);
    if (Array.isArray(inner)) inner.splice(Number(last), 1);
    else delete inner[last];
    const { [stack]: one } = templates;
    return { ...templates, [stack]: { ...one, Resources: { ...one.Resources, [id]: changed } } };
  };
  const isMissed = (less: Templates): boolean => {
    const by = all.findIndex((check) => {
      try {
        return check(less).length > 0;
      } catch {
        return true;
      }
    });
    // Whoever missed one part of a thing is asked first about the next.
    if (by > 0) all.unshift(...all.splice(by, 1));
    return by >= 0;
  };
  const look = (of: Json, at: string[]): void => {
    for (const [key, inner] of Object.entries<Json>(of ?? {})) {
      const place = [...at, key];
      const what = `${type} ${place.join(".")}`;
      // Of functions only what is in CDK's own.
      if ((type !== "AWS::Lambda::Function" || stack === "web") && isSpared(what)) continue;
      if (!isMissed(without(place))) faults.push(`${path}: ${what}`);
      else if (typeof inner === "object" && !/^(Ref$|Fn::)/.test(Object.keys(inner)[0] ?? "")) look(inner, place);
    }
  };
  look(whole.Properties, []);
  return faults;
}

// Routes are all made by one line, and each is held against routes.ts: two of them, one for each kind, stand for all.
const twoRoutes = ({ type, path }: Found) =>
  type !== "AWS::ApiGatewayV2::Route" || /gateway\/(openapi|handIn)$/.test(path);

it("nothing can be taken out of the stacks unnoticed", () => {
  expect(every(templates).filter(twoRoutes).flatMap(missed)).toEqual([]);
  expect(spared.filter(([harmless]) => !used.has(harmless))).toEqual([]);
}, 300_000);
