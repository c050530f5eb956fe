import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { type Issuer, startIssuer } from "../../infra/local/oidc.ts";
import { verifier } from "../../infra/local/token.ts";

const portal = "http://127.0.0.1:4000";
const redirect = `${portal}/inloggad`;
const people = [
  { sub: "anna", name: "Anna Berg", label: "chef för RSS", group: "RSS Dalarna" },
  { sub: "maja", name: "Maja <Lind>", label: "utvecklingsledare", group: "RSS Dalarna" },
  { sub: "karin", name: "Karin Ström", label: "handläggare", group: "SKR" },
];
const options = { people, portal, redirectUris: [redirect], logoutUris: [`${portal}/utloggad`] };

let dir: string;
let issuer: Issuer;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-issuer-"));
  issuer = await startIssuer({ ...options, keyFile: join(dir, "keys.json") });
});
afterAll(async () => {
  await issuer.stop();
  await rm(dir, { recursive: true });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A browser as far as the issuer is concerned: it keeps cookies and follows redirects up to the portal. */
function browser(at: Issuer = issuer) {
  const jar = new Map<string, { value: string; path: string }>();
  async function go(
    url: string,
    init: RequestInit = {},
  ): Promise<{ status: number; url: string; text: string; headers: Headers }> {
    const { pathname } = new URL(url);
    const sent = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const answer = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: { ...init.headers, cookie: sent.join("; ") },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? "/";
      if (value) jar.set(name, { value, path });
      else jar.delete(name);
    }
    const location = answer.headers.get("location");
    if (location && answer.status < 400) {
      const next = new URL(location, url).href;
      if (next.startsWith(portal)) return { status: answer.status, url: next, text: "", headers: answer.headers };
      return go(next);
    }
    const text = await answer.text();
    // A page that submits itself, which the policy must allow by the hash of its script.
    const action = text.includes("document.forms[0].submit()") && /action="([^"]+)"/.exec(text)?.[1];
    if (action) {
      const script = /<script>(.*)<\/script>/s.exec(text)?.[1] ?? "";
      const hash = createHash("sha256").update(script).digest("base64");
      expect(answer.headers.get("content-security-policy")).toContain(`'sha256-${hash}'`);
      const inputs = [...text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]) as [string, string][];
      return go(new URL(action, url).href, { method: "POST", body: new URLSearchParams(inputs) });
    }
    return { status: answer.status, url, text, headers: answer.headers };
  }

  const verifierText = randomBytes(32).toString("base64url");
  function ask(more: Record<string, string> = {}) {
    const query = new URLSearchParams({
      client_id: "rss-portalen",
      redirect_uri: redirect,
      response_type: "code",
      scope: "openid",
      state: "s1",
      nonce: "n1",
      code_challenge: createHash("sha256").update(verifierText).digest("base64url"),
      code_challenge_method: "S256",
      ...more,
    });
    return go(`${at.issuer}/auth?${query}`);
  }
  const choose = (page: { url: string }, sub: string) =>
    go(page.url, { method: "POST", body: new URLSearchParams({ sub }) });
  async function exchange(back: { url: string }, codeVerifier = verifierText) {
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      code: new URL(back.url).searchParams.get("code") ?? "",
      redirect_uri: redirect,
      client_id: "rss-portalen",
      code_verifier: codeVerifier,
    });
    const answer = await fetch(`${at.issuer}/token`, { method: "POST", body, headers: { origin: portal } });
    return {
      answer,
      tokens: (await answer.json()) as {
        access_token: string;
        id_token: string;
        refresh_token?: string;
        expires_in: number;
      },
    };
  }
  return { go, ask, choose, exchange };
}

