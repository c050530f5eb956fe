/** The functions of lambdas/ put together as their entries do it, over services in memory, each behind the rights of its role. */
import { createHash } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { marshall } from "@aws-sdk/util-dynamodb";
import { epoch, type Instant } from "#domain/deadlines";
import { tickOf } from "#domain/reminders";
import { routes } from "#domain/routes";
import { type Guarded, guarded, needOfObject, rightsOf } from "#tests/infra/iam";
import type { Templates } from "#tests/infra/synthesised";
import { dynamoWire, jsonAnswer, type Objects, s3Wire, type Wire } from "#tests/memory-services";
import type { MemoryTable } from "#tests/memory-table";
import { aPortalInMemory, table } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import type { Open, Scene } from "#tests/write-paths";
import { stages } from "../../infra/stages.ts";
import { bouncesHandler } from "../../lambdas/bounces/bounces.ts";
import { postOffice } from "../../lambdas/mail/post.ts";
import { again } from "../../lambdas/outbox/again.ts";
import { inOrder } from "../../lambdas/outbox/batch.ts";
import { inviter } from "../../lambdas/outbox/inviter.ts";
import { keeper } from "../../lambdas/outbox/keeper.ts";
import { mailsOf } from "../../lambdas/outbox/mailer.ts";
import { sealer } from "../../lambdas/outbox/sealer.ts";
import { sealingBy, stampingBy } from "../../lambdas/outbox/sealing.ts";
import { reminders } from "../../lambdas/reminders/reminders.ts";
import { chainIn } from "../../lambdas/store/keys.ts";
import { type MailId, mailStore } from "../../lambdas/store/mails.ts";
import { type ObjectStore, objectStore } from "../../lambdas/store/objects.ts";
import { pendingStore } from "../../lambdas/store/pending.ts";
import { registerStore } from "../../lambdas/store/register.ts";
import { registryStore } from "../../lambdas/store/registry.ts";
import { runStore } from "../../lambdas/store/runs.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import { tickStore } from "../../lambdas/store/ticks.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";
import { type Scanned, verdictHandler } from "../../lambdas/verdict/verdict.ts";

export const names = ["api", "office", "sealer", "mailer", "verdict", "keeper", "reminders", "bounces"] as const;
export type Name = (typeof names)[number];

const at = {
  region: "eu-north-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  signer: { sign: async (request: never) => request },
};
let posted = 0;
const mail: Wire = {
  handle: async () => {
    posted += 1;
    return { response: jsonAnswer(200, { MessageId: `message-${posted}` }) };
  },
};
/** Denied, it would be tried again for seconds. */
const once = { maxAttempts: 1 };

export type World = { table: MemoryTable; attachments: Objects; documents: Objects };

