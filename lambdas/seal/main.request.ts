/**
 * `npm run seal:request -- --key KEY --organization NAME --identifier NTRSE-… --name NAME`: prints the request (PEM) by which a
 * certification authority is asked to certify the seal's key. Account and region are the shell's, as for a deployment.
 */
import { parseArgs } from "node:util";
import { KMSClient } from "@aws-sdk/client-kms";
import { kmsPublicKey, kmsSigner } from "./kms.ts";
import { certificateRequest } from "./request.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { key: text, organization: text, identifier: text, name: text, country: { ...text, default: "SE" } },
});
const { key, organization, identifier, name, country } = values;
if (!key || !organization || !name) {
  console.error(
    "npm run seal:request -- --key KEY --organization NAME --name NAME [--identifier NTRSE-NUMBER] [--country SE]",
  );
  process.exit(2);
}

const client = new KMSClient({});
const subject = {
  ...{ country, organization, commonName: name },
  ...(identifier && { organizationIdentifier: identifier }),
};
const request = await certificateRequest(await kmsPublicKey(client, key), subject, kmsSigner(client, key));
const lines =
  Buffer.from(request)
    .toString("base64")
    .match(/.{1,64}/g) ?? [];
console.log(["-----BEGIN CERTIFICATE REQUEST-----", ...lines, "-----END CERTIFICATE REQUEST-----"].join("\n"));
