/** /_local: what only this machine has. The clock, what is pending, what failed, who can log in, and where things are. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "./clock.ts";
import { byGroup, type Person } from "./login-page.ts";
import { escapeMarkup, page, pagePolicy, styles } from "./markup.ts";
import { testString } from "./scanner.ts";
import type { Stream } from "./stream.ts";

export type LocalPageOptions = {
  url: string;
  issuer: string;
  inboxUrl: string;
  clock: Clock;
  stream: Stream;
  people: Person[];
};

const stylesheet = "/_local/style.css";
const harmful = "/_local/skadlig-testfil.pdf";
const hour = 3_600_000;

export function localPages(options: LocalPageOptions) {
  const { clock, stream } = options;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", options.url);
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-security-policy", pagePolicy());
    response.setHeader("x-content-type-options", "nosniff");
    if (request.method === "GET" && pathname === "/_local") {
      const body = markup(options, await stream.pending());
      return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body);
    }
    if (request.method === "GET" && pathname === stylesheet) {
      return void response.writeHead(200, { "content-type": "text/css" }).end(styles);
    }
    if (request.method === "GET" && pathname === harmful) {
      const headers = { "content-type": "application/pdf", "content-disposition": "attachment" };
      return void response.writeHead(200, headers).end(`%PDF-1.7\n${testString}\n%%EOF\n`);
    }
    const told = () => ({ now: new Date(clock.now()).toISOString(), offset: clock.offset });
    if (request.method === "GET" && pathname === "/_local/clock") return json(200, told());
    if (request.method !== "POST") return json(404, { message: "Not Found" });
    // Any page on the web can post to this machine; only the portal's own may move its clock.
    if (!sameOrigin(request, options.url)) return json(403, { message: "Forbidden" });
    const fields = await readFields(request);
    if (pathname === "/_local/clock") {
      if (!setClock(clock, fields))
        return json(400, { message: 'Skicka {"now": "2026-05-31T21:59:59Z"} eller {"offset": 0}' });
      stream.kick();
    } else if (pathname === "/_local/retry") await stream.retry(fields.id as string | undefined);
    else return json(404, { message: "Not Found" });
    if (!isForm(request)) return json(200, told());
    response.writeHead(303, { location: "/_local" }).end();
  };
}

function sameOrigin({ headers }: IncomingMessage, url: string): boolean {
  const site = headers["sec-fetch-site"];
  return (!headers.origin || headers.origin === url) && (!site || site === "same-origin" || site === "none");
}

const isForm = ({ headers }: IncomingMessage) =>
  (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");

async function readFields(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const part of request) if (text.length < 10_000) text += part;
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text || "{}") ?? {};
  } catch {
    return {};
  }
}

function setClock(clock: Clock, { now, offset, wall }: Record<string, unknown>): boolean {
  try {
    if (typeof now === "string") clock.set(now);
    else if (typeof wall === "string") clock.set(new Date(fromSwedishTime(wall)).toISOString());
    else if (offset !== undefined && Number.isSafeInteger(Number(offset))) clock.offset = Number(offset);
    else return false;
    return true;
  } catch {
    return false;
  }
}

/** `2026-05-31T23:59:50` on a Swedish wall → milliseconds. */
function fromSwedishTime(wall: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  // Twice: the first guess may lie on the other side of a change to or from summer time.
  const guess = asUtc - (Date.parse(`${toSwedishTime(asUtc)}Z`) - asUtc);
  return asUtc - (Date.parse(`${toSwedishTime(guess)}Z`) - guess);
}

function toSwedishTime(at: number): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).replace(" ", "T");
}

