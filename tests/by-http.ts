/** The API over HTTP, as one of the seeded people: a token signed with the key of the portal's own issuer, without its pages. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { importJWK, SignJWT } from "jose";
import type { Answer } from "#domain/contract";
import { type RouteName, routes } from "#domain/routes";

export type Answered<R extends RouteName> = { status: number; code: string; reason: string; answer: Answer<R> };

/** A log-in made just now. `dir` is the folder the portal keeps everything in, its issuer's key too. */
export async function tokenOf(dir: string, issuer: string, sub: string): Promise<string> {
  const { jwks } = JSON.parse(await readFile(join(dir, "issuer-keys.json"), "utf8"));
  const [key] = jwks.keys;
  return new SignJWT({ auth_time: Math.floor(Date.now() / 1000) })
    .setProtectedHeader({ alg: "RS256", kid: key.kid })
    .setIssuer(issuer)
    .setSubject(sub)
    .setAudience("rss-portalen")
    .setExpirationTime("15m")
    .sign(await importJWK(key, "RS256"));
}

export async function askingAs(dir: string, { url, issuer }: { url: string; issuer: string }, sub: string) {
  const token = await tokenOf(dir, issuer, sub);
  let keys = 0;
  return async <R extends RouteName>(name: R, params: Record<string, string>, body?: unknown): Promise<Answered<R>> => {
    const { method, path } = routes[name];
    keys += 1;
    const answered = await fetch(url + path.replace(/\{(\w+)\}/g, (_, each: string) => params[each] ?? ""), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": `by-http-${String(keys).padStart(6, "0")}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await answered.json()) as Answer<R> & { code?: string; reason?: string };
    return { status: answered.status, code: answer.code ?? "", reason: answer.reason ?? "", answer };
  };
}

export type Asking = Awaited<ReturnType<typeof askingAs>>;

/** Posts a file with a form of the portal's, as a browser would: the file last. Answers the store's status and code. */
export async function postFile(
  { url, fields }: { url: string; fields: Record<string, string> },
  bytes: Uint8Array,
): Promise<{ status: number; code: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(bytes)]), "file");
  const answer = await fetch(url, { method: "POST", body: form });
  return { status: answer.status, code: /<Code>(\w+)/.exec(await answer.text())?.[1] ?? "" };
}