export function working(templates: Templates) {
  const guards = Object.fromEntries(
    names.map((name) => [name, guarded(rightsOf(templates, `service/${name}/role`))]),
  ) as Record<Name, Guarded>;

  const db = (name: Name, memory: MemoryTable) => {
    const wire = guards[name].around(
      "dynamodb",
      dynamoWire(() => memory),
    );
    return new DynamoDBClient({
      ...at,
      ...once,
      endpoint: "http://dynamodb.example.se",
      requestHandler: wire as never,
    });
  };
  function bucket(name: Name, kind: "attachments" | "documents", objects: Objects): ObjectStore {
    const guard = guards[name];
    const s3 = new S3Client({
      ...{ ...at, ...once, endpoint: "http://s3.example.se", forcePathStyle: true },
      ...{ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
      requestHandler: guard.around(
        "s3",
        s3Wire(() => objects),
      ) as never,
    });
    const store = objectStore(s3, kind);
    // What is signed for others is used with the signer's rights.
    return {
      ...store,
      uploadForm: (key, ...rest) => {
        guard.ask(needOfObject("s3:PutObject", kind, key));
        return store.uploadForm(key, ...rest);
      },
      link: (key, object, name) => {
        guard.ask(needOfObject(object ? "s3:GetObjectVersion" : "s3:GetObject", kind, key));
        return store.link(key, object, name);
      },
    };
  }

  /** Each route by the function that the gateway calls for it. */
  function api({ table: memory, attachments, documents }: World) {
    const as = (name: Name) =>
      aPortalInMemory(memory, {
        db: db(name, memory),
        attachments: async () => bucket(name, "attachments", attachments),
        documents: async () => bucket(name, "documents", documents),
      });
    const [own, office] = [as("api"), as("office")];
    const call: typeof own.call = (sub, route, call) =>
      ("office" in routes[route] ? office : own).call(sub, route, call);
    return { ...own, call };
  }

  const soonAfter = epoch("2021-05-20T09:06:00.000Z");
  let clock = soonAfter;
  // The authorities are nobody's in AWS; only the sealer has a way to the key.
  const { outside, kms, files } = sealServices(() => clock, {
    around: (service, wire) => (service === "kms" ? guards.sealer.around(service, wire) : wire),
    client: once,
  });
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

  const outbox = {
    sealer: ({ table: memory, documents: kept, attachments }: World) => {
      const client = db("sealer", memory);
      const documents = bucket("sealer", "documents", kept);
      return sealer({
        ...{ store: submissionStore(client, table), pending: pendingStore(client, table) },
        ...{ registry: registryStore(client, table), verdicts: verdictStore(client, table) },
        ...{ documents, attachments: bucket("sealer", "attachments", attachments) },
        sealing: sealingBy({ ...outside, settings: documents, kms, key: "seal" }),
        ...{ hash, portal: `https://${stages.prod.domain}` },
      });
    },
    mailer: ({ table: memory, documents }: World) => mailsOf(mailing("mailer", memory, documents)).tell,
  };

  /** What whoever sends mail is made of. */
  function mailing(name: "mailer" | "reminders", memory: MemoryTable, documents: Objects = new Map()) {
    const client = db(name, memory);
    const { sender, staff } = stages.prod.mail;
    const requestHandler = guards[name].around("ses", mail) as never;
    const ses = new SESv2Client({ ...at, ...once, endpoint: "http://ses.example.se", requestHandler });
    return {
      ...{ store: submissionStore(client, table), pending: pendingStore(client, table) },
      ...{ mails: mailStore(client, table), registry: registryStore(client, table) },
      ...{ documents: bucket("mailer", "documents", documents), ticks: tickStore(client, table) },
      runs: runStore(client, table),
      ...{ post: postOffice(ses, sender), portal: `https://${stages.prod.domain}`, staff, write: () => {} },
    };
  }

  /** The tick of a day. */
  const remind = (day: string, { table: memory }: World) => reminders(mailing("reminders", memory))(tickOf(day));

  /** The mailer told of a mail that is asked for once more. */
  function sendAgain(id: MailId, now: Instant, { table: memory, documents }: World): Promise<void> {
    const parts = mailing("mailer", memory, documents);
    return again({ ...parts, events: mailsOf(parts) })(id, now);
  }

  const hear = (messageId: string, { table: memory }: World) => {
    const mails = mailStore(db("bounces", memory), table);
    const bounce = { bounceType: "Permanent", timestamp: "2021-05-21T09:00:00.000Z" };
    const Message = JSON.stringify({ eventType: "Bounce", mail: { messageId }, bounce });
    return bouncesHandler({ mails, write: () => {} })({ Records: [{ Sns: { Message } }] });
  };
  /** The mailer's other work. The codes it draws are told here. */
  const codes: string[] = [];
  function invite({ table: memory }: World) {
    const parts = mailing("mailer", memory);
    return inviter({
      ...{ ...parts, register: registerStore(db("mailer", memory), table, text) },
      newCode: () => {
        codes.push(`code-${codes.length}`);
        return codes.at(-1) ?? "";
      },
    });
  }
  const text = (words: string) => createHash("sha256").update(words).digest("hex");

  /** Tells one of the outbox's functions of everything that is pending; answers how much of it failed. */
  async function deliver(name: "sealer" | "mailer", world: World): Promise<number> {
    clock = soonAfter;
    const all = await pendingStore(world.table.db, table).outstanding();
    // As the stream's filters have it.
    const rows = all.filter(({ pk }) => name === "mailer" || String(pk).startsWith("SUB#"));
    const Records = rows.map(({ pk, sk }, index) => ({
      dynamodb: {
        SequenceNumber: String(index),
        ApproximateCreationDateTime: Date.parse("2021-05-20T09:05:00.000Z") / 1000,
        NewImage: marshall({ id: chainIn(String(pk)), seq: Number(String(sk).slice(4)) }) as never,
      },
    }));
    const handle = inOrder(pendingStore(db(name, world.table), table), outbox[name](world), () => {}, invite(world));
    return (await handle({ Records })).batchItemFailures.length;
  }

  const judge = (event: Scanned, { table: memory }: World) => {
    const client = db("verdict", memory);
    const stores = { store: verdictStore(client, table), pending: pendingStore(client, table) };
    return verdictHandler({ ...stores, bucket: "attachments", write: () => {} })(event);
  };

  /** The keeper at that time, by the authorities' clocks too; whether all went well. */
  function keep(now: Instant, { table: memory, documents: kept }: World): Promise<boolean> {
    clock = epoch(now);
    const documents = bucket("keeper", "documents", kept);
    const stamping = stampingBy({ ...outside, settings: documents });
    return keeper({ pending: pendingStore(db("keeper", memory), table), documents, stamping, hash, write: () => {} })(
      now,
    );
  }

  /** A scene of tests/write-paths.ts, and of documents nothing yet but the seal's certificates. */
  const worldOf = ({ table: memory, attachments }: Scene): World => ({
    table: memory.clone(),
    attachments: new Map(attachments),
    documents: new Map(Object.entries(files).map(([key, text]) => [key, Buffer.from(text)])),
  });

  const open: Open = (scene) => api({ ...scene, documents: new Map() });
  return { guards, api, codes, open, deliver, judge, keep, remind, sendAgain, hear, worldOf };
}
