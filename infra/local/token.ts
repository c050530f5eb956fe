/** The JWT authoriser of an HTTP API: signature, issuer, audience and time, all in real time. */
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";

export type Verify = (authorization: string | undefined) => Promise<JWTPayload | undefined>;

/** Answers the claims of a good bearer token, undefined for any other. The issuer is asked for its keys at first use. */
export function verifier(issuer: string, audience: string): Verify {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const discover = async () => {
    const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri));
  };
  return async (authorization) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "")?.[1];
    if (!token) return undefined;
    keys ??= discover();
    const found = await keys.catch((error: unknown) => {
      // An issuer that did not answer may answer the next time.
      keys = undefined;
      console.error("Utfärdaren svarar inte:", error);
    });
    if (!found) return undefined;
    try {
      const { payload } = await jwtVerify(token, found, { issuer, algorithms: ["RS256"], requiredClaims: ["exp"] });
      // AWS takes client_id when there is no aud, as in Cognito's access tokens.
      const named = payload.aud ?? payload.client_id;
      return [named].flat().includes(audience) ? payload : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Claims as a function gets them: every one a string, arrays as `[a b]`, times moved by the portal's clock. */
export function claimsFor(payload: JWTPayload, offset: number): Record<string, string> {
  const seconds = Math.round(offset / 1000);
  const moved = new Set(["iat", "exp", "nbf", "auth_time"]);
  const claims: Record<string, string> = {};
  for (const [name, value] of Object.entries(payload)) {
    if (value === undefined || value === null) continue;
    claims[name] = moved.has(name) && typeof value === "number" ? String(value + seconds) : inText(value);
  }
  return claims;
}

function inText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inText).join(" ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
