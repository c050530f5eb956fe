/** The OpenID Connect code flow with PKCE, by oauth4webapi. Which issuer is configuration: /config.json. */
import * as oauth from "oauth4webapi";
import { Offline } from "./refusal.ts";

type Config = { issuer: string; clientId: string; resource?: string };
/** What must survive the way to the issuer and back, kept under its `state` in this tab alone. */
type Errand = {
  verifier: string;
  nonce: string;
  returnTo: string;
  afresh: boolean;
  /** As it was found on the way there: coming back need not ask again, which is two turns of waiting less. */
  config: Config;
  server: oauth.AuthorizationServer;
};

type Tokens = { access: string; id: string | undefined; seconds: number; returnTo: string };
/** The person pressed "cancel" there, or was not let in. */
type TurnedBack = { turnedBack: true; returnTo: string; afresh: boolean };

const callback = () => `${location.origin}/inloggad`;
const errandKey = (state: string) => `log-in ${state}`;

/** Only the portal on one machine has an issuer without TLS. */
const insecure = (issuer: string) => ({ [oauth.allowInsecureRequests]: issuer.startsWith("http:") });

async function setUp(): Promise<Pick<Errand, "config" | "server">> {
  const response = await fetch("/config.json", { cache: "no-store" }).catch(() => {
    throw new Offline();
  });
  const config: Config = await response.json();
  const issuer = new URL(config.issuer);
  const found = await oauth.discoveryRequest(issuer, insecure(config.issuer)).catch(() => {
    throw new Offline();
  });
  return { config, server: await oauth.processDiscoveryResponse(issuer, found) };
}

/** The person is asked whatever session there is, or not asked at all: the issuer then answers that nobody is logged in. */
type Prompt = "login" | "none";

/** Where to log in. Throws Offline when the issuer cannot be reached. */
export async function wayToLogIn(returnTo: string, prompt?: Prompt): Promise<URL> {
  const { config, server } = await setUp();
  const state = oauth.generateRandomState();
  const errand: Errand = {
    verifier: oauth.generateRandomCodeVerifier(),
    nonce: oauth.generateRandomNonce(),
    ...{ returnTo, afresh: prompt === "login", config, server },
  };
  sessionStorage.setItem(errandKey(state), JSON.stringify(errand));
  const url = new URL(server.authorization_endpoint ?? "");
  const query = {
    client_id: config.clientId,
    redirect_uri: callback(),
    response_type: "code",
    scope: "openid",
    state,
    nonce: errand.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(errand.verifier),
    code_challenge_method: "S256",
    ui_locales: document.documentElement.lang,
    ...(config.resource ? { resource: config.resource } : {}),
    ...(prompt ? { prompt } : {}),
    ...(prompt === "login" ? { max_age: "0" } : {}),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** What the issuer sent along with the person. Null when this tab did not send anybody there. */
export async function comeBack(): Promise<Tokens | TurnedBack | null> {
  const here = new URL(location.href);
  const state = here.searchParams.get("state") ?? "";
  const kept = sessionStorage.getItem(errandKey(state));
  if (!kept) return null;
  sessionStorage.removeItem(errandKey(state));
  const errand: Errand = JSON.parse(kept);
  if (here.searchParams.has("error")) {
    return { turnedBack: true, returnTo: errand.returnTo, afresh: errand.afresh };
  }
  const { config, server } = errand;
  const parameters = oauth.validateAuthResponse(server, { client_id: config.clientId }, here, state);
  // RFC 6749 §4.1.3, of a client that has no secret.
  const response = await fetch(server.token_endpoint ?? "", {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: config.clientId,
      code: parameters.get("code") ?? "",
      redirect_uri: callback(),
      code_verifier: errand.verifier,
      ...(config.resource ? { resource: config.resource } : {}),
    }),
    redirect: "manual",
  });
  return { ...(await readTokens(response, errand.nonce)), returnTo: errand.returnTo };
}

/**
 * The token endpoint's answer (RFC 6749 §5.1). Asked and read by ourselves, because the library's way weighs 4 kB: for kinds of clients that
 * this one is not, and for checks of an ID token that is used here for nothing but ending the session. Who somebody is, the API reads
 * from the access token, which it verifies.
 */
async function readTokens(response: Response, nonce: string): Promise<Omit<Tokens, "returnTo">> {
  const { access_token, token_type, id_token, expires_in } = (await response.json()) as Record<string, unknown>;
  const isBearer = typeof access_token === "string" && /^bearer$/i.test(String(token_type));
  if (!response.ok || !isBearer) throw new Error(`no token from the issuer: ${response.status}`);
  const id = typeof id_token === "string" ? id_token : undefined;
  if (id && claimsOf(id).nonce !== nonce) throw new Error("an answer to another log-in");
  return { access: access_token, id, seconds: typeof expires_in === "number" ? expires_in : 900 };
}

const claimsOf = (jwt: string): { nonce?: string; sub?: string } =>
  JSON.parse(atob((jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));

export const subjectOf = (jwt: string): string => claimsOf(jwt).sub ?? "";

/** Where the issuer's session ends too, so that the next person at this computer is not let in. */
export async function wayToLogOut(idToken: string | undefined): Promise<string | URL> {
  const { config, server } = await setUp();
  const after = `${location.origin}/utloggad`;
  if (!server.end_session_endpoint) return after;
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set("client_id", config.clientId);
  url.searchParams.set("post_logout_redirect_uri", after);
  // What Cognito calls the same; whoever follows the standard passes over what it does not know.
  url.searchParams.set("logout_uri", after);
  if (idToken) url.searchParams.set("id_token_hint", idToken);
  return url;
}
