/** Defects in who gets in, what is encrypted, and who looks after the portal. */
import type { CheckName } from "#tests/infra/checks";
import { type Planted, the } from "#tests/infra/plant";
import type { Json, Templates } from "#tests/infra/synthesised";

const alarm = (templates: Templates, name: string) =>
  the(templates, "ops", "AWS::CloudWatch::Alarm", `alarms${name}`).of;
const pool = (templates: Templates) => the(templates, "service", "AWS::Cognito::UserPool");
const client = (templates: Templates) => the(templates, "service", "AWS::Cognito::UserPoolClient").of;
const key = (templates: Templates) => the(templates, "data", "AWS::KMS::Key", "kept");

const people: CheckName = "people come in by what they are asked for, and nobody registers";
const kept: CheckName = "what is kept is encrypted with a key of the portal's";
const told: CheckName = "somebody is told of what fails or stands still, and what to do";
const counted: CheckName = "logs are counted as they are written";
const shown: CheckName = "the dashboard shows how a last day goes";
const money: CheckName = "money is watched";
const deployed: CheckName = "deployments come in by a token for one run";

export const plantedWatching: Planted[] = [
  {
    name: "anybody may register",
    caughtBy: people,
    plant: (all) => {
      pool(all).of.AdminCreateUserConfig.AllowAdminCreateUserOnly = false;
    },
  },
  {
    name: "the pool of people goes with its stack",
    caughtBy: people,
    plant: (all) => {
      pool(all).whole.DeletionPolicy = "Delete";
    },
  },
  {
    name: "people log in with a password",
    caughtBy: people,
    plant: (all) => client(all).ExplicitAuthFlows.push("ALLOW_USER_PASSWORD_AUTH"),
  },
  {
    name: "a log-in leads somewhere else too",
    caughtBy: people,
    plant: (all) => client(all).CallbackURLs.push("https://elsewhere.example.se"),
  },
  {
    name: "tokens without a code in between",
    caughtBy: people,
    plant: (all) => client(all).AllowedOAuthFlows.push("implicit"),
  },
  {
    name: "a secret in the template",
    caughtBy: people,
    plant: (all) => {
      the(all, "service", "AWS::Cognito::UserPoolIdentityProvider", "loginskr").of.ProviderDetails.client_secret =
        "hemligt";
    },
  },
  {
    name: "codes come in Cognito's words",
    caughtBy: people,
    plant: (all) => {
      delete pool(all).of.LambdaConfig;
    },
  },
  {
    name: "the table is asked what became of codes",
    caughtBy: people,
    plant: (all) => {
      pool(all).of.EmailConfiguration.ConfigurationSet = "another";
    },
  },
  {
    name: "the table is encrypted with a key of AWS's",
    caughtBy: kept,
    plant: (all) => {
      delete the(all, "data", "AWS::DynamoDB::GlobalTable").of.Replicas[0].SSESpecification;
    },
  },
  {
    name: "attachments are encrypted with a key of AWS's",
    caughtBy: kept,
    plant: (all) => {
      delete the(all, "data", "AWS::S3::Bucket", "attachments").of.BucketEncryption;
    },
  },
  {
    name: "what is kept can be made unreadable",
    caughtBy: kept,
    plant: (all) => {
      key(all).of.KeyPolicy.Statement.at(-1).Action.push("kms:ScheduleKeyDeletion");
    },
  },
  {
    name: "the key is used by itself",
    caughtBy: kept,
    plant: (all) => {
      delete key(all).of.KeyPolicy.Statement[0].Condition.StringEquals["kms:ViaService"];
    },
  },
  {
    name: "an alarm that nobody hears",
    caughtBy: told,
    plant: (all) => {
      alarm(all, "mailerfailed").AlarmActions = [];
    },
  },
  {
    name: "nobody misses the reminders",
    caughtBy: told,
    plant: (all) => {
      alarm(all, "reminderssilent").ComparisonOperator = "GreaterThanThreshold";
    },
  },
  {
    name: "nobody misses the keeper",
    caughtBy: told,
    plant: (all) => {
      alarm(all, "keepersilent").TreatMissingData = "notBreaching";
    },
  },
  {
    name: "an alarm that says what and not what to do",
    caughtBy: told,
    plant: (all) => {
      const of = alarm(all, "apifailed");
      of.AlarmDescription = of.AlarmDescription.replace(/ Do: .*/, "");
    },
  },
  {
    name: "half of all mail may come back",
    caughtBy: told,
    plant: (all) => {
      alarm(all, "mailbounced").Threshold = 0.5;
    },
  },
  {
    name: "what is handed in is counted by another route",
    caughtBy: counted,
    plant: (all) => {
      const { of } = the(all, "ops", "AWS::Logs::MetricFilter", "handedin");
      of.FilterPattern = of.FilterPattern.replaceAll("hand-in", "handin");
    },
  },
  {
    name: "the gateway logs its status under another name",
    caughtBy: counted,
    plant: (all) => {
      const { AccessLogSettings } = the(all, "service", "AWS::ApiGatewayV2::Stage").of;
      AccessLogSettings.Format = AccessLogSettings.Format.replace('"status"', '"code"');
    },
  },
  {
    name: "the dashboard knows no deadline",
    caughtBy: shown,
    plant: (all) => {
      const { of } = the(all, "ops", "AWS::CloudWatch::Dashboard");
      of.DashboardBody = JSON.parse(JSON.stringify(of.DashboardBody).replaceAll("2027-05-31T", "2026-05-31T"));
    },
  },
  {
    name: "no budget",
    caughtBy: money,
    plant: (all) => {
      delete all.edge.Resources[the(all, "edge", "AWS::Budgets::Budget").id];
    },
  },
  {
    name: "nobody is told what it will cost",
    caughtBy: money,
    plant: (all) => the(all, "edge", "AWS::Budgets::Budget").of.NotificationsWithSubscribers.pop(),
  },
  {
    name: "a key that deploys, for whoever finds it",
    caughtBy: deployed,
    plant: (all) => {
      all.ops.Resources.key = { Type: "AWS::IAM::AccessKey", Properties: { UserName: "deployer" } } as Json;
    },
  },
  {
    name: "tokens for others deploy too",
    caughtBy: deployed,
    plant: (all) => the(all, "ops", "AWS::IAM::OIDCProvider").of.ClientIdList.push("anybody"),
  },
];
