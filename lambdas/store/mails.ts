/**
 * Every mail the portal has sent, or may have: marked before it is handed over, with what became of it. Of an event under its
 * submission, of a reminder under its round with the submissions it is about.
 */
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { epoch, type Instant } from "#domain/deadlines";
import type { DeliveryState, MailState } from "#domain/mailings";
import { partsOf } from "#domain/rounds";
import { addressStore } from "./addresses.ts";
import { againSince, keys } from "./keys.ts";
import { contentOf, queryAll, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

/** Which mail it is. `of`: a submission, or a round. `step`: number of the event, or the step of a reminder. `whom`: address or person. */
export type MailId = { of: string; kind: string; step: number | string; whom: string };

/** `sending` is written before the mail is handed over: one without an outcome is shown to staff, never sent again by itself. */
export type MailMark = {
  of: string;
  kind: string;
  step: number | string;
  whom: string;
  state: MailState;
  /** The address. `person`: pseudonym, or whose function address it is. */
  to: string;
  person: string;
  subject: string;
  at: Instant;
  messageId: string | null;
  /** Submissions it is about. */
  about: string[];
  /** The attempt by which staff have asked for it once more, until that is taken; and by whom and by which attempt it was last. */
  again: string | null;
  askedBy: string | null;
  askedKey: string | null;
};

/** What a mail is marked with before it is sent. */
export type Marking = MailId & Pick<MailMark, "to" | "person" | "subject" | "about">;

/** So long an answer of a receiving server may take, in seconds. */
const messageKept = 60 * 86_400;

const keyOf = ({ of, kind, step, whom }: MailId) => keys.mail(of, kind, step, whom);

export function mailStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  /** Whether its condition held. */
  async function attempt(command: PutItemCommand | UpdateItemCommand): Promise<boolean> {
    try {
      await db.send(command as PutItemCommand);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /**
   * Marks a mail as being sent. SES has no idempotency, so the mark comes first: a crash loses a mail rather than sending two.
   * True when this caller may send it; a mail that failed for certain may be tried again.
   */
  const mark = ({ of, kind, step, whom, to, person, subject, about }: Marking, at: Instant): Promise<boolean> =>
    attempt(
      new PutItemCommand({
        TableName: table,
        Item: written({
          ...keys.mail(of, kind, step, whom),
          ...({
            ...{ of, kind, step, whom, state: "sending", to, person, subject, at, about },
            ...{ messageId: null, again: null, askedBy: null, askedKey: null },
          } satisfies MailMark),
        }),
        ConditionExpression: "attribute_not_exists(pk) OR #state = :failed",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: written({ ":failed": "failed" }),
      }),
    );

  /** What became of it: the id that SES gave, by which later news of it are known, or null when it was not taken for certain. */
  async function outcome(mail: MailId, messageId: string | null, at: Instant): Promise<void> {
    const update = {
      TableName: table,
      Key: written(keyOf(mail)),
      UpdateExpression: "SET #state = :state, messageId = :messageId",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: written({ ":state": messageId === null ? "failed" : "sent", ":messageId": messageId }),
    };
    if (messageId === null) {
      await db.send(new UpdateItemCommand(update));
      return;
    }
    const { of, kind, step, whom } = mail;
    const ttl = Math.floor(epoch(at) / 1000) + messageKept;
    const message = { ...keys.message(messageId), of, kind, step, whom, ttl };
    await transact(db, [{ Update: update }, { Put: { TableName: table, Item: written(message) } }], backOff);
  }

  async function mailOf(mail: MailId): Promise<MailMark | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keyOf(mail)), ConsistentRead: true }),
    );
    return Item ? contentOf<MailMark>(unmarshall(Item)) : null;
  }

  /** The mail that SES gave this id; null for one it does not know, or not yet. */
  async function byMessage(messageId: string): Promise<MailMark | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.message(messageId)), ConsistentRead: true }),
    );
    return Item ? mailOf(contentOf<MailId>(unmarshall(Item))) : null;
  }

  /** News of a mail, which come in any order and more than once: a complaint stays over a bounce, and that over a delivery. */
  const delivered = (mail: MailId, messageId: string, state: DeliveryState): Promise<boolean> => {
    const below = { delivered: ["sent"], bounced: ["sent", "delivered"], complained: ["sent", "delivered", "bounced"] };
    const values = below[state].map((each, n) => [`:below${n}`, each] as const);
    return attempt(
      new UpdateItemCommand({
        TableName: table,
        Key: written(keyOf(mail)),
        UpdateExpression: "SET #state = :state",
        // Sent once more, it is another message.
        ConditionExpression: `messageId = :messageId AND (${values.map(([name]) => `#state = ${name}`).join(" OR ")})`,
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: written({
          ...{ ":state": state, ":messageId": messageId },
          ...Object.fromEntries(values),
        }),
      }),
    );
  };

  /** Of a submission's events, of a round's reminders, or of an organisation's log (`register:W`): its invitations. */
  const under = async (of: string): Promise<MailMark[]> =>
    (
      await queryAll(db, {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: written({ ":pk": keys.mail(of, "", "", "").pk }),
      })
    ).map((row) => contentOf<MailMark>(row));

  /** Every mail about a submission, newest first: of its events, and reminders. */
  async function ofSubmission(id: string): Promise<MailMark[]> {
    const [events, reminders] = await Promise.all([under(id), under(partsOf(id).round)]);
    return [...events, ...reminders.filter(({ about }) => about.includes(id))].sort((one, other) =>
      one.at < other.at ? 1 : -1,
    );
  }

  /** Asks for a mail once more, as it was seen; the stream has the mailer send it. False when it has changed since. */
  async function askAgain(
    seen: MailId & Pick<MailMark, "state" | "at">,
    by: { person: string; at: Instant; key: string },
  ): Promise<boolean> {
    const asked = await attempt(
      new UpdateItemCommand({
        TableName: table,
        Key: written(keyOf(seen)),
        UpdateExpression:
          "SET again = :again, askedKey = :again, askedBy = :by, pendingPk = :pendingPk, pendingSk = :pendingSk",
        ConditionExpression: "#state = :seen AND #at = :at AND again = :none",
        ExpressionAttributeNames: { "#state": "state", "#at": "at" },
        ExpressionAttributeValues: written({
          ...{ ":again": by.key, ":by": by.person },
          ...{ ":seen": seen.state, ":at": seen.at, ":none": null },
          ...prefixed(againSince(by.at, seen.of, keyOf(seen).sk)),
        }),
      }),
    );
    return asked || (await mailOf(seen))?.askedKey === by.key;
  }

  /** Takes a mail that was asked for again: the mark anew, before it is handed over. False when somebody else has taken it. */
  const takeAgain = (mail: MailMark, marking: Pick<MailMark, "to" | "subject">, at: Instant): Promise<boolean> =>
    settleAgain(mail, { ...marking, state: "sending", at, messageId: null });

  /** There is nothing to send any more: it stays as it was. */
  const leaveAgain = (mail: MailMark): Promise<boolean> => settleAgain(mail, {});

  function settleAgain(mail: MailMark, fields: Partial<MailMark>): Promise<boolean> {
    const set = Object.entries({ ...fields, again: null });
    return attempt(
      new UpdateItemCommand({
        TableName: table,
        Key: written(keyOf(mail)),
        UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(", ")} REMOVE pendingPk, pendingSk`,
        ConditionExpression: "again = :asked",
        ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: written({
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ":asked": mail.again,
        }),
      }),
    );
  }

  return {
    ...addressStore(db, table, backOff),
    ...{ mark, outcome, mailOf, byMessage, delivered, under, ofSubmission, askAgain, takeAgain, leaveAgain },
  };
}

const prefixed = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));

export type MailStore = ReturnType<typeof mailStore>;
