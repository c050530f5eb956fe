/** SES v2 on this machine, in this process. People read at `/`, tests at `/store`. In memory: mail is gone with the process. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { close, loopback } from "./listen.ts";

export type SentMail = { messageId: string; to: string[] };
export type Ses = { endpoint: string; whenSent(tell: (mail: SentMail) => void): void; stop(): Promise<void> };

export async function startSes(options: { port?: number } = {}): Promise<Ses> {
  // CommonJS with a default export: required, so that Node, tsx and jest agree on what the default is.
  const load = createRequire(import.meta.url);
  const start = (load("aws-ses-v2-local") as typeof import("aws-ses-v2-local")).default;
  const attempt = (port: number): Promise<Server> => start({ host: loopback, port });
  // It answers a server also when the port was taken; then it is not listening.
  const first = await attempt(options.port ?? 0);
  const server = first.listening ? first : await attempt(0);
  if (!server.listening) throw new Error("Brevlådan (SES) startade inte.");
  const { port } = server.address() as AddressInfo;
  const told: ((mail: SentMail) => void)[] = [];
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) =>
    overhear(request, response, (mail) => {
      for (const tell of told) tell(mail);
    }),
  );
  return {
    endpoint: `http://${loopback}:${port}`,
    whenSent: (tell) => void told.push(tell),
    stop: () => close(server),
  };
}

/** It tells nobody what it has taken: read along as it is asked and answers. */
function overhear(request: IncomingMessage, response: ServerResponse, tell: (mail: SentMail) => void): void {
  if (request.method !== "POST" || request.url !== "/v2/email/outbound-emails") return;
  const asked: Buffer[] = [];
  request.on("data", (part: Buffer) => asked.push(part));
  const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
  response.end = (...all: unknown[]) => {
    if (response.statusCode === 200) {
      const { MessageId } = JSON.parse(String(all[0])) as { MessageId: string };
      const { Destination } = JSON.parse(Buffer.concat(asked).toString("utf8")) as {
        Destination?: { ToAddresses?: string[] };
      };
      tell({ messageId: MessageId, to: Destination?.ToAddresses ?? [] });
    }
    return end(...all);
  };
}
