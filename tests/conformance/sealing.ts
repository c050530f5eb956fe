/** Documents as the portal seals them, under an authority as the local run has it or under any other. */
import { createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Authority } from "#tests/sealing";
import { startTsa } from "../../infra/local/tsa.ts";
import type { Signer } from "../../lambdas/seal/cms.ts";
import { seal } from "../../lambdas/seal/seal.ts";
import { timestampAuthority } from "../../lambdas/seal/timestamp.ts";
import type { Written } from "./corpus.ts";
import type { Trust } from "./signatures.ts";

export type Sealed = { paths: string[]; trust: Trust };

const day = 86_400_000;

/** Seals each document at level B-T, under its own name in `folder`. Validators go by the machine's clock, so certificates are valid by it. */
export async function sealed(documents: Pick<Written, "path">[], folder: string): Promise<Sealed> {
  await mkdir(folder, { recursive: true });
  const now = Date.now();
  const [from, to] = [now - day, now + 30 * day];
  const authority = new Authority("Trial root", from, to);
  const [root, list] = [join(folder, "root.pem"), join(folder, "revoked.crl")];
  await writeFile(root, new X509Certificate(authority.root).toString());
  await writeFile(list, authority.crl(from));
  const sealing = {
    seal: authority.signer("Trial seal", "seal", from, to),
    stamp: authority.signer("Trial stamp", "timestamp", from, to),
    root: authority.root,
  };
  const paths = documents.map(({ path }): [string, string] => [path, join(folder, basename(path))]);
  await sealedBy(sealing, paths);
  return { paths: paths.map(([, target]) => target), trust: { roots: [root], revoked: [list] } };
}

/** Seals each source as its target. */
export async function sealedBy(
  { seal: signer, stamp, root }: { seal: Signer; stamp: Signer; root: Uint8Array },
  paths: [source: string, target: string][],
): Promise<void> {
  let stamps = 0;
  const serial = () => Uint8Array.of(1, ++stamps);
  const tsa = await startTsa({ signer: stamp, now: Date.now, serial });
  const timestamp = timestampAuthority({ fetch, url: tsa.url, nonce: () => randomBytes(8), roots: [root] });
  const how = { signer, timestamp, at: new Date().toISOString(), name: "RSS-portalen", field: "Seal" } as const;
  try {
    for (const [source, target] of paths) await writeFile(target, await seal(await readFile(source), how));
  } finally {
    await tsa.stop();
  }
}

/** A key and its certificate from files, `NAME.key` and `NAME.pem`, under a root. */
export async function signerFrom(name: string, root: Uint8Array): Promise<Signer> {
  const key = createPrivateKey(await readFile(`${name}.key`));
  const certificate = new X509Certificate(await readFile(`${name}.pem`)).raw;
  return { chain: [certificate, root], sign: async (bytes) => sign("sha256", bytes, key) };
}
