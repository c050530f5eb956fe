/** The outbox's functions over a portal of tests/portal.ts, fed as the table's stream feeds them, with a post office in memory. */
import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { epoch, type Instant } from "#domain/deadlines";
import type { Letter } from "#domain/texts/mail.sv";
import { type Portal, table } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import type { Enclosure } from "../lambdas/mail/post.ts";
import { inOrder } from "../lambdas/outbox/batch.ts";
import { inviter } from "../lambdas/outbox/inviter.ts";
import { keeper } from "../lambdas/outbox/keeper.ts";
import { mailer } from "../lambdas/outbox/mailer.ts";
import { sealer } from "../lambdas/outbox/sealer.ts";
import { chainIn } from "../lambdas/store/keys.ts";
import { mailStore } from "../lambdas/store/mails.ts";
import { pendingStore } from "../lambdas/store/pending.ts";
import type { Db } from "../lambdas/store/transact.ts";
import { verdictStore } from "../lambdas/store/verdicts.ts";

export type Sent = { to: string; letter: Letter; enclosures: Enclosure[] };

/** What the stream carries of these rows of events. */
export const batchOf = (rows: Record<string, unknown>[], now: Instant): DynamoDBStreamEvent => ({
  Records: rows.map(({ pk, sk }, index) => ({
    dynamodb: {
      SequenceNumber: String(index),
      ApproximateCreationDateTime: epoch(now) / 1000,
      NewImage: marshall({ id: chainIn(String(pk)), seq: Number(String(sk).slice(4)) }) as Record<
        string,
        AttributeValue
      > as never,
    },
  })),
});

type Over = Pick<Portal, "store" | "registry" | "register" | "documents" | "attachments"> & { client: Db };

/** `fails` is asked before each mail and each stored document, and may throw. */
export function anOutbox(
  portal: Over,
  fails: (what: "mail" | "document", about: string) => void = () => {},
  services = sealServices(() => Date.parse("2021-05-20T09:06:00.000Z")),
) {
  const pending = pendingStore(portal.client, table);
  const mails = mailStore(portal.client, table);
  const sent: Sent[] = [];
  const errors: string[] = [];
  /** What the keeper says of each hour. */
  const told: string[] = [];
  const documents = portal.documents.bucket;
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const failing = {
    ...documents,
    putOnce: async (...put: Parameters<typeof documents.putOnce>) => {
      const stored = await documents.putOnce(...put);
      // After it was stored: the worst moment to die.
      fails("document", put[0]);
      return stored;
    },
  };
  const post = async (to: string, letter: Letter, enclosures: Enclosure[]): Promise<string> => {
    fails("mail", to);
    sent.push({ to, letter, enclosures });
    return `message-${sent.length}`;
  };
  const address = "https://portalen.example.se";
  let drawn = 0;
  const invite = inviter({
    ...{ pending, mails, registry: portal.registry, register: portal.register, post, portal: address },
    newCode: () => createHash("sha256").update(`code ${++drawn}`).digest("hex").slice(0, 40),
  });
  const handlers = [
    sealer({
      store: portal.store,
      verdicts: verdictStore(portal.client, table),
      pending,
      registry: portal.registry,
      documents: failing,
      attachments: portal.attachments.bucket,
      sealing: services.sealing,
      hash,
      portal: address,
    }),
    mailer({
      store: portal.store,
      pending,
      mails,
      registry: portal.registry,
      documents,
      post,
      portal: address,
      staff: "kvinnofrid@example.se",
    }),
  ].map((work, n) => inOrder(pending, work, (line) => errors.push(line), n === 1 ? invite : undefined));

  /** What the stream would carry for everything outstanding. */
  const batch = async (now: Instant) => batchOf(await pending.outstanding(), now);

  /** Delivers everything outstanding to both functions once; how many records failed. */
  async function deliver(now: Instant): Promise<number> {
    let failures = 0;
    for (const handle of handlers) failures += (await handle(await batch(now))).batchItemFailures.length;
    return failures;
  }

  const keep = keeper({
    ...{ pending, documents: failing, stamping: services.stamping, hash },
    write: (line) => void (line.includes('"level":"error"') ? errors : told).push(line),
  });

  return { pending, mails, sent, errors, told, handlers, batch, deliver, keep };
}
