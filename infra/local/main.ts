/**
 * `npm start`: the portal on this machine. `-- --fresh` begins from nothing, `--empty` without anything in it, to restore into; `--port N`
 * and `--dir D` choose where.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { byGroup, type Person } from "./login-page.ts";
import { startPortal } from "./portal.ts";

const { values } = parseArgs({
  options: {
    fresh: { type: "boolean" },
    empty: { type: "boolean" },
    port: { type: "string", default: "4000" },
    dir: { type: "string", default: join(import.meta.dirname, "../../.local") },
  },
});

/** One Ctrl-C is enough, also while things are starting; a second one does not wait. */
const asked = new Promise<void>((resolve) => {
  let times = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (++times > 1) process.exit(1);
      resolve();
    });
  }
});

try {
  const portal = await startPortal({
    dir: values.dir,
    port: Number(values.port),
    fresh: values.fresh,
    ...(values.empty && { seed: async () => {} }),
  });
  console.log(`
RSS-portalen är igång (startade på ${(performance.now() / 1000).toFixed(1).replace(".", ",")} s)

  Portalen       ${portal.url}
  Inkorgen       ${portal.inboxUrl}
  Klocka med mera ${portal.url}/_local

Logga in som (inga lösenord behövs):
${examples(portal.people)}

Allt sparas i ${values.dir}. Avsluta med Ctrl-C. Börja om från början: npm start -- --fresh
`);
  giveBackStartUpMemory();
  await asked;
  await portal.stop();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Compiling and importing leave tens of megabytes of garbage that an idle process would keep for hours. */
function giveBackStartUpMemory(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function examples(people: Person[]): string {
  return [...byGroup(people)]
    .map(([group, members]) => `  ${group}: ${members.map(({ name, label }) => `${name} (${label})`).join(", ")}`)
    .join("\n");
}
