/** Defects in what happens after a request: outbox, scan, clock, mail. */
import type { CheckName } from "#tests/infra/checks";
import { type Planted, the } from "#tests/infra/plant";
import type { Templates } from "#tests/infra/synthesised";

const schedule = (templates: Templates, worker = "keeper") =>
  the(templates, "service", "AWS::Scheduler::Schedule", worker);

const stream: CheckName = "the stream wakes sealer and mailer for pending rows, and loses nothing";
const scan: CheckName = "attachments are scanned, and the verdict arrives";
const clock: CheckName = "the keeper is woken every hour";
const morning: CheckName = "reminders go out every morning";
const heard: CheckName = "what becomes of mail is heard";
const functions: CheckName = "each function runs as itself and keeps a log";
const mail: CheckName = "mail goes out under the portal's own domain";

export const plantedEffects: Planted[] = [
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
    name: "the outbox is told of time stamps to be renewed",
    caughtBy: stream,
    plant: (all) => {
      const { of } = the(all, "service", "AWS::Lambda::EventSourceMapping", "sealer");
      of.FilterCriteria.Filters[0].Pattern = '{"dynamodb":{"NewImage":{"pendingPk":{"S":[{"exists":true}]}}}}';
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
    name: "nothing wakes the keeper",
    caughtBy: clock,
    plant: (all) => {
      delete all.service.Resources[schedule(all).id];
    },
  },
  {
    name: "the keeper is woken once a day",
    caughtBy: clock,
    plant: (all) => {
      schedule(all).of.ScheduleExpression = "rate(1 day)";
    },
  },
  {
    name: "the keeper is not told the time",
    caughtBy: clock,
    plant: (all) => {
      delete schedule(all).of.Target.Input;
    },
  },
  {
    name: "an hour that the keeper failed is gone",
    caughtBy: clock,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::EventInvokeConfig", "keeper").of.DestinationConfig;
    },
  },
  {
    name: "reminders go out at eight in Greenwich",
    caughtBy: morning,
    plant: (all) => {
      schedule(all, "reminders").of.ScheduleExpressionTimezone = "Etc/UTC";
    },
  },
  {
    name: "a morning that the reminders failed is gone",
    caughtBy: morning,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::EventInvokeConfig", "reminders").of.DestinationConfig;
    },
  },
  {
    name: "yesterday's reminders go out today",
    caughtBy: morning,
    plant: (all) => {
      schedule(all, "reminders").of.Target.RetryPolicy.MaximumEventAgeInSeconds = 86_400;
    },
  },
  {
    name: "nobody hears of complaints",
    caughtBy: heard,
    plant: (all) => {
      const { of } = the(all, "service", "AWS::SES::ConfigurationSetEventDestination");
      of.EventDestination.MatchingEventTypes = ["bounce", "delivery"];
    },
  },
  {
    name: "what became of a mail is told and not heard",
    caughtBy: heard,
    plant: (all) => {
      delete all.service.Resources[the(all, "service", "AWS::SNS::Subscription").id];
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
    name: "mail is not signed",
    caughtBy: mail,
    plant: (all) => {
      the(all, "data", "AWS::SES::EmailIdentity").of.DkimAttributes.SigningEnabled = false;
    },
  },
  {
    name: "a function leaves no trace",
    caughtBy: functions,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::Function", "sealer").of.TracingConfig;
    },
  },
  {
    name: "the reminders run twice at once",
    caughtBy: functions,
    plant: (all) => {
      delete the(all, "service", "AWS::Lambda::Function", "reminders").of.ReservedConcurrentExecutions;
    },
  },
  {
    name: "a log is kept for ever",
    caughtBy: functions,
    plant: (all) => {
      delete the(all, "service", "AWS::Logs::LogGroup", "apilog").of.RetentionInDays;
    },
  },
  {
    name: "a poison record stops the mailer",
    caughtBy: stream,
    plant: (all) => {
      the(all, "service", "AWS::Lambda::EventSourceMapping", "mailer").of.BisectBatchOnFunctionError = false;
    },
  },
];
