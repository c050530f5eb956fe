/**
 * What each function may do, and to what: as much as its code asks for. tests/infra holds the same as a table, and lets the functions
 * do their work under these very policies.
 *
 * A transaction needs the rights of its parts. `LeadingKeys` are partition keys: no function can write a membership, an identity or a
 * round, and of a person only the language, so that whoever takes one over still cannot make themselves somebody.
 */
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";

export type Buckets = { documents: string; attachments: string };
export type Kept = { table: TableV2; buckets: Buckets };

/** Every object of the portal's own in a bucket; lambdas/ files all of them under one folder. */
export const objects = ({ buckets }: Kept, kind: keyof Buckets): string => `arn:aws:s3:::${buckets[kind]}/${kind}/*`;

const allow = (actions: string[], resources: string[], conditions?: Record<string, Record<string, unknown>>) =>
  new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) });

const read = ({ table }: Kept) => allow(["dynamodb:GetItem", "dynamodb:BatchGetItem"], [table.tableArn]);

const query = ({ table }: Kept) => allow(["dynamodb:Query"], [table.tableArn, `${table.tableArn}/index/list`]);

const write = ({ table }: Kept, actions: string[], ...under: string[]) =>
  allow(actions, [table.tableArn], { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": under } });

/** Of rows that stand there, one attribute and no other: nothing that says who somebody is or what they may do. */
const choose = ({ table }: Kept, under: string, attribute: string) =>
  allow(["dynamodb:UpdateItem"], [table.tableArn], {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [under] },
    "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", attribute] },
    StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE"] },
  });

export const access = {
  api: (kept: Kept) => [
    read(kept),
    query(kept),
    write(kept, ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], "SUB#*"),
    // Counts wrong tries at documents' numbers.
    write(kept, ["dynamodb:UpdateItem"], "MISS#*"),
    choose(kept, "PERSON#*", "language"),
    // The form it signs for a browser and the links it signs for people can do what it can.
    allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], [objects(kept, "attachments")]),
    // Without it S3 says "forbidden" of a file that has not arrived, where the API expects "not found".
    allow(["s3:ListBucket"], [`arn:aws:s3:::${kept.buckets.attachments}`]),
    allow(["s3:GetObjectVersion"], [objects(kept, "documents")]),
  ],
  sealer: (kept: Kept) => [
    read(kept),
    // A document and whose file it is are one transaction, and so one right.
    write(kept, ["dynamodb:PutItem"], "SUB#*", "HASH#*"),
    write(kept, ["dynamodb:UpdateItem"], "SUB#*"),
    // It reads its own, when an earlier try stored the document and died.
    allow(["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], [objects(kept, "documents")]),
  ],
  mailer: (kept: Kept, mail: { identity: string; configurationSet: string; sender: string }) => [
    read(kept),
    query(kept),
    write(kept, ["dynamodb:PutItem"], "MAIL#*"),
    write(kept, ["dynamodb:UpdateItem"], "SUB#*", "MAIL#*"),
    allow(["s3:GetObjectVersion"], [objects(kept, "documents")]),
    // For a whole message SES v2 asks for SendRawEmail (https://github.com/nodemailer/nodemailer/issues/1734), its manual for SendEmail.
    allow(["ses:SendEmail", "ses:SendRawEmail"], [mail.identity, mail.configurationSet], {
      StringEquals: { "ses:FromAddress": mail.sender },
    }),
  ],
  verdict: (kept: Kept) => [write(kept, ["dynamodb:PutItem", "dynamodb:UpdateItem"], "SUB#*")],
};
