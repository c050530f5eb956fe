/** What follows a commit: the table's stream wakes sealer and mailer, and what is given up is kept. */
import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { table as definition } from "../../lambdas/store/table.ts";
import { accept } from "./accept.ts";
import type { Worker } from "./worker.ts";

/** Where that lies which has been tried often enough; ops.ts watches it. */
export function deadLetters(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  accept(queue, "AwsSolutions-SQS3", "It is a dead-letter queue itself.");
  return queue;
}

/** Lambda hands over in the function's name what the function has failed at. */
export const mayGiveUp = (failed: Queue): PolicyStatement =>
  new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [failed.queueArn] });

/** The rights the mapping needs beside the function's own. */
export const streamRights = (table: ITableV2, failed: Queue): PolicyStatement[] => [
  new PolicyStatement({
    actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
    resources: [table.tableStreamArn as string],
  }),
  mayGiveUp(failed),
];

/**
 * Events that stand in the `pending` index, and only those: renewals stand in it under another name. By the index key and not by the
 * steps left: a row whose last step was settled by a function that then died has none left and must still be cleared.
 */
const pending = { [definition.indexes.pending.partitionKey]: { S: FilterRule.isEqual("PENDING") } };

/** Of submissions and of the register, or of submissions alone: whoever may not write to the others need not hear of them. */
export const anything = FilterCriteria.filter({ dynamodb: { NewImage: pending } });
export const submissions = FilterCriteria.filter({
  dynamodb: { NewImage: { ...pending, [definition.partitionKey]: { S: FilterRule.beginsWith("SUB#") } } },
});

/** What a function that is called by an event has failed at three times, or could not be called for in time, is kept. */
export const keepsFailures = (worker: Worker, failed: Queue, hours: number): void =>
  worker.handler.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(hours),
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });

export function wake(
  worker: Worker,
  table: ITableV2,
  failed: Queue,
  rows: ReturnType<typeof FilterCriteria.filter>,
): void {
  const mapping = new EventSourceMapping(worker, "stream", {
    target: worker.handler,
    eventSourceArn: table.tableStreamArn as string,
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [rows],
    batchSize: 10,
    // What failed comes again, and what comes behind it; a batch the function died of is halved until the culprit stands alone.
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // Then the others go on. The row keeps standing in the index, where staff see it.
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });
  // Made before its rights, the mapping would be refused.
  mapping.node.addDependency(worker.handler);
}