describe("logging in", () => {
  it("shows everyone who can log in by organisation, in Swedish, with nothing that a script could hide in", async () => {
    const page = await browser().ask();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<html lang="sv">');
    expect(page.text).toContain("<h1>Logga in i RSS-portalen (lokalt)</h1>");
    expect([...page.text.matchAll(/<h2 id="g\d">([^<]+)/g)].map(([, group]) => group)).toEqual(["RSS Dalarna", "SKR"]);
    expect(page.text).toContain("Maja &#60;Lind&#62;");
    expect(page.headers.get("content-security-policy")).toMatch(/script-src(;|$)/);
    expect(page.headers.get("content-security-policy")).toContain(`form-action 'self' ${portal}`);
  });

  it("gives an access token of RS256 for the portal that lives 15 minutes and says when the person logged in", async () => {
    const person = browser();
    const back = await person.choose(await person.ask(), "anna");
    expect(new URL(back.url).searchParams.get("state")).toBe("s1");
    const { answer, tokens } = await person.exchange(back);
    expect(answer.headers.get("access-control-allow-origin")).toBe(portal);
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "RS256" });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ sub: "anna", aud: "rss-portalen", iss: issuer.issuer, client_id: "rss-portalen" });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    expect(claims.auth_time).toEqual(expect.any(Number));
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: "anna", nonce: "n1" });
    expect(tokens.refresh_token).toBeUndefined();
    expect(await verifier(issuer.issuer, "rss-portalen")(`Bearer ${tokens.access_token}`)).toMatchObject({
      sub: "anna",
    });
  });

  it("refuses a code without its verifier, and a code used twice", async () => {
    const person = browser();
    const back = await person.choose(await person.ask(), "anna");
    expect((await person.exchange(back, randomBytes(32).toString("base64url"))).answer.status).toBe(400);
    const again = await person.ask();
    expect((await person.exchange(again)).answer.status).toBe(200);
    expect((await person.exchange(again)).answer.status).toBe(400);
  });

  it("refuses to log in without PKCE, and to go back anywhere but to the portal", async () => {
    const bare = await browser().ask({ code_challenge: "", code_challenge_method: "" });
    expect(new URL(bare.url).searchParams.get("error")).toBe("invalid_request");
    const elsewhere = await browser().ask({ redirect_uri: "https://evil.example/inloggad" });
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.text).toContain("Inloggningen gick inte");
  });

  it("lets somebody in who is in no list, by a name that is the same person each time, and asks for them first afterwards", async () => {
    const named = async (name: string) => {
      const person = browser();
      const page = await person.ask();
      const back = await person.go(page.url, { method: "POST", body: new URLSearchParams({ name }) });
      return { person, sub: decodeJwt((await person.exchange(back)).tokens.access_token).sub };
    };
    const { person, sub } = await named("  Örjan Ek-Ström! ");
    expect(sub).toBe("orjan-ek-strom");
    expect((await named("Orjan EK ström")).sub).toBe(sub);
    const again = await person.ask({ prompt: "login", max_age: "0" });
    expect(again.text.indexOf('value="orjan-ek-strom"')).toBeLessThan(again.text.indexOf("RSS Dalarna</h2>"));
    const back = await person.choose(again, "orjan-ek-strom");
    expect(decodeJwt((await person.exchange(back)).tokens.access_token).sub).toBe(sub);
  });

  it.each(["", " – ", "Ωμέγα"])("takes no name without letters that can stand in an identity: %j", async (name) => {
    const person = browser();
    const page = await person.ask();
    const back = await person.go(page.url, { method: "POST", body: new URLSearchParams({ name }) });
    expect(new URL(back.url).searchParams.get("error")).toBe("access_denied");
  });

  it("takes nobody by a form that has been tampered with", async () => {
    const person = browser();
    const back = await person.choose(await person.ask(), "<script>");
    expect(back.url).not.toContain("code=");
  });

  it("lets a person turn back without logging in", async () => {
    const person = browser();
    const page = await person.ask();
    const back = await person.go(page.url, { method: "POST", body: new URLSearchParams({ cancel: "1" }) });
    expect(new URL(back.url).searchParams.get("error")).toBe("access_denied");
  });

  it("says in Swedish that a log-in page is too old to use", async () => {
    const page = await browser().ask();
    const stranger = await browser().choose(page, "anna");
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain("Gå tillbaka till portalen och logga in igen");
  });
});

