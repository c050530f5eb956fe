/** SES v2 on this machine, in this process. People read at `/`, tests at `/store`. In memory: mail is gone with the process. */
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { close, loopback } from "./listen.ts";

export type Ses = { endpoint: string; stop(): Promise<void> };

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
  return { endpoint: `http://${loopback}:${port}`, stop: () => close(server) };
}
