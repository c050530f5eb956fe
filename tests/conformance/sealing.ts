/** Documents as the portal makes and seals them: by its own sealer and keeper, with KMS, authorities and store in memory. */
import { createPrivateKey, sign, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { instant } from "#domain/deadlines";
import type { Level } from "#domain/documents";
import type { Step } from "#domain/steps";
import { documentsMade, type Material } from "#tests/made-documents";
import { sealServices } from "#tests/seal-services";
import { stampsOf } from "#tests/sealing";
import type { Signer } from "../../lambdas/seal/cms.ts";
import { addSignatureTimestamp, seal } from "../../lambdas/seal/seal.ts";
import type { Trust } from "./signatures.ts";

/** The files of each level, in the order of the documents. */
export type Sealed = { paths: (level: Level) => string[]; trust: Trust };

/** A document as it was written, and what the sealer makes it of. */
type Unsealed = { path: string; material: Material };

const day = 86_400_000;

const usual: Step[] = ["document", "seal", "timestamp"];
const later: Step[] = ["validation", "archive"];

/**
 * Makes and seals each document at level B-T; `throughout`: at every level, with one renewal, and the archive's copy too. A file's
 * name is the document's, with the level before it. Validators go by the machine's clock, so everything here does.
 */
export async function sealed(documents: Unsealed[], folder: string, { throughout = false } = {}): Promise<Sealed> {
  await mkdir(folder, { recursive: true });
  const services = sealServices(Date.now);
  const [root, list] = [join(folder, "root.pem"), join(folder, "revoked.crl")];
  await writeFile(root, new X509Certificate(services.authority.root).toString());
  await writeFile(list, services.authority.crl(Date.now() - day));
  const pathOf = ({ path }: Unsealed, level: Level) => join(folder, `${level}-${basename(path)}`);
  for (const document of documents) {
    const steps = throughout ? [...usual, ...later] : usual;
    const made = await documentsMade(services, document.material, {
      now: instant(Date.now()),
      steps,
      renewed: throughout,
    });
    for (const [level, bytes] of made) await writeFile(pathOf(document, level), bytes);
  }
  return {
    paths: (level) => documents.map((document) => pathOf(document, level)),
    trust: { roots: [root], revoked: [list] },
  };
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
