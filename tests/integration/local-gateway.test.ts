import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { routes } from "#domain/routes";
import { startClock } from "../../infra/local/clock.ts";
import { type Around, gateway } from "../../infra/local/gateway.ts";
import type { ApiEvent } from "../../infra/local/gateway-event.ts";
import { close, listen } from "../../infra/local/listen.ts";
import { claimsFor, verifier } from "../../infra/local/token.ts";
import { webFiles } from "../../infra/local/web-files.ts";

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

const hour = 3_600_000;
const clock = startClock();
const api = jest.fn<(event: ApiEvent) => Promise<unknown>>();
const afterWrite = jest.fn();
let around: Around | undefined;
let issuer: string;
let url: string;
let dir: string;
let token: string;
let sign: (claims?: Record<string, unknown>, key?: SigningKey) => Promise<string>;
let otherKey: SigningKey;
const servers: Server[] = [];

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  otherKey = (await generateKeyPair("RS256")).privateKey;
  const jwk = { ...(await exportJWK(publicKey)), kid: "k", alg: "RS256" };
  const keys = createServer((request, response) => {
    const answer = request.url === "/jwks" ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  issuer = await listen(keys);
  sign = (claims = {}, key = privateKey) =>
    new SignJWT({ sub: "anna", auth_time: Math.floor(Date.now() / 1000), ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "k" })
      .setIssuer((claims.iss as string) ?? issuer)
      .setAudience((claims.aud as string) ?? "rss-portalen")
      .setIssuedAt()
      .setExpirationTime((claims.exp as number) ?? "15m")
      .sign(key);
  token = await sign();

  dir = await mkdtemp(join(tmpdir(), "rss-web-"));
  await mkdir(join(dir, "assets"));
  await writeFile(join(dir, "index.html"), "<!doctype html><title>RSS-portalen</title>");
  await writeFile(join(dir, "assets/index-abc123.js"), "console.log('hej');".repeat(100));
  await writeFile(join(dir, ".stamp"), "secret");

  const portal = createServer();
  url = await listen(portal);
  portal.on(
    "request",
    gateway({
      url,
      clock,
      verify: verifier(issuer, "rss-portalen"),
      api: (event) => api(event),
      around: (event, next) => (around ? around(event, next) : next(event)),
      afterWrite,
      web: webFiles(dir),
      config: { issuer, clientId: "rss-portalen" },
      connect: [issuer, "http://127.0.0.1:4002"],
      local: async (_, response) => void response.writeHead(200).end("local"),
    }),
  );
  servers.push(keys, portal);
});
afterAll(async () => {
  await Promise.all(servers.map(close));
  await rm(dir, { recursive: true });
});
beforeEach(() => {
  clock.offset = 0;
  around = undefined;
  afterWrite.mockClear();
  api.mockReset().mockResolvedValue({ statusCode: 200, body: "{}" });
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
const lastEvent = () => api.mock.calls.at(-1)?.[0] as ApiEvent;

describe("the event a function gets", () => {
  it("names the route, its decoded parameters and the query as an HTTP API does", async () => {
    await call("/api/submissions/2021.W/answers/8%2Fb?a=1&a=2&b=%C3%A5", { method: "PUT", body: "{}" });
    expect(lastEvent()).toMatchObject({
      version: "2.0",
      routeKey: `PUT ${routes.saveAnswer.path}`,
      rawPath: "/api/submissions/2021.W/answers/8%2Fb",
      rawQueryString: "a=1&a=2&b=%C3%A5",
      queryStringParameters: { a: "1,2", b: "å" },
      pathParameters: { id: "2021.W", question: "8/b" },
      requestContext: {
        routeKey: `PUT ${routes.saveAnswer.path}`,
        stage: "$default",
        http: { method: "PUT", protocol: "HTTP/1.1" },
      },
    });
    expect(lastEvent().requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  });

  it("has lower-cased headers with duplicates joined by a comma, and cookies by themselves", async () => {
    await new Promise<void>((resolve) => {
      const headers = [
        "Host",
        new URL(url).host,
        "Authorization",
        `Bearer ${token}`,
        "X-Trace",
        "a",
        "x-trace",
        "b",
        "Cookie",
        "c=1; d=2",
      ];
      const asked = httpRequest(`${url}/api/me`, { headers }, (response) => response.resume().once("end", resolve));
      asked.end();
    });
    expect(lastEvent().headers["x-trace"]).toBe("a,b");
    expect(lastEvent().headers.cookie).toBeUndefined();
    expect(lastEvent().cookies).toEqual(["c=1", "d=2"]);
  });

  it.each([
    ["application/json", '{"text":"å"}', false],
    ["application/problem+json; charset=utf-8", "{}", false],
    ["text/plain", "å", false],
    ["application/x-www-form-urlencoded", "a=1", true],
    ["application/pdf", "%PDF", true],
  ])("carries a body of %s as text only when it is text", async (type, body, isBase64Encoded) => {
    await call("/api/submissions/2021.W/recall", { method: "POST", body, headers: { "content-type": type } });
    expect(lastEvent().isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(lastEvent().body ?? "", isBase64Encoded ? "base64" : "utf8").toString()).toBe(body);
  });

  it("has no body at all when none was sent", async () => {
    await call("/api/me");
    expect(lastEvent()).not.toHaveProperty("body");
    expect(lastEvent().isBase64Encoded).toBe(false);
  });

  it("is stamped with the portal's clock when it arrives, not when its body has come", async () => {
    clock.set("2021-05-31T21:59:59.500Z");
    const begun = clock.now();
    await new Promise<void>((resolve) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "text/plain" };
      const options = { method: "POST", headers };
      const asked = httpRequest(`${url}/api/submissions/2021.W/recall`, options, (response) =>
        response.resume().once("end", resolve),
      );
      // The clock jumps a day while the body is under way: the handshake of 100-continue proves the head has arrived.
      asked.setHeader("expect", "100-continue");
      asked.flushHeaders();
      asked.once("continue", () => {
        clock.offset += 24 * hour;
        asked.end("body");
      });
    });
    expect(lastEvent().requestContext.timeEpoch - begun).toBeLessThan(hour);
  });
});

describe("who asks", () => {
  it("lets anyone call a route for anyone, without an authoriser", async () => {
    expect((await fetch(url + routes.openapi.path)).status).toBe(200);
    expect(lastEvent().requestContext).not.toHaveProperty("authorizer");
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => Promise<string | undefined>]>([
    ["no token", async () => undefined],
    ["another scheme", async () => `Basic ${token}`],
    ["an expired token", async () => `Bearer ${await sign({ exp: now() - 1 })}`],
    ["a token for somebody else", async () => `Bearer ${await sign({ aud: "other" })}`],
    ["another issuer's token", async () => `Bearer ${await sign({ iss: "https://evil.example" })}`],
    ["a token of another key", async () => `Bearer ${await sign({}, otherKey)}`],
    ["a token that is not valid yet", async () => `Bearer ${await sign({ nbf: now() + 60 })}`],
    [
      "an unsigned token",
      async () => `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${token.split(".")[1]}.`,
    ],
  ])("answers Unauthorized on every route, as AWS does, to %s", async (_, header) => {
    const authorization = await header();
    const guarded = Object.entries(routes).filter(([, { who }]) => who !== "anyone");
    const answers = await Promise.all(
      guarded.map(async ([name, { method, path }]) => {
        const answer = await fetch(url + path.replace(/\{\w+\}/g, "2021.W"), {
          ...{ method, headers: authorization ? { authorization } : {} },
        });
        return [name, answer.status, await answer.json()];
      }),
    );
    expect(answers).toEqual(guarded.map(([name]) => [name, 401, { message: "Unauthorized" }]));
    expect(guarded.length).toBeGreaterThan(40);
    expect(api).not.toHaveBeenCalled();
  });

  it("passes every claim as a string, arrays in brackets", () => {
    const claims = claimsFor({ sub: "anna", roles: ["a", "b"], n: 7, ok: true }, 0);
    expect(claims).toEqual({ sub: "anna", roles: "[a b]", n: "7", ok: "true" });
  });

  it("moves the times in a token with the portal's clock, once it has been found good in real time", async () => {
    clock.offset = -2 * hour;
    await call("/api/me");
    const { iat, exp, auth_time } = lastEvent().requestContext.authorizer.jwt.claims;
    expect(Number(exp) - Number(iat)).toBe(900);
    expect(Math.abs(Number(auth_time) - (now() - 7200))).toBeLessThan(30);
    expect(Number(auth_time) * 1000).toBeLessThanOrEqual(lastEvent().requestContext.timeEpoch);
  });
});

describe("answers", () => {
  it("sends status, headers, cookies and bytes as the function gave them", async () => {
    api.mockResolvedValue({
      statusCode: 201,
      headers: { ETag: '"3"', "Content-Type": "application/pdf" },
      cookies: ["a=1", "b=2"],
      body: Buffer.from([0, 255]).toString("base64"),
      isBase64Encoded: true,
    });
    const answer = await call("/api/me");
    expect([answer.status, answer.headers.get("etag"), answer.headers.get("content-type")]).toEqual([
      201,
      '"3"',
      "application/pdf",
    ]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255]);
  });

  it("makes JSON of anything else", async () => {
    api.mockResolvedValue({ hej: "å" });
    const answer = await call("/api/me");
    expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
      200,
      "application/json",
      { hej: "å" },
    ]);
  });

  it("tells nothing of what went wrong inside a function, but logs it", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => {});
    api.mockRejectedValue(new Error("hemlighet"));
    const answer = await call("/api/me");
    expect([answer.status, await answer.json()]).toEqual([500, { message: "Internal Server Error" }]);
    expect(String(logged.mock.calls.flat())).toContain("hemlighet");
    logged.mockRestore();
  });

  it("refuses a body over 10 MB and takes one of 10 MB", async () => {
    const send = (size: number) => call("/api/submissions/2021.W/recall", { method: "POST", body: Buffer.alloc(size) });
    expect((await send(10 * 1024 * 1024)).status).toBe(200);
    api.mockClear();
    expect((await send(10 * 1024 * 1024 + 1)).status).toBe(413);
    expect(api).not.toHaveBeenCalled();
  });

  it.each(["/api/nothing", "/api/submissions/2021.W", "/api/submissions//log", "/api/submissions/%E0%A4%A/log"])(
    "answers Not Found to POST %s, which is no route",
    async (path) => {
      const answer = await call(path, { method: "POST" });
      expect([answer.status, await answer.json()]).toEqual([404, { message: "Not Found" }]);
    },
  );

  it("wakes the outbox after everything but a GET, also when the function failed", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => {});
    await call("/api/me");
    expect(afterWrite).toHaveBeenCalledTimes(0);
    api.mockRejectedValue(new Error("lost after commit"));
    await call("/api/submissions/2021.W/recall", { method: "POST" });
    expect(afterWrite).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });

  it("lets a test stand around the call: answer instead, repeat, or fail after it", async () => {
    around = async (event, next) => {
      await next(event);
      return next(event);
    };
    await call("/api/me");
    expect(api).toHaveBeenCalledTimes(2);
    around = async () => ({ statusCode: 503, body: "" });
    expect((await call("/api/me")).status).toBe(503);
    expect(api).toHaveBeenCalledTimes(2);
  });
});