describe("a session", () => {
  it("gives a new token without asking, with the same time of log-in", async () => {
    const person = browser();
    const first = (await person.exchange(await person.choose(await person.ask(), "anna"))).tokens;
    const back = await person.ask();
    expect(back.url).toContain(redirect);
    const second = (await person.exchange(back)).tokens;
    expect(second.access_token).not.toBe(first.access_token);
    expect(decodeJwt(second.access_token).auth_time).toBe(decodeJwt(first.access_token).auth_time);
  });

  it("asks again for prompt=login, with the same person first, and then the log-in is later", async () => {
    const person = browser();
    const first = (await person.exchange(await person.choose(await person.ask(), "anna"))).tokens;
    const real = Date.now();
    jest.spyOn(Date, "now").mockImplementation(() => real + 5_000);
    const page = await person.ask({ prompt: "login", max_age: "0" });
    expect(page.status).toBe(200);
    expect(page.text.indexOf("Logga in igen")).toBeLessThan(page.text.indexOf("RSS Dalarna</h2>"));
    const second = (await person.exchange(await person.choose(page, "anna"))).tokens;
    const [before, after] = [first, second].map(({ access_token }) => Number(decodeJwt(access_token).auth_time));
    expect(after).toBeGreaterThan(before ?? Number.POSITIVE_INFINITY);
  });

  it("lets somebody else log in after prompt=login", async () => {
    const person = browser();
    await person.choose(await person.ask(), "anna");
    const back = await person.choose(await person.ask({ prompt: "login" }), "karin");
    expect(decodeJwt((await person.exchange(back)).tokens.access_token).sub).toBe("karin");
  });

  const leave = (person: ReturnType<typeof browser>, more: Record<string, string> = {}) => {
    const after = { client_id: "rss-portalen", post_logout_redirect_uri: `${portal}/utloggad` };
    return person.go(`${issuer.issuer}/session/end?${new URLSearchParams({ ...after, ...more })}`);
  };

  it("ends at log-out without another question, and returns to the portal", async () => {
    const person = browser();
    const { tokens } = await person.exchange(await person.choose(await person.ask(), "anna"));
    expect((await leave(person, { id_token_hint: tokens.id_token })).url).toBe(`${portal}/utloggad`);
    expect((await person.ask()).text).toContain("Logga in i RSS-portalen (lokalt)");
  });

  it("asks before it ends a session that nobody proved to be theirs", async () => {
    const person = browser();
    await person.choose(await person.ask(), "anna");
    const page = await leave(person);
    expect(page.text).toContain("Logga ut</button>");
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page.text)?.[1] ?? "";
    const body = new URLSearchParams({ xsrf, logout: "yes" });
    const back = await person.go(`${issuer.issuer}/session/end/confirm`, { method: "POST", body });
    expect(back.url).toBe(`${portal}/utloggad`);
    expect((await person.ask()).text).toContain("Logga in i RSS-portalen (lokalt)");
  });
});

describe("keys", () => {
  it("outlive a restart in a file that only its owner may read, so that a token does too", async () => {
    const person = browser();
    const { tokens } = await person.exchange(await person.choose(await person.ask(), "anna"));
    const port = Number(new URL(issuer.issuer).port);
    await issuer.stop();
    issuer = await startIssuer({ ...options, keyFile: join(dir, "keys.json"), port, exactPort: true });
    expect(await verifier(issuer.issuer, "rss-portalen")(`Bearer ${tokens.access_token}`)).toMatchObject({
      sub: "anna",
    });
    expect((await stat(join(dir, "keys.json"))).mode & 0o777).toBe(0o600);
  });
});
