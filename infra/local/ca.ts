/**
 * A certification authority on this machine: certifies the seal's key by a request, has a key and certificate for the time-stamp
 * authority, and serves its list of revoked certificates. Its certificates are for all years the portal's clock may be set to.
 */
import { createHash, createPrivateKey, randomBytes, sign } from "node:crypto";
import { createServer } from "node:http";
import { readCertificate } from "../../lambdas/seal/certificates.ts";
import type { Signer } from "../../lambdas/seal/cms.ts";
import { distinguishedName, readRequest } from "../../lambdas/seal/request.ts";
import { certify, newKey, type Order, publicHalf, revocationList } from "./authority.ts";
import { readOrMake, writeWhole } from "./kept-file.ts";
import { close, listen } from "./listen.ts";

export type Ca = {
  url: string;
  /** The root's certificate, DER. */
  root: Uint8Array;
  /** Certifies a request (PKCS #10, DER) and gives the chain, leaf first. The same key gets the same certificate, unless a validity is given. */
  certify(request: Uint8Array, profile: "seal" | "timestamp", validity?: Validity): Promise<Uint8Array[]>;
  /** Key and chain of this machine's time-stamp authority. */
  timestampSigner: Signer;
  /** From now on the list has this certificate (DER). */
  revoke(certificate: Uint8Array): Promise<void>;
  stop(): Promise<void>;
};

/** Milliseconds since 1970. */
type Validity = { from: number; to: number };

/** DER and serials as base64, keys as PEM. `issued`: by SHA-256 of key and address, so that a moved list gets new certificates. */
type Kept = {
  key: string;
  root: string;
  timestampKey: string;
  issued: Record<string, string>;
  revoked: { serial: string; at: number }[];
};

const always: Validity = { from: Date.UTC(2015, 0), to: Date.UTC(2049, 11, 31) };
const month = 30 * 86_400_000;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

/** Sixteen octets: 0x40 first keeps it positive and of the fewest. */
const serial = () => Uint8Array.of(0x40, ...randomBytes(15));

function begin(): Kept {
  const key = newKey();
  const root = certify(
    {
      ...{ publicKey: publicHalf(key), serial: serial(), profile: "root", crlUrl: null, ...always },
      subject: distinguishedName({ country: "SE", organization: "RSS-portalen", commonName: "RSS-portalen lokal rot" }),
    },
    { key },
  );
  return { key, root: base64(root), timestampKey: newKey(), issued: {}, revoked: [] };
}

/** `now`: milliseconds since 1970, which the list is dated by. `file`: where all of it is kept between runs. */
export async function startCa({ file, port, now }: { file?: string; port?: number; now: () => number }): Promise<Ca> {
  const kept = await readOrMake(file, async () => begin());
  const issuer = { certificate: bytesOf(kept.root), key: kept.key };
  const keep = async () => {
    if (file) await writeWhole(file, JSON.stringify(kept));
  };

  const list = () =>
    revocationList(issuer, {
      revoked: kept.revoked.map((each) => ({ serial: bytesOf(each.serial), at: each.at })),
      ...{ from: now(), to: now() + month, number: Math.floor(now() / 1000) },
    });
  const server = createServer((request, response) => {
    const served: Record<string, () => [type: string, body: Uint8Array]> = {
      "/root.crl": () => ["application/pkix-crl", list()],
      "/root.cer": () => ["application/pkix-cert", issuer.certificate],
    };
    const found = request.method === "GET" ? served[request.url ?? ""]?.() : undefined;
    if (!found) return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": found[0] }).end(found[1]);
  });
  const url = await listen(server, port);

  async function issue(order: Pick<Order, "publicKey" | "subject" | "profile">, validity?: Validity) {
    const whole = { ...order, ...(validity ?? always), serial: serial(), crlUrl: `${url}/root.crl` };
    const print = createHash("sha256").update(order.publicKey).update(order.profile).update(url).digest("hex");
    const known = validity ? undefined : kept.issued[print];
    const certificate = known ? bytesOf(known) : certify(whole, issuer);
    if (!known && !validity) {
      kept.issued[print] = base64(certificate);
      await keep();
    }
    return [certificate, issuer.certificate];
  }

  const timestampKey = createPrivateKey(kept.timestampKey);
  return {
    url,
    root: issuer.certificate,
    certify: async (request, profile, validity) => issue({ ...readRequest(request), profile }, validity),
    timestampSigner: {
      chain: await issue({
        publicKey: publicHalf(kept.timestampKey),
        subject: distinguishedName({
          country: "SE",
          organization: "RSS-portalen",
          commonName: "RSS-portalen lokal tid",
        }),
        profile: "timestamp",
      }),
      sign: async (bytes) => sign("sha256", bytes, timestampKey),
    },
    async revoke(certificate) {
      const { serialNumber } = readCertificate(certificate).parsed;
      kept.revoked.push({ serial: base64(serialNumber.valueBlock.valueHexView), at: now() });
      await keep();
    },
    stop: () => close(server),
  };
}
