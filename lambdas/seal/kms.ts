/** The seal's key in KMS: it never leaves, so all that is asked for is a signature and the public half. */
import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { Signer } from "./cms.ts";
import { SealError } from "./seal-error.ts";

type Client = Pick<KMSClient, "send">;

/**
 * `sign` of a `Signer`, by an ECC_NIST_P256 key of usage SIGN_VERIFY. The bytes go RAW: KMS hashes them itself, so it can be seen in
 * its log what was signed, and they are at most 4096. Throws what the client throws.
 */
export const kmsSigner =
  (client: Client, keyId: string): Signer["sign"] =>
  async (bytes) => {
    const { Signature } = await client.send(
      new SignCommand({ KeyId: keyId, Message: bytes, MessageType: "RAW", SigningAlgorithm: "ECDSA_SHA_256" }),
    );
    if (!Signature) throw new SealError("signer", "KMS answered without a signature");
    return Signature;
  };

/** The key's public half as SubjectPublicKeyInfo, for a certificate request. */
export async function kmsPublicKey(client: Client, keyId: string): Promise<Uint8Array> {
  const { PublicKey, KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey || KeySpec !== "ECC_NIST_P256") throw new SealError("signer", `KMS key ${keyId} is not ECC_NIST_P256`);
  return PublicKey;
}
