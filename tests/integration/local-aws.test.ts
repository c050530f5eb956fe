import { createPublicKey, verify } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient, type KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { GetPublicKeyCommand, KMSClient, SignCommand, type SignCommandInput } from "@aws-sdk/client-kms";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createTable, type Database, startDynamo } from "../../infra/local/dynamodb.ts";
import { type Kms, startKms } from "../../infra/local/kms.ts";
import { close, listen } from "../../infra/local/listen.ts";
import { startSes } from "../../infra/local/ses.ts";
import { table } from "../../lambdas/store/table.ts";

const account = {
  region: "eu-north-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
};
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: { name: string }) => error.name,
  );

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-aws-"));
});
afterAll(() => rm(dir, { recursive: true }));

describe("the key", () => {
  let kms: Kms;
  let client: KMSClient;
  const open = async () => {
    kms = await startKms({ keyFile: join(dir, "key.json") });
    client = new KMSClient({ endpoint: kms.endpoint, ...account });
  };
  const shut = async () => {
    client.destroy();
    await kms.stop();
  };
  const sign = (Message: Uint8Array, more: Partial<SignCommandInput> = {}) =>
    client.send(
      new SignCommand({ KeyId: kms.keyId, Message, MessageType: "RAW", SigningAlgorithm: "ECDSA_SHA_256", ...more }),
    );
  beforeAll(open);
  afterAll(shut);

  it("signs what its public key verifies, and is the same after a restart, in a file only its owner may read", async () => {
    const message = Buffer.from("planen");
    const { Signature } = await sign(message);
    await shut();
    await open();
    const { PublicKey, KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: kms.keyId }));
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: "der", type: "spki" });
    expect(KeySpec).toBe("ECC_NIST_P256");
    expect(verify("sha256", message, key, Signature ?? new Uint8Array())).toBe(true);
    expect(verify("sha256", Buffer.from("en annan"), key, Signature ?? new Uint8Array())).toBe(false);
    expect((await stat(join(dir, "key.json"))).mode & 0o777).toBe(0o600);
  });

  it("refuses a digest, which Node and KMS understand differently, another algorithm, too long a message and another key", async () => {
    expect(await codeOf(sign(Buffer.alloc(32), { MessageType: "DIGEST" }))).toBe("ValidationException");
    expect(await codeOf(sign(Buffer.alloc(1), { SigningAlgorithm: "RSASSA_PSS_SHA_256" }))).toBe(
      "InvalidKeyUsageException",
    );
    expect(await codeOf(sign(Buffer.alloc(4097)))).toBe("ValidationException");
    expect(await codeOf(sign(Buffer.alloc(1), { KeyId: "other" }))).toBe("NotFoundException");
  });
});

describe("mail", () => {
  it("is in the inbox with its attachment, whatever port it wished for", async () => {
    const taken = createServer();
    const port = Number(new URL(await listen(taken)).port);
    const ses = await startSes({ port });
    const client = new SESv2Client({ endpoint: ses.endpoint, ...account });
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: "rss-portalen@example.se",
        Destination: { ToAddresses: ["anna@example.se"] },
        Content: {
          Simple: {
            Subject: { Data: "Kvitto: planen är inskickad" },
            Body: { Text: { Data: "Hej" } },
            Attachments: [{ FileName: "plan.pdf", RawContent: Buffer.from("%PDF"), ContentType: "application/pdf" }],
          },
        },
      }),
    );
    const { emails } = (await (await fetch(`${ses.endpoint}/store`)).json()) as { emails: unknown[] };
    expect(emails).toMatchObject([
      {
        subject: "Kvitto: planen är inskickad",
        destination: { to: ["anna@example.se"] },
        attachments: [{ filename: "plan.pdf" }],
      },
    ]);
    expect((await fetch(ses.endpoint)).headers.get("content-type")).toContain("text/html");
    client.destroy();
    await Promise.all([ses.stop(), close(taken)]);
  });
});

describe("the table", () => {
  let database: Database;
  let client: DynamoDBClient;
  beforeAll(async () => {
    database = await startDynamo({ file: join(dir, "table.db") });
    client = new DynamoDBClient({ endpoint: database.endpoint, ...account });
  });
  afterAll(async () => {
    client.destroy();
    await database.stop();
  });

  it("is the one lambdas/store/table.ts describes, and making it again changes nothing", async () => {
    expect(await createTable(client, "portal")).toBe(true);
    expect(await createTable(client, "portal")).toBe(false);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: "portal" }));
    expect(Table?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST");
    const indexes = Object.fromEntries((Table?.GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName, one]));
    expect(Object.keys(indexes).sort()).toEqual(Object.keys(table.indexes).sort());
    for (const [name, { partitionKey, sortKey, project }] of Object.entries(table.indexes)) {
      expect(indexes[name]?.KeySchema?.map((key: KeySchemaElement) => key.AttributeName)).toEqual([
        partitionKey,
        sortKey,
      ]);
      expect([...(indexes[name]?.Projection?.NonKeyAttributes ?? [])].sort()).toEqual([...project].sort());
    }
  });

  it("may be somebody else's: an endpoint that is given is used, and left running", async () => {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = database.endpoint;
    try {
      const given = await startDynamo();
      expect(given.endpoint).toBe(database.endpoint);
      await given.stop();
    } finally {
      delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
    }
    expect(await createTable(client, "portal")).toBe(false);
  });
});
