/**
 * Payload (payloadcms.com) over SQLite as a process of its own, with its REST API on Node's HTTP server: what our overview is compared with.
 * Run by tests/bench/overview.ts in a folder where `payload` and `@payloadcms/db-sqlite` are installed. Its arguments are
 * the database's file and the rows as JSON; prints its address and a log-in's token as JSON, and serves until it is told to end.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** `token`: of somebody who has logged in. */
export type Serving = { url: string; token: string };

const { resolve } = createRequire(join(process.cwd(), "package.json"));
const from = async (name: string) => import(pathToFileURL(resolve(name)).href);
const { buildConfig, getPayload, handleEndpoints } = await from("payload");
const { sqliteAdapter } = await from("@payloadcms/db-sqlite");

const [file = "", text = "[]"] = process.argv.slice(2);
const rows = JSON.parse(text) as Record<string, string | number | boolean | null>[];
const types = { string: "text", number: "number", boolean: "checkbox" } as const;
const typeOf = (name: string) => {
  const type = typeof rows.map((row) => row[name]).find((value) => value !== null);
  return types[type as keyof typeof types] ?? "text";
};
const fields = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: typeOf(name) }));
const config = await buildConfig({
  secret: "of no worth outside this run",
  telemetry: false,
  db: sqliteAdapter({ client: { url: pathToFileURL(file).href }, push: true }),
  collections: [
    { slug: "users", auth: true, fields: [] },
    { slug: "plans", fields, access: { read: ({ req }: { req: { user: unknown } }) => Boolean(req.user) } },
  ],
});
// Only outside production does it make its tables by itself.
const payload = await getPayload({ config });
process.env.NODE_ENV = "production";
const account = { email: "karin@example.se", password: "of no worth outside this run" };
await payload.create({ collection: "users", data: account });
for (const data of rows) await payload.create({ collection: "plans", data });
const { token } = await payload.login({ collection: "users", data: account });

const server = createServer(async (request, response) => {
  const headers = new Headers(request.headers as Record<string, string>);
  const url = `http://${request.headers.host}${request.url}`;
  const answer: Response = await handleEndpoints({ config, request: new Request(url, { headers }) });
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const serving: Serving = { url: `http://127.0.0.1:${address.port}/api/plans`, token };
  console.log(JSON.stringify(serving));
});
