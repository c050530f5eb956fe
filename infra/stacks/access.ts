/**
 * What each function may do, and to what: as much as its code asks for. tests/infra holds the same as a table, and lets the functions
 * do their work under these very policies.
 *
 * A transaction needs the rights of its parts. `LeadingKeys` are partition keys: no function but the office can write a membership, an
 * identity or a round, and of a person only the language, so that whoever takes one over still cannot make themselves somebody.
 */
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";

export type Buckets = { documents: string; attachments: string };
export type Kept = { table: ITableV2; buckets: Buckets };

/** Every object of the portal's own in a bucket; lambdas/ files all of them under one folder. */
export const objects = ({ buckets }: Kept, kind: keyof Buckets): string => `arn:aws:s3:::${buckets[kind]}/${kind}/*`;

const allow = (actions: string[], resources: string[], conditions?: Record<string, Record<string, unknown>>) =>
  new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) });

const read = ({ table }: Kept) => allow(["dynamodb:GetItem", "dynamodb:BatchGetItem"], [table.tableArn]);

const query = ({ table }: Kept) => allow(["dynamodb:Query"], [table.tableArn, `${table.tableArn}/index/list`]);

/** To rows under these partition keys only. */
const within = ({ table }: Kept, actions: string[], ...under: string[]) =>
  allow(actions, [table.tableArn], { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": under } });

/** Of rows that stand there these attributes and no other, neither what somebody is or may do nor what has come to pass. */
const touch = ({ table }: Kept, under: string[], ...attributes: string[]) =>
  allow(["dynamodb:UpdateItem"], [table.tableArn], {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": under },
    "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", ...attributes] },
    StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE"] },
  });

/** A document and whose file it is are one transaction, and so one right. */
const fileDocuments = (kept: Kept) => within(kept, ["dynamodb:PutItem"], "SUB#*", "HASH#*");

/** Beside the documents, and put there by hand: no function may write them. */
const certificates = ({ buckets }: Kept, ...files: ("chain" | "roots")[]): string[] =>
  files.map((file) => `arn:aws:s3:::${buckets.documents}/seal/${file}.pem`);

/** `recipients`: as identities, of an account whose SES is in its sandbox. */
export type Mail = { identity: string; configurationSet: string; sender: string; recipients: string[] };

/** For a whole message SES v2 asks for SendRawEmail (https://github.com/nodemailer/nodemailer/issues/1734), its manual for SendEmail. */
const send = ({ identity, configurationSet, sender, recipients }: Mail) =>
  allow(["ses:SendEmail", "ses:SendRawEmail"], [identity, configurationSet, ...recipients], {
    StringEquals: { "ses:FromAddress": sender },
  });

/** By its version; and where that is another bucket's, from whose archive it was put back, by its name (lambdas/store/objects.ts). */
const readFiles = (kept: Kept, kind: keyof Buckets) =>
  allow(["s3:GetObject", "s3:GetObjectVersion"], [objects(kept, kind)]);

export const access = {
  api: (kept: Kept) => [
    read(kept),
    query(kept),
    // What is on its way, for SKR's staff.
    allow(["dynamodb:Query"], [`${kept.table.tableArn}/index/pending`]),
    within(kept, ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], "SUB#*"),
    // Counts wrong tries at documents' numbers.
    within(kept, ["dynamodb:UpdateItem"], "MISS#*"),
    touch(kept, ["PERSON#*"], "language"),
    // Puts on record what staff take out, in a chain of its own.
    within(kept, ["dynamodb:PutItem", "dynamodb:UpdateItem"], "EXPORTS#*"),
    // Asks for a mail once more, and cannot say that one has gone.
    touch(kept, ["MAIL#*"], "again", "askedBy", "askedKey", "state", "at", "pendingPk", "pendingSk"),
    within(kept, ["dynamodb:DeleteItem"], "ADDRESS#*"),
    // The form it signs for a browser and the links it signs for people can do what it can.
    allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], [objects(kept, "attachments")]),
    // Without it S3 says "forbidden" of a file that has not arrived, where the API expects "not found".
    allow(["s3:ListBucket"], [`arn:aws:s3:::${kept.buckets.attachments}`]),
    readFiles(kept, "documents"),
  ],
  // It lets people in and opens rounds. What an RSS has written it can read, as the API can, and no file or document.
  office: (kept: Kept) => [
    read(kept),
    query(kept),
    within(kept, ["dynamodb:PutItem"], "ROUND#*", "RSS#*", "REGISTER#*", "PERSON#*", "IDENTITY#*", "SUB#*"),
    // Of a submission its closing time moves, with the event that says so.
    within(kept, ["dynamodb:UpdateItem"], "ROUND#*", "PERSON#*", "INVITE#*", "SUB#*", "MISS#*"),
  ],
  sealer: (kept: Kept, seal: Key) => [
    read(kept),
    within(kept, ["dynamodb:Query", "dynamodb:UpdateItem"], "SUB#*"),
    fileDocuments(kept),
    // Each level is made of the one below, and an earlier try may have stored it and died.
    allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], [objects(kept, "documents")]),
    allow(["s3:GetObject"], certificates(kept, "chain", "roots")),
    readFiles(kept, "attachments"),
    allow(["kms:Sign"], [seal.keyArn]),
  ],
  keeper: (kept: Kept) => [
    allow(["dynamodb:Query"], [`${kept.table.tableArn}/index/pending`]),
    within(kept, ["dynamodb:Query"], "SUB#*"),
    // Wakes an event, and cannot say that it is done.
    touch(kept, ["SUB#*", "REGISTER#*"], "woken", "pendingPk"),
    fileDocuments(kept),
    allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], [objects(kept, "documents")]),
    // It stamps and cannot seal: whose seal it is, is none of its business.
    allow(["s3:GetObject"], certificates(kept, "roots")),
  ],
  mailer: (kept: Kept, mail: Mail) => [
    read(kept),
    query(kept),
    // An invitation's code is drawn as it is written.
    within(kept, ["dynamodb:PutItem"], "MAIL#*", "MESSAGE#*", "INVITE#*"),
    within(kept, ["dynamodb:UpdateItem"], "SUB#*", "REGISTER#*", "MAIL#*"),
    readFiles(kept, "documents"),
    send(mail),
  ],
  reminders: (kept: Kept, mail: Mail) => [
    read(kept),
    query(kept),
    within(kept, ["dynamodb:PutItem"], "MAIL#*", "MESSAGE#*", "TICK#reminders"),
    within(kept, ["dynamodb:UpdateItem"], "MAIL#*"),
    send(mail),
  ],
  // It hears what became of mails, and can send none.
  bounces: (kept: Kept) => [
    allow(["dynamodb:GetItem"], [kept.table.tableArn]),
    within(kept, ["dynamodb:PutItem"], "ADDRESS#*"),
    touch(kept, ["MAIL#*"], "state", "messageId"),
  ],
  // What has waited for a verdict it finds by a query and wakes.
  verdict: (kept: Kept) => [within(kept, ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"], "SUB#*")],
};
