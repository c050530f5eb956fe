/** A portal in a process of its own, to be killed: `GET /api/openapi.json?n=7` keeps 7, `?list=1` answers what is kept. */
import { DynamoDBClient, PutItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ApiEvent } from "../../infra/local/gateway-event.ts";
import { startPortal } from "../../infra/local/portal.ts";
import type { StreamHandler } from "../../infra/local/stream-handler.ts";

const [dir = "", mail = ""] = process.argv.slice(2);
const people = [{ sub: "anna", name: "Anna Berg", label: "chef", group: "RSS Dalarna" }];
const told: string[] = [];

// Made at first use: the environment is set when the portal stands.
let made: { db: DynamoDBClient; s3: S3Client } | undefined;
function clients() {
  made ??= { db: new DynamoDBClient({}), s3: new S3Client({}) };
  return made;
}

async function api(event: ApiEvent): Promise<unknown> {
  const { db, s3 } = clients();
  const [TableName, Bucket] = [process.env.TABLE ?? "", process.env.DOCUMENTS_BUCKET ?? ""];
  const n = event.queryStringParameters?.n;
  if (n === undefined) {
    const { Items = [] } = await db.send(new ScanCommand({ TableName, ConsistentRead: true }));
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const rows = Items.filter(({ pk }) => pk?.S?.startsWith("SUB#")).map(({ pk }) => pk?.S?.slice(4));
    const seeded = Items.filter(({ pk }) => pk?.S === "SEED").length;
    return { rows, files: Contents.map(({ Key }) => Key), told, seeded };
  }
  await s3.send(new PutObjectCommand({ Bucket, Key: n, Body: n }));
  const Item = { pk: { S: `SUB#${n}` }, sk: { S: "LOG#000001" }, pendingPk: { S: "PENDING" }, pendingSk: { S: n } };
  await db.send(new PutItemCommand({ TableName, Item }));
  return { n };
}

/** Settles when it is told to; fails otherwise, so that something is always pending when the process is killed. */
const mailer: StreamHandler = async ({ Records }) => {
  if (mail !== "mail") throw new Error("not now");
  const { db } = clients();
  for (const { dynamodb } of Records) {
    const Key = { pk: { S: dynamodb?.Keys?.pk?.S ?? "" }, sk: { S: dynamodb?.Keys?.sk?.S ?? "" } };
    const UpdateExpression = "REMOVE pendingPk, pendingSk";
    await db.send(new UpdateItemCommand({ TableName: process.env.TABLE, Key, UpdateExpression }));
    told.push(Key.pk.S.slice(4));
  }
  return undefined;
};

const portal = await startPortal({
  dir,
  port: 0,
  web: false,
  people,
  handlers: { api, outbox: { mailer } },
  async seed({ client, table }) {
    const Item = { pk: { S: "SEED" }, sk: { S: String(process.pid) } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
  },
});
process.once("SIGTERM", () => portal.stop());
await portal.stream.idle();
console.log(JSON.stringify({ url: portal.url, issuer: portal.issuer }));
