/** The clock that wakes the keeper every hour and the reminders every morning. */
import { Aws, Duration, Stack, TimeZone } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { mayGiveUp } from "./outbox.ts";
import type { Worker } from "./worker.ts";

export const everyHour = (worker: Worker, failed: Queue): void =>
  scheduled(worker, "hourly", ScheduleExpression.rate(Duration.hours(1)), 1, failed);

/** At eight on Stockholm's clocks, summer and winter. */
export const everyMorning = (worker: Worker, failed: Queue): void => {
  const timeZone = TimeZone.of("Europe/Stockholm");
  scheduled(worker, "daily", ScheduleExpression.cron({ hour: "8", minute: "0", timeZone }), 6, failed);
};

/**
 * Calls a function when it is time, with the time it was to be called at. `failed` takes what could not be handed over within those
 * hours.
 */
function scheduled(worker: Worker, id: string, schedule: ScheduleExpression, hours: number, failed: Queue): void {
  const { functionArn } = worker.handler;
  const group = Stack.of(worker).formatArn({
    service: "scheduler",
    resource: "schedule-group",
    resourceName: "default",
  });
  const role = new Role(worker, "clock", {
    // Only for schedules of this account: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID, "aws:SourceArn": group } },
    }),
    inlinePolicies: {
      own: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }),
          mayGiveUp(failed),
        ],
      }),
    },
  });
  new Schedule(worker, id, {
    schedule,
    // Not the ready-made target, whose role may call every version of the function.
    target: {
      bind: () => ({
        arn: functionArn,
        role,
        input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: Duration.hours(hours).toSeconds() },
        deadLetterConfig: { arn: failed.queueArn },
      }),
    },
  });
}
