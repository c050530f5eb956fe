/** Who may do what to what, as a table, and everything in the templates that is not in it. */
import { every, type Json, listOf, named, type StackName, type Templates, whenOf } from "#tests/infra/synthesised";

const bucket = "arn:aws:s3:::rss-portalen-prod-documents-<AccountId>";
const documents = `${bucket}/documents/*`;
const attachments = "arn:aws:s3:::rss-portalen-prod-attachments-<AccountId>";
const scanRules = "arn:aws:events:eu-north-1:<AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*";
const bundles = "arn:aws:s3:::cdk-hnb659fds-assets-<AccountId>-eu-north-1";

const under = (...keys: string[]) => ` if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":${JSON.stringify(keys)}}}`;
const woken =
  ' if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["SUB#*","REGISTER#*"]},"ForAllValues:StringEquals":{"dynamodb:Attributes":["pk","sk","woken","pendingPk"]},"StringEqualsIfExists":{"dynamodb:ReturnValues":["NONE"]}}';
const language =
  ' if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["PERSON#*"]},"ForAllValues:StringEquals":{"dynamodb:Attributes":["pk","sk","language"]},"StringEqualsIfExists":{"dynamodb:ReturnValues":["NONE"]}}';
const touched = (key: string, ...attributes: string[]) =>
  ` if ${JSON.stringify({
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [key] },
    "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", ...attributes] },
    StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE"] },
  })}`;
const from = ' if {"StringEquals":{"ses:FromAddress":"rss-portalen@example.se"}}';
const managed = ' if {"StringLike":{"events:ManagedBy":"malware-protection-plan.guardduty.amazonaws.com"}}';

const each = (actions: string, ...resources: string[]) =>
  actions.split(" ").flatMap((action) => resources.map((resource) => `${action} → ${resource}`));

const lambda = "sts:AssumeRole by lambda.amazonaws.com";
const bootstrapped = (...kinds: string[]) =>
  kinds.flatMap((kind) =>
    ["eu-north-1", "us-east-1"].map(
      (region) => `arn:aws:iam::<AccountId>:role/cdk-hnb659fds-${kind}-role-<AccountId>-${region}`,
    ),
  );
const logs = (log: string) => each("logs:CreateLogStream logs:PutLogEvents", `${log}.Arn`);
/** What every function does in its own name. */
const works = (worker: string) => [
  lambda,
  ...logs(`service/${worker}/log`),
  // X-Ray knows no resources.
  ...each("xray:PutTraceSegments xray:PutTelemetryRecords", "*"),
];
const table = "data/table.Arn";
const fed = (name: string) => [
  ...each(
    "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams",
    "data/table.StreamArn",
  ),
  ...each("sqs:SendMessage", `service/${name}-failed.Arn`),
];

/** The clock's, of this account's schedules only. */
const clockOf = (worker: string) => [
  'sts:AssumeRole by scheduler.amazonaws.com if {"StringEquals":{"aws:SourceAccount":"<AccountId>","aws:SourceArn":"arn:aws:scheduler:eu-north-1:<AccountId>:schedule-group/default"}}',
  ...each("lambda:InvokeFunction", `service/${worker}/function.Arn`),
  ...each("sqs:SendMessage", `service/${worker}-failed.Arn`),
];
const sends = each(
  "ses:SendEmail ses:SendRawEmail",
  `arn:aws:ses:eu-north-1:<AccountId>:identity/data/mail/domain${from}`,
  `arn:aws:ses:eu-north-1:<AccountId>:configuration-set/data/mail/set${from}`,
);