describe("pages", () => {
  const page = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { headers, redirect: "manual" });

  it.each(["/", "/inloggad?code=1", "/plan/2021.W", "/plan/2021.W/skriv-under"])(
    "gives the app at %s, never from cache",
    async (path) => {
      const answer = await page(path);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("RSS-portalen")]);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      const etag = answer.headers.get("etag") ?? "";
      expect((await page(path, { "if-none-match": etag })).status).toBe(304);
    },
  );

  it("gives hashed assets for ever, compressed", async () => {
    const answer = await new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve) => {
      const asked = httpRequest(
        `${url}/assets/index-abc123.js`,
        { headers: { "accept-encoding": "gzip, br" } },
        async (response) => {
          const parts: Buffer[] = [];
          for await (const part of response) parts.push(part);
          resolve({ headers: response.headers, body: Buffer.concat(parts) });
        },
      );
      asked.end();
    });
    expect(answer.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect(brotliDecompressSync(answer.body).toString()).toContain("console.log('hej')");
  });

  it.each(["/assets/gone.js", "/favicon.ico", "/.stamp", "/%00"])("has nothing at %s", async (path) => {
    expect((await page(path)).status).toBe(404);
  });

  it("never leaves its folder", async () => {
    await writeFile(`${dir}-outside.txt`, "outside");
    const path = `/..%2f${dir.split("/").at(-1)}-outside.txt`;
    expect(await (await page(path)).text()).not.toContain("outside");
    await rm(`${dir}-outside.txt`);
  });

  it("sends the headers that keep foreign script out, and names the only two places a page may speak to", async () => {
    const { headers } = await page("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${issuer} http://127.0.0.1:4002;`);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  });

  it("tells the app its issuer", async () => {
    expect(await (await page("/config.json")).json()).toEqual({ issuer, clientId: "rss-portalen" });
  });

  it("sends whoever came by another name to the one the issuer and the buckets know", async () => {
    const renamed = await new Promise<number | undefined>((resolve) => {
      const asked = httpRequest(`${url}/plan`, { headers: { host: "localhost:4000" } }, (response) =>
        resolve(response.resume().statusCode),
      );
      asked.end();
    });
    expect(renamed).toBe(308);
  });
});
