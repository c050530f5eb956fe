/** What a portal keeps between runs, and where. Without a folder it keeps nothing and everything is in memory. */
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { table } from "../../lambdas/store/table.ts";
import { readOrMake, writeWhole } from "./kept-file.ts";
import { type Lock, lockFile, lockState } from "./lock.ts";

export type State = {
  /** Where something is kept; undefined: in memory. */
  file(name: string): string | undefined;
  record: Lock["record"];
  /** True when an earlier run put all the first rows in place. */
  seeded: boolean;
  markSeeded(): Promise<void>;
  /** The issuer is part of every identity in the table, so its port stays what it was. */
  issuerPort: number | undefined;
  keepIssuerPort(port: number): Promise<void>;
  /** For commands beside the portal: a shell reads it (`set -a; . .local/environment`). */
  keepEnvironment(env: Record<string, string>): Promise<void>;
  close(): Promise<void>;
};

const seededMark = "seeded";
/** What the rows of a folder were made for: its indexes are made once and hold what they held. */
const shape = JSON.stringify(table);
const portFile = "issuer-port.json";

export async function openState(dir: string | undefined, fresh: boolean): Promise<State> {
  if (!dir) {
    const nothing = async () => {};
    const none = { file: () => undefined, seeded: false, issuerPort: undefined };
    return {
      ...none,
      record: nothing,
      markSeeded: nothing,
      keepIssuerPort: nothing,
      keepEnvironment: nothing,
      close: nothing,
    };
  }
  const folder = resolve(dir);
  const file = (name: string) => join(folder, name);
  const lock = await lockState(folder);
  const exists = (name: string) =>
    stat(file(name)).then(
      () => true,
      () => false,
    );
  const madeFor = fresh ? null : await readFile(file(seededMark), "utf8").catch(() => null);
  const seeded = madeFor !== null;
  if (seeded && madeFor !== shape) {
    await lock.release();
    throw new Error(
      `Mappen ${folder} är från en tidigare version av portalen och kan inte läsas av den här. Börja om från början med npm start -- --fresh, eller välj en annan mapp med --dir.`,
    );
  }
  for (const name of await readdir(folder)) {
    // A seeding that was cut short is begun again from nothing: half a set of rows would look like a whole one.
    const halfSeeded = !seeded && (name.startsWith("table.db") || name === "buckets");
    if (name !== lockFile && (fresh || halfSeeded)) await rm(file(name), { recursive: true });
  }
  return {
    file,
    record: lock.record,
    seeded,
    markSeeded: () => writeFile(file(seededMark), shape),
    issuerPort: (await exists(portFile)) ? await readOrMake(file(portFile), async () => 0) : undefined,
    async keepIssuerPort(port) {
      await readOrMake(file(portFile), async () => port);
    },
    keepEnvironment: (env) =>
      writeWhole(
        file("environment"),
        Object.entries(env)
          .map(([name, value]) => `${name}='${value}'\n`)
          .join(""),
      ),
    close: lock.release,
  };
}
