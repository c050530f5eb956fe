/** A batch from the table's stream, record by record: what fails is told and comes again, the rest is done. */

import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Instant } from "#domain/deadlines";
import { instant } from "#domain/deadlines";
import { isOfRegister, type RegisterEvent } from "#domain/register";
import type { Event } from "#domain/submission";
import type { MailId } from "../store/mails.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";

type Write = (line: string) => void;
type Work<Kind> = (pending: PendingEvent<Kind>, now: Instant) => Promise<void>;
type Any = Event | RegisterEvent;

/** The kind of a failure, and its code where it has one: nothing of what people wrote. */
export function kindOf(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: "unknown" };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { error: error.name, ...(code !== undefined && { code }) };
}

/** A failure as a line of JSON: where and what kind, nothing of what people wrote. */
const told = (id: string, seq: number, error: unknown) =>
  `${JSON.stringify({ level: "error", id, seq, ...kindOf(error) })}\n`;

const imageOf = ({ dynamodb }: DynamoDBRecord): Record<string, unknown> =>
  unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>);

/** Of each record when it came; there is none without. */
function timeOf({ dynamodb }: DynamoDBRecord): Instant {
  const seconds = dynamodb?.ApproximateCreationDateTime;
  if (seconds === undefined) throw new Error("a record without its time");
  return instant(seconds * 1000);
}

/**
 * Handles each record once its row still asks for it: `work` those of submissions, `ofRegister` those of the register. After a failure the rest of that
 * chain's records are failed too, so that its events are carried out in order.
 */
export function inOrder(
  store: Pick<PendingStore, "read" | "clear">,
  work: Work<Event>,
  write: Write,
  ofRegister: Work<RegisterEvent> = async () => {},
) {
  const carryOut: Work<Any> = ({ event, steps }, now) =>
    isOfRegister(event) ? ofRegister({ event, steps }, now) : work({ event, steps }, now);
  return async (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed: { itemIdentifier: string }[] = [];
    const stopped = new Set<string>();
    for (const record of batch.Records) {
      const { id, seq } = imageOf(record) as Partial<Any>;
      if (id === undefined || seq === undefined) continue;
      try {
        if (stopped.has(id)) throw new Error("an earlier event of this submission failed");
        const pending = await store.read(id, seq);
        const now = timeOf(record);
        if (pending?.steps.length === 0) await store.clear(pending.event);
        else if (pending) await carryOut(pending, now);
      } catch (error) {
        stopped.add(id);
        failed.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" });
        write(told(id, seq, error));
      }
    }
    return { batchItemFailures: failed };
  };
}

type OfEvents = (batch: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** The mailer's batch: beside events, mails that staff have asked for once more. */
export function alsoMails(
  events: OfEvents,
  send: (mail: MailId, now: Instant) => Promise<void>,
  write: Write,
): OfEvents {
  return async (batch) => {
    const { batchItemFailures } = await events(batch);
    for (const record of batch.Records) {
      const { of, kind, step, whom } = imageOf(record) as Partial<MailId>;
      if (of === undefined || kind === undefined || step === undefined || whom === undefined) continue;
      try {
        await send({ of, kind, step, whom }, timeOf(record));
      } catch (error) {
        batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" });
        // Whom it was to is nothing for a log.
        write(`${JSON.stringify({ level: "error", of, kind, ...kindOf(error) })}\n`);
      }
    }
    return { batchItemFailures };
  };
}
