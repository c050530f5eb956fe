/** The issuer's keys, made once and kept: a token from before a restart is still good after it. */
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { JWKS } from "oidc-provider";
import { readOrMake } from "./kept-file.ts";

type IssuerKeys = { jwks: JWKS; cookieKeys: string[] };

export function readIssuerKeys(file?: string): Promise<IssuerKeys> {
  return readOrMake(file, async () => {
    const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
    const key = {
      ...privateKey.export({ format: "jwk" }),
      kid: randomBytes(6).toString("hex"),
      use: "sig",
      alg: "RS256",
    };
    return { jwks: { keys: [key] } as JWKS, cookieKeys: [randomBytes(24).toString("base64url")] };
  });
}