/** Roles, by what takes them on and what they may do. */
export const mayDo: Record<string, string[]> = {
  "service/api/role": [
    ...works("api"),
    ...each("dynamodb:GetItem dynamodb:BatchGetItem", table),
    ...each("dynamodb:Query", table, `${table}/index/list`, `${table}/index/pending`),
    ...each("dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem", table + under("SUB#*")),
    ...each("dynamodb:UpdateItem", table + under("MISS#*")),
    ...each("dynamodb:UpdateItem", table + language),
    ...each("dynamodb:PutItem dynamodb:UpdateItem", table + under("EXPORTS#*")),
    ...each(
      "dynamodb:UpdateItem",
      table + touched("MAIL#*", "again", "askedBy", "askedKey", "state", "at", "pendingPk", "pendingSk"),
    ),
    ...each("dynamodb:DeleteItem", table + under("ADDRESS#*")),
    ...each("s3:PutObject s3:GetObject s3:GetObjectVersion", `${attachments}/attachments/*`),
    ...each("s3:ListBucket", attachments),
    ...each("s3:GetObject s3:GetObjectVersion", documents),
  ],
  // What nobody else may: who somebody is, where they belong, and what rounds there are.
  "service/office/role": [
    ...works("office"),
    ...each("dynamodb:GetItem dynamodb:BatchGetItem", table),
    ...each("dynamodb:Query", table, `${table}/index/list`),
    ...each("dynamodb:PutItem", table + under("ROUND#*", "RSS#*", "REGISTER#*", "PERSON#*", "IDENTITY#*", "SUB#*")),
    ...each("dynamodb:UpdateItem", table + under("ROUND#*", "PERSON#*", "INVITE#*", "SUB#*", "MISS#*")),
  ],
  "service/sealer/role": [
    ...works("sealer"),
    ...fed("sealer"),
    ...each("dynamodb:GetItem dynamodb:BatchGetItem", table),
    ...each("dynamodb:PutItem", table + under("SUB#*", "HASH#*")),
    ...each("dynamodb:Query dynamodb:UpdateItem", table + under("SUB#*")),
    ...each("s3:PutObject s3:GetObject s3:GetObjectVersion", documents),
    ...each("s3:GetObject", `${bucket}/seal/chain.pem`, `${bucket}/seal/roots.pem`),
    ...each("s3:GetObject s3:GetObjectVersion", `${attachments}/attachments/*`),
    ...each("kms:Sign", "data/seal.Arn"),
  ],
  "service/mailer/role": [
    ...works("mailer"),
    ...fed("mailer"),
    ...each("dynamodb:GetItem dynamodb:BatchGetItem", table),
    ...each("dynamodb:Query", table, `${table}/index/list`),
    ...each("dynamodb:PutItem", table + under("MAIL#*", "MESSAGE#*", "INVITE#*")),
    ...each("dynamodb:UpdateItem", table + under("SUB#*", "REGISTER#*", "MAIL#*")),
    ...each("s3:GetObject s3:GetObjectVersion", documents),
    ...sends,
  ],
  "service/reminders/role": [
    ...works("reminders"),
    ...each("dynamodb:GetItem dynamodb:BatchGetItem", table),
    ...each("dynamodb:Query", table, `${table}/index/list`),
    ...each("dynamodb:PutItem", table + under("MAIL#*", "MESSAGE#*", "TICK#reminders")),
    ...each("dynamodb:UpdateItem", table + under("MAIL#*")),
    ...each("sqs:SendMessage", "service/reminders-failed.Arn"),
    ...sends,
  ],
  "service/reminders/clock": clockOf("reminders"),
  // It words mails, and can reach nothing.
  "service/codes/role": works("codes"),
  "service/bounces/role": [
    ...works("bounces"),
    ...each("dynamodb:GetItem", table),
    ...each("dynamodb:PutItem", table + under("ADDRESS#*")),
    ...each("dynamodb:UpdateItem", table + touched("MAIL#*", "state", "messageId")),
    ...each("sqs:SendMessage", "service/bounces-failed.Arn"),
  ],
  "service/verdict/role": [
    ...works("verdict"),
    ...each("dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem", table + under("SUB#*")),
    ...each("sqs:SendMessage", "service/verdict-failed.Arn"),
  ],
  "service/keeper/role": [
    ...works("keeper"),
    ...each("dynamodb:Query", `${table}/index/pending`, table + under("SUB#*")),
    ...each("dynamodb:UpdateItem", table + woken),
    ...each("dynamodb:PutItem", table + under("SUB#*", "HASH#*")),
    ...each("s3:PutObject s3:GetObject s3:GetObjectVersion", documents),
    ...each("s3:GetObject", `${bucket}/seal/roots.pem`),
    ...each("sqs:SendMessage", "service/keeper-failed.Arn"),
  ],
  "service/keeper/clock": clockOf("keeper"),
  // GuardDuty's own, as its manual wants it.
  "service/scan/role": [
    "sts:AssumeRole by malware-protection-plan.guardduty.amazonaws.com",
    ...each("events:PutRule events:DeleteRule events:PutTargets events:RemoveTargets", scanRules + managed),
    ...each("events:DescribeRule events:ListTargetsByRule", scanRules),
    ...each("s3:PutBucketNotification s3:GetBucketNotification s3:ListBucket", attachments),
    ...each("s3:PutObject", `${attachments}/malware-protection-resource-validation-object`),
    ...each("s3:GetObject s3:GetObjectVersion", `${attachments}/*`),
  ],
  // CDK's own function that puts the pages up, with the rights CDK gives it; all of it is public.
  "web/publish-role": [
    lambda,
    ...logs("web/publish-log"),
    ...each("s3:GetObject* s3:GetBucket* s3:List*", bundles, `${bundles}/*`, "web/pages.Arn", "web/pages.Arn/*"),
    ...each(
      "s3:Abort* s3:DeleteObject* s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:PutObjectTagging s3:PutObjectVersionTagging",
      "web/pages.Arn",
      "web/pages.Arn/*",
    ),
  ],
  // The workflow on GitHub: what `cdk bootstrap` has made, from this environment of this repository and nothing else of it.
  "ops/deployer": [
    'sts:AssumeRoleWithWebIdentity by ops/github.Arn if {"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:example/rss-portalen:environment:prod"}}',
    ...each("sts:AssumeRole", ...bootstrapped("deploy", "file-publishing", "lookup")),
  ],
};

