/**
 * `npm run first-admin -- --table T --issuer URL --subject SUB --name NAME --email ADDRESS`: makes whoever logs in so the portal's first
 * administrator. Account and region are the shell's, as for a deployment.
 */
import { createHash, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { instant } from "#domain/deadlines";
import { identityHash } from "#domain/permissions";
import { putFirst } from "./first.ts";
import { registryStore } from "./registry.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { table: text, issuer: text, subject: text, name: text, email: text } });
const { table, issuer, subject, name, email } = values;
if (!table || !issuer || !subject || !name || !email) {
  console.error("npm run first-admin -- --table T --issuer URL --subject SUB --name NAME --email ADDRESS");
  process.exit(2);
}

const sha256 = (words: string) => createHash("sha256").update(words).digest("hex");
await putFirst(
  registryStore(new DynamoDBClient({}), table),
  { id: randomUUID(), name, email },
  identityHash(issuer, subject, sha256),
  instant(Date.now()),
);
console.log(`${name} is an administrator now, and can let others in.`);
