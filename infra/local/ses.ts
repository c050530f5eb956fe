/** SES v2 on this machine, in this process. People read at `/`, tests at `/store`. In memory: mail is gone with the process. */
import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { close, loopback } from "./listen.ts";

export type Ses = { endpoint: string; stop(): Promise<void> };

export async function startSes(options: { port?: number } = {}): Promise<Ses> {
  // CommonJS with a default export: required, so that Node, tsx and jest agree on what the default is.
  const load = createRequire(import.meta.url);
  const start = (load("aws-ses-v2-local") as typeof import("aws-ses-v2-local")).default;
  const attempt = async (port: number): Promise<Server | undefined> => {
    const server = await start({ host: loopback, port });
    if (!server.listening) await Promise.race([once(server, "listening"), once(server, "error")]);
    return server.listening ? server : undefined;
  };
  const server = (await attempt(options.port ?? 0).catch(() => undefined)) ?? (await attempt(0));
  if (!server) throw new Error("Brevlådan (SES) startade inte.");
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://${loopback}:${port}`, stop: () => close(server) };
}
