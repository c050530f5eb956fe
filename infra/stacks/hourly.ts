/** The clock that wakes the keeper. */
import { Aws, Duration, Stack } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { mayGiveUp } from "./outbox.ts";
import type { Worker } from "./worker.ts";

/**
 * Calls a function when an hour has gone, with the time it was to be called at. `failed` takes what could not be handed over within
 * the hour; then the next one is due.
 */
export function everyHour(worker: Worker, failed: Queue): void {
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
  new Schedule(worker, "hourly", {
    schedule: ScheduleExpression.rate(Duration.hours(1)),
    // Not the ready-made target, whose role may call every version of the function.
    target: {
      bind: () => ({
        arn: functionArn,
        role,
        input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: Duration.hours(1).toSeconds() },
        deadLetterConfig: { arn: failed.queueArn },
      }),
    },
  });
}
