/** Defects in who may do what: roles, policies on things, the seal's key. */
import type { CheckName } from "#tests/infra/checks";
import { type Planted, the } from "#tests/infra/plant";
import type { Json, Templates } from "#tests/infra/synthesised";

const statementsOf = (templates: Templates, role: string): Json[] =>
  the(templates, "service", "AWS::IAM::Role", `${role}role`).of.Policies[0].PolicyDocument.Statement;
const keyOf = (templates: Templates) => the(templates, "data", "AWS::KMS::Key", "seal");
const sealing = (templates: Templates): Json =>
  structuredClone(statementsOf(templates, "sealer").find(({ Action }) => Action === "kms:Sign"));
const onFile = (templates: Templates, role: string, file: string): Json =>
  statementsOf(templates, role).find(({ Resource }) => JSON.stringify(Resource).includes(file));

const rights: CheckName = "every role may do what the table says, and nothing else";
const doors: CheckName = "nobody else is let in from outside";
const key: CheckName = "the seal's key signs, stays, and is nobody's to delete";

export const plantedRights: Planted[] = [
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
    name: "the mailer may seal",
    caughtBy: rights,
    plant: (all) => statementsOf(all, "mailer").push(sealing(all)),
  },
  {
    name: "the keeper may seal",
    caughtBy: rights,
    plant: (all) => statementsOf(all, "keeper").push(sealing(all)),
  },
  {
    name: "the keeper reads all that lies with the certificates",
    caughtBy: rights,
    plant: (all) => {
      const ofRoots = onFile(all, "keeper", "roots.pem");
      ofRoots.Resource = JSON.parse(JSON.stringify(ofRoots.Resource).replace("roots.pem", "*"));
    },
  },
  {
    name: "the sealer may replace the certificates",
    caughtBy: rights,
    plant: (all) => {
      onFile(all, "sealer", "chain.pem").Action = ["s3:GetObject", "s3:PutObject"];
    },
  },
  {
    name: "the API may say that a mail has gone",
    caughtBy: rights,
    plant: (all) => {
      const asks = statementsOf(all, "api").find(({ Condition }) => JSON.stringify(Condition ?? "").includes("MAIL#"));
      asks.Condition["ForAllValues:StringEquals"]["dynamodb:Attributes"].push("messageId");
    },
  },
  {
    name: "whoever hears of bounces may send mail",
    caughtBy: rights,
    plant: (all) => statementsOf(all, "bounces").push({ Effect: "Allow", Action: "ses:SendEmail", Resource: "*" }),
  },
  {
    name: "the keeper may say that an event is done",
    caughtBy: rights,
    plant: (all) => {
      const wakes = statementsOf(all, "keeper").find(({ Action }) => Action === "dynamodb:UpdateItem");
      wakes.Condition["ForAllValues:StringEquals"]["dynamodb:Attributes"].push("pending");
    },
  },
  {
    name: "anybody's schedules call the keeper",
    caughtBy: rights,
    plant: (all) => {
      const { of } = the(all, "service", "AWS::IAM::Role", "keeperclock");
      delete of.AssumeRolePolicyDocument.Statement[0].Condition;
    },
  },
  {
    name: "any branch may deploy",
    caughtBy: rights,
    plant: (all) => {
      const { of } = the(all, "ops", "AWS::IAM::Role", "deployer");
      const [{ Condition: when }] = of.AssumeRolePolicyDocument.Statement;
      when.StringLike = { "token.actions.githubusercontent.com:sub": "repo:example/rss-portalen:*" };
      delete when.StringEquals["token.actions.githubusercontent.com:sub"];
    },
  },
  {
    name: "`*` in an action of the reminders",
    caughtBy: rights,
    plant: (all) => {
      statementsOf(all, "reminders")[0].Action = "dynamodb:*";
    },
  },
  {
    name: "whoever has the key's name may use it from outside",
    caughtBy: doors,
    plant: (all) => {
      const [through] = the(all, "data", "AWS::KMS::Key", "kept").of.KeyPolicy.Statement;
      delete through.Condition.StringEquals["kms:CallerAccount"];
    },
  },
  {
    name: "another account may seal",
    caughtBy: doors,
    plant: (all) =>
      keyOf(all).of.KeyPolicy.Statement.push({
        ...{ Effect: "Allow", Action: "kms:Sign", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Resource: "*" },
        Condition: { StringEquals: { "kms:MessageType": "RAW" } },
      }),
  },
  {
    name: "the seal's key is for encryption",
    caughtBy: key,
    plant: (all) => {
      keyOf(all).of.KeyUsage = "ENCRYPT_DECRYPT";
    },
  },
  {
    name: "the seal's key goes with its stack",
    caughtBy: key,
    plant: (all) => {
      keyOf(all).whole.DeletionPolicy = "Delete";
    },
  },
  {
    name: "the seal's key can be deleted",
    caughtBy: key,
    plant: (all) => {
      keyOf(all).of.KeyPolicy.Statement[0].Action.push("kms:ScheduleKeyDeletion");
    },
  },
  {
    name: "the seal's key signs hashes",
    caughtBy: key,
    plant: (all) => {
      for (const statement of keyOf(all).of.KeyPolicy.Statement) delete statement.Condition;
    },
  },
  {
    name: "the sealer is told of another key",
    caughtBy: key,
    plant: (all) => {
      the(all, "service", "AWS::Lambda::Function", "sealer").of.Environment.Variables.SEAL_KEY = "alias/another";
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
      const { PolicyDocument } = the(all, "ops", "AWS::SNS::TopicPolicy", "alarmstopicPolicy").of;
      PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Effect }: Json) => Effect === "Deny");
    },
  },
];
