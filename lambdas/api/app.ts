/** The API put together from its parts; main.ts gives it the real world, tests one of their own. */
import { createHash } from "node:crypto";
import { documentStore } from "../store/documents.ts";
import { exportStore } from "../store/exports.ts";
import { mailStore } from "../store/mails.ts";
import { missStore } from "../store/misses.ts";
import type { ObjectStore } from "../store/objects.ts";
import { pendingStore } from "../store/pending.ts";
import { registerStore } from "../store/register.ts";
import { registryStore } from "../store/registry.ts";
import { runStore } from "../store/runs.ts";
import { submissionStore } from "../store/submissions.ts";
import { type BackOff, type Db, fullJitter } from "../store/transact.ts";
import { answers } from "./answers.ts";
import { createApi, type Handlers } from "./api.ts";
import { behalf } from "./behalf.ts";
import { decisions } from "./decisions.ts";
import { earlier } from "./earlier.ts";
import { exports } from "./exports.ts";
import { files } from "./files.ts";
import { invitations } from "./invitation.ts";
import type { Log } from "./log.ts";
import { mailLog } from "./mails.ts";
import { moves } from "./moves.ts";
import { openApi } from "./openapi.ts";
import { openings } from "./openings.ts";
import { paper } from "./paper.ts";
import { people } from "./people.ts";
import { reading } from "./reading.ts";
import { notingOf, reads } from "./reads.ts";
import { record } from "./record.ts";
import { registerRoutes } from "./register.ts";
import { review } from "./review.ts";
import { runs } from "./runs.ts";
import { surroundingsOf } from "./surroundings.ts";
import { together } from "./together.ts";
import { verify } from "./verify.ts";
import { viewsOf } from "./views.ts";

export type World = {
  db: Db;
  table: string;
  /** Opened at the first file or document: most requests need neither. */
  attachments: () => Promise<ObjectStore>;
  documents: () => Promise<ObjectStore>;
  newId: () => string;
  /** Where people find the portal: `https://…`. */
  portal: string;
  log: Log;
  clock: () => number;
  backOff?: BackOff;
};

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

export function app({ db, table, attachments, documents, newId, portal, log, clock, backOff }: World) {
  const store = submissionStore(db, table, backOff);
  const registry = registryStore(db, table, backOff);
  const administration = runStore(db, table, backOff);
  const register = registerStore(db, table, sha256, backOff);
  const opening = openings({ store, runs: administration, registry, hash: sha256 });
  const surroundings = surroundingsOf(registry);
  const views = viewsOf({ store, registry, surroundings });
  const noted = notingOf(store);
  const exportRecord = exportStore(db, table, sha256, backOff ?? fullJitter);
  const { editable, ...writing } = answers({
    store,
    surroundings,
    views,
    objects: attachments,
    hash: sha256,
    hashBytes: sha256,
    textDocument: async (text) => (await import("../document/attachment.ts")).attachment(text),
  });
  const handlers: Handlers = {
    openapi: async () => openApi(),
    ...verify({
      ...{ store, registry, views, hash: sha256 },
      ...{ documents: documentStore(db, table, backOff ?? fullJitter), misses: missStore(db, table) },
    }),
    ...reading({ store, registry, pending: pendingStore(db, table, backOff), views, noted, documents, hash: sha256 }),
    ...reads({ store, views }),
    ...exports({ store, registry, views, noted, record: exportRecord, hash: sha256 }),
    ...record({
      ...{ store, registry, surroundings, noted, documents, attachments, hash: sha256 },
      exported: exportRecord.exported,
    }),
    ...writing,
    ...moves({ store, surroundings, views, hash: sha256 }),
    ...paper({
      ...{ store, registry, surroundings, views, objects: attachments, newId, hash: sha256, portal },
      printed: async (unsigned) => (await (await import("../document/paper.ts")).paperToSign(unsigned)).bytes,
    }),
    ...behalf({ store, registry, surroundings, objects: attachments, newId, hash: sha256 }),
    ...mailLog({ store, mails: mailStore(db, table, backOff), registry, views }),
    ...review({ store, registry, surroundings, views, hash: sha256 }),
    ...decisions({ store, registry, surroundings, hash: sha256 }),
    ...earlier({ store, registry }),
    ...together({ store, surroundings, views, hash: sha256 }),
    ...files({ store, editable, objects: attachments, newId, noted }),
    ...runs({ runs: administration, registry, openings: opening, views, hash: sha256 }),
    ...registerRoutes({ register, registry, views, hash: sha256 }),
    ...people({ register, registry, views, mails: mailStore(db, table, backOff), newId, hash: sha256 }),
    ...invitations({ register, registry, misses: missStore(db, table), hash: sha256 }),
  };
  return createApi({ handlers, registry, hash: sha256, log, clock });
}
