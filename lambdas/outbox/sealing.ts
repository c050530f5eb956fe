/**
 * What sealing needs from outside: the key in KMS, the certificates that say whose it is, and a time-stamp authority. The certificates
 * are data and lie beside the documents, since the key must be there before anybody can certify it, and they are replaced while the
 * portal runs. They are read for each document: two small files, and a new certificate counts from then on.
 */
import type { KMSClient } from "@aws-sdk/client-kms";
import type { Instant } from "#domain/deadlines";
import { sealCertificates } from "#domain/documents";
import { certificatesIn } from "../seal/certificates.ts";
import type { Signer } from "../seal/cms.ts";
import { validationDataFor } from "../seal/collect.ts";
import { kmsSigner } from "../seal/kms.ts";
import { type TimestampAuthority, timestampAuthority } from "../seal/timestamp.ts";
import type { ValidationData } from "../seal/validation-data.ts";
import type { ObjectStore } from "../store/objects.ts";

export type Stamping = {
  /** DER of all roots that the certificates lead to. */
  roots: Uint8Array[];
  timestamp: TimestampAuthority;
  /** What those who verify a document later will need: certificates, and that none of them was revoked. */
  validationData: (pdf: Uint8Array) => Promise<ValidationData>;
};
export type Sealing = Stamping & { signer: Signer };

type Outside = {
  settings: Pick<ObjectStore, "read">;
  /** Address of the time-stamp authority (RFC 3161 over HTTP). */
  tsa: string;
  fetch: typeof fetch;
  nonce: () => Uint8Array;
};

const read = async ({ settings }: Outside, file: keyof typeof sealCertificates) =>
  certificatesIn(await settings.read(sealCertificates[file], ""));

/** How long an answer is waited for, in milliseconds: what comes later is asked for again. */
const patience = 20_000;

export const stampingBy =
  (outside: Outside) =>
  async (now: Instant): Promise<Stamping> => {
    const ask: typeof fetch = (url, init) => outside.fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    const roots = await read(outside, "roots");
    return {
      roots,
      timestamp: timestampAuthority({ fetch: ask, url: outside.tsa, nonce: outside.nonce, roots }),
      validationData: (pdf) => validationDataFor(pdf, { fetch: ask, at: now }),
    };
  };

export const sealingBy =
  (outside: Outside & { kms: Pick<KMSClient, "send">; key: string }) =>
  async (now: Instant): Promise<Sealing> => ({
    ...(await stampingBy(outside)(now)),
    signer: { chain: await read(outside, "chain"), sign: kmsSigner(outside.kms, outside.key) },
  });
