/** The seal's certificates on this machine: asked for by the key itself and put where they would be put by hand in AWS. */
import { KMSClient } from "@aws-sdk/client-kms";
import { sealCertificates } from "#domain/documents";
import { kmsPublicKey, kmsSigner } from "../../lambdas/seal/kms.ts";
import { certificateRequest } from "../../lambdas/seal/request.ts";
import type { Ca } from "./ca.ts";
import type { S3 } from "./s3.ts";

const pem = (certificates: Uint8Array[]): Buffer =>
  Buffer.from(
    certificates
      .map(
        (der) =>
          Buffer.from(der)
            .toString("base64")
            .match(/.{1,64}/g) ?? [],
      )
      .map((lines) => ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"))
      .join(""),
  );

/** Nobody's seal: it says so. */
const subject = { country: "SE", organization: "RSS-portalen", commonName: "RSS-portalen lokal e-stämpel" };

export async function putCertificates(ca: Ca, s3: S3, { key, bucket }: { key: string; bucket: string }): Promise<void> {
  const client = new KMSClient({});
  try {
    const request = await certificateRequest(await kmsPublicKey(client, key), subject, kmsSigner(client, key));
    await s3.put(bucket, sealCertificates.chain, pem(await ca.certify(request, "seal")));
    await s3.put(bucket, sealCertificates.roots, pem([ca.root]));
  } finally {
    client.destroy();
  }
}