const lookAfter = [
  "kms:Describe* kms:Get* kms:List* kms:PutKeyPolicy kms:UpdateKeyDescription kms:TagResource kms:UntagResource",
  "kms:EnableKey kms:DisableKey kms:CancelKeyDeletion kms:RevokeGrant",
  "kms:CreateAlias kms:UpdateAlias kms:DeleteAlias",
].join(" ");

/** Policies that stand on a thing and not on a role: who is let in to it, besides the refusals. */
export const mayEnter: Record<string, string[]> = {
  "data/logs/Policy": [
    "s3:PutObject → data/logs.Arn/documents/* by logging.s3.amazonaws.com of data/documents.Arn",
    "s3:PutObject → data/logs.Arn/attachments/* by logging.s3.amazonaws.com of data/attachments.Arn",
  ],
  // Whoever may use the table and the buckets, through them; DynamoDB asks whether it is there; the account may look after it.
  "data/kept": [
    ...each(
      "kms:Encrypt kms:Decrypt kms:ReEncrypt* kms:GenerateDataKey* kms:CreateGrant kms:DescribeKey",
      "* by * of <AccountId>, dynamodb.eu-north-1.amazonaws.com, s3.eu-north-1.amazonaws.com",
    ),
    ...each("kms:Describe* kms:Get* kms:List*", "* by dynamodb.amazonaws.com of anything"),
    ...each(`${lookAfter} kms:EnableKeyRotation`, "* by arn:aws:iam::<AccountId>:root of anything"),
  ],
  // The account, and so whom IAM lets: roles above, and people who may sign or look after keys. Nobody may delete or grant it.
  "data/seal": each(lookAfter, "* by arn:aws:iam::<AccountId>:root of anything").concat(
    "kms:Sign → * by arn:aws:iam::<AccountId>:root of RAW",
  ),
  "web/pages/Policy": [
    "s3:GetObject → web/pages.Arn/* by cloudfront.amazonaws.com of arn:aws:cloudfront::<AccountId>:distribution/*",
  ],
  "service/verdict-failed/Policy": [
    "sqs:SendMessage → service/verdict-failed.Arn by events.amazonaws.com of service/scan/scanned.Arn",
  ],
  "service/bounces-failed/Policy": [
    "sqs:SendMessage → service/bounces-failed.Arn by sns.amazonaws.com of service/post/news",
  ],
  "service/post/news/Policy": [
    "sns:Publish → service/post/news by ses.amazonaws.com of arn:<Partition>:ses:eu-north-1:<AccountId>:configuration-set/data/mail/set",
  ],
  ...Object.fromEntries(
    ["ops/alarms/topic", "edge/alarms/topic"].map((topic) => [
      `${topic}/Policy`,
      [`sns:Publish → ${topic} by cloudwatch.amazonaws.com of <AccountId>`],
    ]),
  ),
  "service/api/function": [
    "lambda:InvokeFunction by apigateway.amazonaws.com of arn:aws:execute-api:eu-north-1:<AccountId>:service/gateway/api/*/*/*",
  ],
  "service/codes/function": ["lambda:InvokeFunction by cognito-idp.amazonaws.com of service/login/pool.Arn"],
  "service/bounces/function": ["lambda:InvokeFunction by sns.amazonaws.com of service/post/news"],
  "service/office/function": [
    "lambda:InvokeFunction by apigateway.amazonaws.com of arn:aws:execute-api:eu-north-1:<AccountId>:service/gateway/api/*/*/*",
  ],
  "service/verdict/function": ["lambda:InvokeFunction by events.amazonaws.com of service/scan/scanned.Arn"],
};

