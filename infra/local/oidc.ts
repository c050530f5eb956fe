/**
 * The issuer on this machine: OpenID Connect with code and PKCE, as the real one, except that anyone may be anyone.
 * What a token is worth is real time; the portal's clock moves only what the gateway tells the functions.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from "oidc-provider";
import { close, listen } from "./listen.ts";
import {
  errorPage,
  loggedOutPage,
  loginPage,
  logoutPage,
  type Person,
  stylesheet,
  subjectOf,
  submitScript,
} from "./login-page.ts";
import { pagePolicy, styles } from "./markup.ts";
import { readIssuerKeys } from "./oidc-keys.ts";
import { memoryAdapter } from "./oidc-memory.ts";

export type Issuer = { issuer: string; clientId: string; audience: string; scope: string; stop(): Promise<void> };

const clientId = "rss-portalen";
const audience = "rss-portalen";
/** Resources are URIs by RFC 8707; it is the default one, so that no client needs to name it. */
const resource = "urn:rss-portalen";

const submitHash = `'sha256-${createHash("sha256").update(submitScript).digest("base64")}'`;

export type IssuerOptions = {
  /** Keeps the signing key, so that a token outlives a restart. Absent: in memory. */
  keyFile?: string;
  port?: number;
  /** Identities in the table are of one issuer: its address may not change under them. */
  exactPort?: boolean;
  people: Person[];
  /** The portal's origin, and where on it a log-in and a log-out may end. */
  portal: string;
  redirectUris: string[];
  logoutUris: string[];
};

export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const [keys, Provider] = await Promise.all([readIssuerKeys(options.keyFile), loadProvider()]);
  const server = createServer();
  const issuer = await listen(server, options.port, { exact: options.exactPort });
  const provider = new Provider(issuer, configuration(options, keys));
  const answer = provider.callback();
  // Where one log-in replaces another the provider's page submits itself; it adds the hash of its script to this.
  const policy = pagePolicy(options.portal).replace("script-src 'none'", "script-src");

  server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader("content-security-policy", policy);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    const { pathname } = new URL(request.url ?? "/", issuer);
    if (pathname === stylesheet) return void response.writeHead(200, { "content-type": "text/css" }).end(styles);
    if (pathname === "/") return void response.writeHead(302, { location: options.portal }).end();
    if (!pathname.startsWith("/interaction/")) return void answer(request, response);
    try {
      await interact(request, response);
    } catch (error) {
      show(response, 400, errorPage(options.portal, error instanceof Error ? error.message : "okänt fel"));
    }
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid, session } = await provider.interactionDetails(request, response);
    const byId = (sub: string | null | undefined): Person | undefined =>
      options.people.find((person) => person.sub === sub) ??
      (sub ? { sub, name: sub, label: "inbjuden", group: "inte i listan" } : undefined);
    if (request.method !== "POST") return show(response, 200, loginPage(uid, options.people, byId(session?.accountId)));
    const form = new URLSearchParams(await readSmall(request));
    const chosen = form.get("sub") ?? subjectOf(form.get("name") ?? "");
    const result = chosen
      ? { login: { accountId: chosen, remember: true } }
      : { error: "access_denied", error_description: "Inloggningen avbröts" };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  return { issuer, clientId, audience, scope: "openid", stop: () => close(server) };
}

function configuration(options: IssuerOptions, keys: Awaited<ReturnType<typeof readIssuerKeys>>): Configuration {
  const client: ClientMetadata = {
    client_id: clientId,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris: options.redirectUris,
    post_logout_redirect_uris: options.logoutUris,
  };
  const hours = 3600;
  const html = (ctx: KoaContextWithOIDC, body: string) => {
    ctx.type = "html";
    ctx.body = body;
  };
  return {
    adapter: memoryAdapter(),
    clients: [client],
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookieKeys,
      names: { session: "issuer_session", interaction: "issuer_interaction", resume: "issuer_resume" },
    },
    pkce: { required: () => true },
    clientBasedCORS: (_ctx, origin) => origin === options.portal,
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(_ctx, sub) {
      // Anyone may be anyone here, and somebody who is in no list too: whether the portal knows them is its own matter.
      const isKnown = subjectOf(sub) === sub || options.people.some((one) => one.sub === sub);
      return isKnown ? { accountId: sub, claims: () => ({ sub }) } : undefined;
    },
    // Nobody is asked for consent: the portal is the only client, and the organisation decided for its people.
    async loadExistingGrant(ctx) {
      const { provider, session, params } = ctx.oidc;
      const grant = new provider.Grant({ clientId, accountId: session?.accountId ?? "" });
      grant.addOIDCScope(String(params?.scope ?? "openid"));
      grant.addResourceScope(resource, "");
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: "",
          accessTokenFormat: "jwt",
          accessTokenTTL: 15 * 60,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          const sure = ctx.oidc.entities.IdTokenHint?.payload.sub === ctx.oidc.session?.accountId;
          const policy = ctx.response.get("content-security-policy");
          if (sure) ctx.set("content-security-policy", policy.replace("script-src", `script-src ${submitHash}`));
          html(ctx, logoutPage(form, sure));
        },
        postLogoutSuccessSource: (ctx) => html(ctx, loggedOutPage(options.portal)),
      },
    },
    // What signing asks for: when this person last logged in, not when the token was made.
    extraTokenClaims: (ctx) => ({ auth_time: ctx.oidc.entities.AuthorizationCode?.authTime }),
    renderError: (ctx, out) => html(ctx, errorPage(options.portal, out.error_description ?? out.error)),
    ttl: {
      AccessToken: 900,
      AuthorizationCode: 60,
      IdToken: 900,
      Interaction: hours,
      Session: 10 * hours,
      Grant: 10 * hours,
    },
  };
}

/** Imported late: it says on every start that Node 20 is old, which is known and only disturbs people here. */
async function loadProvider() {
  const { warn } = console;
  console.warn = (...words: unknown[]) => String(words[0]).includes("Unsupported runtime") || warn(...words);
  try {
    return (await import("oidc-provider")).Provider;
  } finally {
    console.warn = warn;
  }
}

async function readSmall(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) {
    text += part;
    if (text.length > 10_000) throw new Error("too large");
  }
  return text;
}

function show(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(body);
}
