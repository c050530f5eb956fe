/**
 * KMS on this machine: Sign and GetPublicKey of one P-256 key in a file only its owner may read.
 * Messages go RAW on both sides: Node's sign() of a ready-made digest is not what KMS means by DIGEST for this key.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";
import { readOrMake } from "./kept-file.ts";
import { close, listen } from "./listen.ts";

export type Kms = { endpoint: string; keyId: string; stop(): Promise<void> };

const algorithm = "ECDSA_SHA_256";
/** KMS's own cap on a RAW message. */
const messageCap = 4096;

type Asked = { KeyId?: string; Message?: string; MessageType?: string; SigningAlgorithm?: string };

export async function startKms(options: { keyFile?: string; port?: number } = {}): Promise<Kms> {
  const { keyId, pem } = await readOrMake(options.keyFile, async () => ({
    keyId: randomUUID(),
    pem: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      type: "pkcs8",
      format: "pem",
    }) as string,
  }));
  const key = createPrivateKey(pem);
  const arn = `arn:aws:kms:eu-north-1:000000000000:key/${keyId}`;
  const about = { KeyId: arn, KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" };

  function answer(target: string, asked: Asked): unknown {
    if (asked.KeyId !== keyId && asked.KeyId !== arn)
      throw new Fault("NotFoundException", `Key '${asked.KeyId}' does not exist`);
    if (target === "TrentService.GetPublicKey") {
      const PublicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
      return { ...about, PublicKey, SigningAlgorithms: [algorithm], CustomerMasterKeySpec: about.KeySpec };
    }
    if (target !== "TrentService.Sign") throw new Fault("UnknownOperationException", target);
    const message = Buffer.from(asked.Message ?? "", "base64");
    if (asked.SigningAlgorithm !== algorithm) throw new Fault("InvalidKeyUsageException", `only ${algorithm}`);
    if ((asked.MessageType ?? "RAW") !== "RAW") throw new Fault("ValidationException", "only MessageType RAW here");
    if (message.length < 1 || message.length > messageCap)
      throw new Fault("ValidationException", "Message: 1 to 4096 bytes");
    return { KeyId: arn, SigningAlgorithm: algorithm, Signature: sign("sha256", message, key).toString("base64") };
  }

  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    try {
      let text = "";
      for await (const part of request) text += part;
      if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 "))
        throw new Fault("MissingAuthenticationTokenException", "unsigned");
      reply(200, answer(String(request.headers["x-amz-target"]), JSON.parse(text)));
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault("SerializationException", String(error));
      reply(400, { __type: fault.name, message: fault.message });
    }
  });
  return { endpoint: await listen(server, options.port), keyId: arn, stop: () => close(server) };
}

class Fault extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