/** Differences between a table and what there is, both ways. */
function compared(table: Record<string, string[]>, there: Record<string, string[]>): string[] {
  return [...new Set([...Object.keys(table), ...Object.keys(there)])].flatMap((who) => {
    const [wanted, found] = [new Set(table[who]), new Set(there[who])];
    return [
      ...[...found].filter((line) => !wanted.has(line)).map((line) => `${who} may also: ${line}`),
      ...[...wanted].filter((line) => !found.has(line)).map((line) => `${who} may not: ${line}`),
    ];
  });
}

type Statement = Record<string, Json>;

/** A statement line by line: one action, one resource, and under which conditions. */
function linesOf(templates: Templates, stack: StackName, statement: Statement): string[] {
  const { Action, Resource, Effect, Condition, ...rest } = statement;
  // NotAction, NotResource: the opposite of a list of what may be done.
  if (Effect !== "Allow" || !Action || !Resource || Object.keys(rest).some((key) => key !== "Sid"))
    return [`something else: ${JSON.stringify(statement)}`];
  const when = whenOf(templates, stack, Condition);
  return listOf<string>(Action).flatMap((action) =>
    listOf<Json>(Resource).map((resource) => `${action} → ${named(templates, stack, resource)}${when}`),
  );
}

/** Every role against the table, with all that is fastened to it. */
export function rolesAgainstTable(templates: Templates): string[] {
  const there: Record<string, string[]> = {};
  for (const { path, stack, properties } of every(templates, "AWS::IAM::Role")) {
    const { AssumeRolePolicyDocument, Policies = [], ManagedPolicyArns = [] } = properties;
    there[path] = [
      ...AssumeRolePolicyDocument.Statement.map(
        ({ Action, Principal, Condition }: Statement) =>
          `${Action} by ${Principal.Service ?? named(templates, stack, Principal.Federated)}${whenOf(templates, stack, Condition)}`,
      ),
      ...Policies.flatMap(({ PolicyDocument }: Json) => PolicyDocument.Statement).flatMap((statement: Statement) =>
        linesOf(templates, stack, statement),
      ),
      ...ManagedPolicyArns.map((arn: Json) => `a managed policy: ${named(templates, stack, arn)}`),
    ];
  }
  for (const { stack, properties } of every(templates, "AWS::IAM::Policy")) {
    for (const role of properties.Roles)
      there[named(templates, stack, role)]?.push(
        ...properties.PolicyDocument.Statement.flatMap((each: Statement) => linesOf(templates, stack, each)),
      );
  }
  const others = every(templates).filter(({ type }) => /^AWS::IAM::(?!Role$|Policy$|OIDCProvider$)/.test(type));
  return [...compared(mayDo, there), ...others.map(({ path, type }) => `${path}: ${type}`)];
}

/** Every policy on a thing against the table. Refusals are of no concern here. */
export function doorsAgainstTable(templates: Templates): string[] {
  const there: Record<string, string[]> = {};
  for (const { path, stack, properties, type } of every(templates)) {
    if (type === "AWS::Lambda::Permission") {
      const { Action, FunctionName, Principal, SourceArn } = properties;
      const into = named(templates, stack, FunctionName).replace(/\.Arn$/, "");
      there[into] ??= [];
      there[into]?.push(`${Action} by ${named(templates, stack, Principal)} of ${named(templates, stack, SourceArn)}`);
      continue;
    }
    // A key has its policy under a name of its own.
    const policy = properties.PolicyDocument ?? properties.KeyPolicy;
    if (policy && type !== "AWS::IAM::Policy") {
      const allowed = policy.Statement.filter(({ Effect }: Statement) => Effect !== "Deny");
      if (allowed.length === 0) continue;
      there[path] = allowed.flatMap(({ Principal, Condition, ...statement }: Statement) => {
        const conditions = Object.values<Json>(Condition ?? {}).flatMap((each) => Object.entries<Json>(each));
        const arn = conditions.find(([key]) => /SourceArn$/i.test(key));
        const sources = (arn ? [arn] : conditions).flatMap(([, value]) => listOf<Json>(value));
        const who = Principal?.Service ?? named(templates, stack, Principal?.AWS ?? Principal);
        const all = sources.map((source) => named(templates, stack, source)).join(", ");
        const of = `by ${who} of ${all || "anything"}`;
        return linesOf(templates, stack, statement).map((line) => `${line} ${of}`);
      });
    }
  }
  return compared(mayEnter, there);
}