function markup(
  { url, issuer, inboxUrl, clock, stream, people }: LocalPageOptions,
  pending: Awaited<ReturnType<Stream["pending"]>>,
) {
  const link = (to: string, text: string) => `<li><a href="${escapeMarkup(to)}">${text}</a></li>`;
  const shown = new Date(clock.now()).toLocaleString("sv-SE", {
    timeZone: "Europe/Stockholm",
    dateStyle: "full",
    timeStyle: "medium",
  });
  const ahead = (by: number, text: string) => `<button name="offset" value="${clock.offset + by}">${text}</button>`;
  const groups = [...byGroup(people)];
  const letters = stream.deadLetters();
  return page(
    "RSS-portalen på den här datorn",
    stylesheet,
    `<div class="stack">
<section><h2>Sidor</h2><ul>${link(url, "Portalen")}${link(inboxUrl, "Inkorgen: all e-post som portalen har skickat")}${link(`${issuer}/.well-known/openid-configuration`, "Inloggningstjänstens uppgifter")}</ul></section>
<section><h2>Portalens klocka</h2>
<dl><dt>Portalen tror att det är</dt><dd>${escapeMarkup(shown)}, svensk tid</dd><dt>Skillnad mot riktig tid</dt><dd>${difference(clock.offset)}</dd></dl>
<form class="row" method="post" action="/_local/clock"><div><label for="wall">Ny tid (svensk tid)</label>
<input id="wall" type="datetime-local" name="wall" step="1" required value="${toSwedishTime(clock.now())}"></div><button>Ställ klockan</button></form>
<form class="row" method="post" action="/_local/clock">${ahead(hour, "En timme fram")}${ahead(24 * hour, "Ett dygn fram")}${ahead(168 * hour, "En vecka fram")}<button name="offset" value="0">Riktig tid</button></form>
<p>Det här följer alltid riktig tid: inloggningar, certifikat och tidsstämplar i underskrivna dokument och hur länge en länk till en fil gäller.</p></section>
<section><h2>Kontroll av bilagor</h2>
<p>En bifogad fil kontrolleras en sekund efter att den har kommit fram. Prova med <a href="${harmful}">den här ofarliga testfilen</a>: den innehåller teststrängen EICAR, som alla virusskydd känner igen, och bedöms som skadlig. Hittar datorns eget virusskydd den, skriv en PDF-fil med strängen i själv.</p></section>
<section><h2>Mejl</h2>
<p>Påminnelserna går ut klockan 8 svensk tid enligt portalens klocka, också när den ställs fram förbi 8. Mejl till en adress som börjar med <code>bounce</code> studsar, mejl till en som börjar med <code>complaint</code> får klagomål; allt annat kommer fram.</p></section>
<section><h2>Väntar på att göras (${pending.length})</h2>${
      pending.length === 0
        ? "<p>Ingenting väntar.</p>"
        : `<ul>${pending.map(({ pk, sk, since }) => `<li>${escapeMarkup(`${pk} ${sk}, sedan ${since}`)}</li>`).join("")}</ul>`
    }</section>
<section><h2>Gick inte (${letters.length})</h2>${
      letters.length === 0
        ? "<p>Ingenting har gått fel.</p>"
        : letters
            .map(
              (one) =>
                `<p>${escapeMarkup(`${one.handler}: ${one.pk} ${one.sk}, ${one.tries} försök, ${one.at}`)}</p><pre>${escapeMarkup(one.error)}</pre>` +
                `<form method="post" action="/_local/retry"><button name="id" value="${escapeMarkup(one.id)}">Försök igen</button></form>`,
            )
            .join("")
    }</section>
<section><h2>Vilka som kan logga in</h2><dl>${groups
      .map(
        ([group, members]) =>
          `<dt>${escapeMarkup(group)}</dt><dd>${members.map((one) => escapeMarkup(`${one.name} (${one.label})`)).join(", ")}</dd>`,
      )
      .join("")}</dl></section>
</div>`,
  );
}

function difference(offset: number): string {
  if (offset === 0) return "ingen";
  const seconds = Math.round(Math.abs(offset) / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), "dygn"],
    [Math.floor(seconds / 3600) % 24, "tim"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ].filter(([count]) => count !== 0);
  return `${parts.map((part) => part.join(" ")).join(" ")} ${offset > 0 ? "före" : "efter"}`;
}
