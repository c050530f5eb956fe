/** Documents as the portal makes and seals them: by its own sealer and keeper, with KMS, authorities and store in memory. */
import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { nameInBucket } from "#domain/attachments";
import { instant } from "#domain/deadlines";
import type { Level } from "#domain/documents";
import type { AttachedFile, Step } from "#domain/submission";
import { aBucket } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import { stampsOf } from "#tests/sealing";
import { keeper } from "../../lambdas/outbox/keeper.ts";
import { sealer } from "../../lambdas/outbox/sealer.ts";
import type { Signer } from "../../lambdas/seal/cms.ts";
import { addSignatureTimestamp, seal } from "../../lambdas/seal/seal.ts";
import type { MadeDocument, Renewal } from "../../lambdas/store/documents.ts";
import type { Check } from "../../lambdas/store/verdicts.ts";
import type { Written } from "./corpus.ts";
import type { Trust } from "./signatures.ts";

/** The files of each level, in the order of the documents. */
export type Sealed = { paths: (level: Level) => string[]; trust: Trust };

const day = 86_400_000;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const harmless = ({ key, object }: AttachedFile): Check => ({
  ...{ name: nameInBucket(key), object, verdict: "clean", at: instant(0) },
});

const usual: Step[] = ["document", "seal", "timestamp"];

/**
 * Makes and seals each document at level B-T; `throughout`: at every level, with one renewal, and the archive's copy too. A file's
 * name is the document's, with the level before it. Validators go by the machine's clock, so everything here does.
 */
export async function sealed(documents: Written[], folder: string, { throughout = false } = {}): Promise<Sealed> {
  await mkdir(folder, { recursive: true });
  const services = sealServices(Date.now);
  const [root, list] = [join(folder, "root.pem"), join(folder, "revoked.crl")];
  await writeFile(root, new X509Certificate(services.authority.root).toString());
  await writeFile(list, services.authority.crl(Date.now() - day));
  const pathOf = ({ path }: Written, level: Level) => join(folder, `${level}-${basename(path)}`);
  for (const document of documents) {
    const { made, bytesOf } = await madeBy(services, document, throughout);
    for (const { level, key } of made) await writeFile(pathOf(document, level), await bytesOf(key));
  }
  return {
    paths: (level) => documents.map((document) => pathOf(document, level)),
    trust: { roots: [root], revoked: [list] },
  };
}

async function madeBy(services: ReturnType<typeof sealServices>, document: Written, throughout: boolean) {
  const { signed, attached } = document;
  const { version, receipt } = signed;
  const { bucket } = aBucket();
  const made: MadeDocument[] = [];
  const renewals: Renewal[] = [];
  const pending = {
    settle: async () => {},
    putDocument: async (_: string, level: MadeDocument) => void made.push(level),
    documentsOf: async () => made,
    putRenewal: async (renewal: Renewal) => void renewals.push(renewal),
    renewalsDue: async () => renewals.slice(),
    overdue: async () => [],
    wake: async () => {},
  };
  const names = { [receipt.by]: signed.head, [version.by]: signed.writer };
  const work = sealer({
    ...{ pending, documents: bucket, hash: sha256, portal: signed.portal, sealing: services.sealing },
    store: { version: async () => version },
    verdicts: { checksOf: async () => version.files.map(harmless) },
    registry: {
      people: async (ids) =>
        new Map([...ids].map((id) => [id, { id, name: names[id] ?? "", email: "nagon@example.se" }])),
    },
    attachments: {
      read: async (key) => attached.get(version.files.find((file) => file.key === key)?.id ?? "") ?? new Uint8Array(),
    },
  });
  await work(
    { event: document.event, steps: throughout ? [...usual, "validation", "archive"] : usual },
    instant(Date.now()),
  );
  if (throughout) {
    const { stamping } = services;
    const faults: string[] = [];
    const keep = keeper({ pending, documents: bucket, stamping, hash: sha256, write: (line) => faults.push(line) });
    if (!(await keep(instant(Date.now())))) throw new Error(faults.join());
  }
  return { made, bytesOf: (key: string) => bucket.read(key, "") };
}

/** Seals a file as the portal does: first the seal, then the time stamp in the room that was kept for it. */
export async function sealedBy(
  { seal: signer, stamp, root }: { seal: Signer; stamp: Signer; root: Uint8Array },
  source: string,
  target: string,
): Promise<void> {
  const timestamp = stampsOf(stamp, [root], Date.now);
  const how = { signer, timestamp: null, at: instant(Date.now()), name: "RSS-portalen", field: "Seal" } as const;
  await writeFile(target, await addSignatureTimestamp(await seal(await readFile(source), how), { timestamp }));
}

/** A key and its certificate from files, `NAME.key` and `NAME.pem`, under a root. */
export async function signerFrom(name: string, root: Uint8Array): Promise<Signer> {
  const key = createPrivateKey(await readFile(`${name}.key`));
  const certificate = new X509Certificate(await readFile(`${name}.pem`)).raw;
  return { chain: [certificate, root], sign: async (bytes) => sign("sha256", bytes, key) };
}
