/** Servers of the local portal: on loopback only, and gone with their connections when they stop. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The host every part uses. An IP address, because the AWS SDK then speaks path-style to S3 without being told. */
export const loopback = "127.0.0.1";

/**
 * Listens and answers the origin (`http://127.0.0.1:4001`).
 * A wished port that is taken gives way to any free one unless `exact`, so that two portals can stand side by side.
 */
export async function listen(server: Server, wish = 0, { exact = false } = {}): Promise<string> {
  try {
    return await attempt(server, wish);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    if (!exact) return attempt(server, 0);
    throw new Error(
      `Port ${wish} är upptagen, kanske av en portal som redan är igång. Avsluta den, eller välj en annan port och mapp: npm start -- --port ${wish + 100} --dir .local-2`,
    );
  }
}

function attempt(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, () => {
      server.off("error", reject);
      resolve(`http://${loopback}:${(server.address() as AddressInfo).port}`);
    });
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
