/** Entry of the API function: the environment is read here, once, and nowhere else in api/. */
import { createHash, randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { objectStore } from "../store/objects.ts";
import { registryStore } from "../store/registry.ts";
import { submissionStore } from "../store/submissions.ts";
import { answers } from "./answers.ts";
import { createApi, type Handlers } from "./api.ts";
import { files } from "./files.ts";
import { jsonLines } from "./log.ts";
import { moves } from "./moves.ts";
import { openApi } from "./openapi.ts";
import { reading } from "./reading.ts";
import { surroundingsOf } from "./surroundings.ts";
import { viewsOf } from "./views.ts";

const environment = z
  .object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string(), DOCUMENTS_BUCKET: z.string() })
  .parse(process.env);

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

const db = new DynamoDBClient({});
const store = submissionStore(db, environment.TABLE);
const registry = registryStore(db, environment.TABLE);
const surroundings = surroundingsOf(registry);
const views = viewsOf({ store, registry, surroundings });

/** S3 is loaded at the first file or document: most requests need neither. */
const bucket = (name: string) => {
  let opened: Promise<ReturnType<typeof objectStore>> | undefined;
  return () => {
    opened ??= import("../store/s3.ts").then(({ s3 }) => objectStore(s3, name));
    return opened;
  };
};

const writing = answers({
  store,
  surroundings,
  views,
  objects: bucket(environment.ATTACHMENTS_BUCKET),
  hash: sha256,
  hashBytes: sha256,
  textDocument: async (text) => (await import("../document/attachment.ts")).attachment(text),
});

const handlers: Handlers = {
  openapi: async () => openApi(),
  ...reading({ store, registry, surroundings, views, documents: bucket(environment.DOCUMENTS_BUCKET), hash: sha256 }),
  ...writing,
  ...moves({ store, surroundings, views, hash: sha256 }),
  ...files({
    store,
    editable: writing.editable,
    objects: bucket(environment.ATTACHMENTS_BUCKET),
    newId: randomUUID,
  }),
};

export const handler = createApi({
  handlers,
  registry,
  hash: sha256,
  log: jsonLines((line) => process.stdout.write(line)),
  clock: Date.now,
});
