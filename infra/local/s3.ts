/**
 * S3 on this machine, as much of it as the portal uses, strict where AWS is strict: signatures and their expiry,
 * POST policies, checksums, If-None-Match, versions, retention. What is not here answers NotImplemented, never a guess.
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "./listen.ts";
import { escapeMarkup } from "./markup.ts";
import { readBody, readObject } from "./s3-body.ts";
import { errorXml, S3Error } from "./s3-error.ts";
import { readPost } from "./s3-post.ts";
import { type Credentials, checkSignature } from "./s3-signature.ts";
import { type NewVersion, type ObjectStore, openStore, type Version } from "./s3-store.ts";
import { decode, describe, rangeOf, splitUrl, xml } from "./s3-wire.ts";

export type S3 = {
  endpoint: string;
  createBucket(name: string): Promise<void>;
  /** For what looks at objects beside their owner: a scanner. */
  versions(bucket: string): Version[];
  read(bucket: string, version: Version): Promise<Buffer>;
  /** What is put there by hand where the portal stands in AWS; no new version when it is there already. */
  put(bucket: string, key: string, bytes: Buffer): Promise<void>;
  whenStored(listener: Stored): void;
  stop(): Promise<void>;
};

type Stored = (bucket: string, version: Version) => void;

type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  store: ObjectStore;
  bucket: string;
  key: string;
  query: Map<string, string>;
  headers: Record<string, string | undefined>;
};

/** `dir` absent: in memory. `origin` is the portal's: the only one whose pages may read an answer. */
export async function startS3(options: {
  dir?: string;
  port?: number;
  origin?: string;
  credentials: Credentials;
}): Promise<S3> {
  const store = await openStore(options.dir);
  const listeners: Stored[] = [];
  const put: ObjectStore["put"] = async (bucket, ...rest) => {
    const version = await store.put(bucket, ...rest);
    if (!version.gone) for (const listener of listeners) listener(bucket, version);
    return version;
  };
  const server = createServer(async (request, response) => {
    const id = randomUUID();
    response.setHeader("x-amz-request-id", id);
    allowOrigin(request, response, options.origin);
    try {
      await answer(request, response, { ...store, put }, options.credentials);
    } catch (error) {
      const known =
        error instanceof S3Error ? error : new S3Error(500, "InternalError", "We encountered an internal error.");
      if (known !== error) console.error("S3:", error);
      const body = request.method === "HEAD" ? "" : errorXml(known, id);
      response.writeHead(known.status, { "content-type": "application/xml", ...known.headers }).end(body);
      request.resume();
    }
  });
  const endpoint = await listen(server, options.port);
  return {
    endpoint,
    createBucket: store.createBucket,
    versions: store.versions,
    read: (bucket, version) => store.read(bucket, version),
    async put(bucket, key, bytes) {
      const there = store.find(bucket, key, undefined);
      if (there && !there.gone && bytes.equals(await store.read(bucket, there))) return;
      await put(bucket, { key, headers: {}, checksums: {} }, bytes);
    },
    whenStored: (listener) => void listeners.push(listener),
    stop: () => close(server),
  };
}

function allowOrigin(request: IncomingMessage, response: ServerResponse, origin: string | undefined): void {
  response.setHeader("vary", "Origin");
  if (!origin || request.headers.origin !== origin) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", "ETag, x-amz-version-id, x-amz-checksum-sha256");
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  store: ObjectStore,
  credentials: Credentials,
) {
  const { path, query } = splitUrl(request.url ?? "/");
  const [, bucket = "", ...rest] = path.split("/");
  const headers = request.headers as Record<string, string | undefined>;
  const call: Call = {
    request,
    response,
    store,
    bucket: decode(bucket),
    key: decode(rest.join("/")),
    query: new Map(query),
    // The presigner moves x-amz-* headers into the query; S3 reads them there too.
    headers: { ...Object.fromEntries(query.filter(([name]) => name.startsWith("x-amz-"))), ...headers },
  };
  const method = request.method ?? "GET";
  if (method === "OPTIONS") return preflight(call);
  if (method === "POST" && !call.key && /^multipart\/form-data/.test(headers["content-type"] ?? "")) {
    return post(call, credentials);
  }
  checkSignature({ method, path, query, headers }, credentials, Date.now());
  const unknown = [...call.query.keys()].find(
    (name) => !/^(X-Amz-|x-amz-|x-id$|versionId$|response-|list-type$|prefix$)/.test(name),
  );
  const handler = unknown ? undefined : (call.key ? objectHandlers : bucketHandlers)[method];
  if (!handler) throw new S3Error(501, "NotImplemented", `${method} ${unknown ?? ""} is not implemented here.`);
  await handler(call);
}

const objectHandlers: Record<string, (call: Call) => Promise<void>> = { PUT: put, GET: get, HEAD: get, DELETE: remove };

const bucketHandlers: Record<string, (call: Call) => Promise<void>> = {
  async PUT({ request, response, store, bucket }) {
    await readBody(request);
    await store.createBucket(bucket);
    response.writeHead(200, { location: `/${bucket}` }).end();
  },
  async HEAD({ response, store, bucket }) {
    store.list(bucket, "");
    response.writeHead(200).end();
  },
  async GET({ response, store, bucket, query }) {
    if (query.get("list-type") !== "2")
      throw new S3Error(501, "NotImplemented", "Only ListObjectsV2 is implemented here.");
    const prefix = query.get("prefix") ?? "";
    const rows = store
      .list(bucket, prefix)
      .map(
        (one) =>
          `<Contents><Key>${escapeMarkup(one.key)}</Key><LastModified>${new Date(one.at).toISOString()}</LastModified>` +
          `<ETag>${escapeMarkup(one.etag)}</ETag><Size>${one.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
      );
    const about = `<Name>${bucket}</Name><Prefix>${escapeMarkup(prefix)}</Prefix><KeyCount>${rows.length}</KeyCount>`;
    xml(response, 200, `<ListBucketResult>${about}<IsTruncated>false</IsTruncated>${rows.join("")}</ListBucketResult>`);
  },
};

async function post(call: Call, credentials: Credentials): Promise<void> {
  const { made, body, status } = await readPost(call.request, call.bucket, credentials, Date.now());
  const version = await call.store.put(call.bucket, made, body);
  const location = `http://${call.headers.host}/${call.bucket}/${encodeURIComponent(made.key)}`;
  const headers = { etag: version.etag, "x-amz-version-id": version.id, location };
  if (status !== "201") return void call.response.writeHead(status === "200" ? 200 : 204, headers).end();
  const told = { Location: location, Bucket: call.bucket, Key: made.key, ETag: version.etag };
  const parts = Object.entries(told).map(([name, value]) => `<${name}>${escapeMarkup(value)}</${name}>`);
  xml(call.response, 201, `<PostResponse>${parts.join("")}</PostResponse>`, headers);
}

async function put(call: Call): Promise<void> {
  const { store, bucket, headers, response } = call;
  const ifAbsent = headers["if-none-match"] === "*";
  if (headers["if-none-match"] && !ifAbsent)
    throw new S3Error(501, "NotImplemented", "Only If-None-Match: * is implemented here.");
  const source = headers["x-amz-copy-source"];
  const { body, ...carried } = source ? await copied(call, source) : await received(call);
  const version = await store.put(bucket, { key: call.key, ...carried }, body, { ifAbsent });
  const told = Object.entries(describe(version, { checksums: true }));
  const kept = Object.fromEntries(told.filter(([name]) => /^(etag$|x-amz-(version|checksum))/.test(name)));
  if (!source) return void response.writeHead(200, kept).end();
  const at = new Date(version.at).toISOString();
  const result = `<CopyObjectResult><LastModified>${at}</LastModified><ETag>${escapeMarkup(version.etag)}</ETag></CopyObjectResult>`;
  xml(response, 200, result, { "x-amz-version-id": version.id });
}

type Carried = Omit<NewVersion, "key"> & { body: Buffer };

async function received({ request, headers }: Call): Promise<Carried> {
  const { body, checksums } = await readObject(request);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    if (/^(content-(type|disposition|language)|cache-control|expires)$/.test(name) || name.startsWith("x-amz-meta-"))
      kept[name] = value;
  }
  const encoding = headers["content-encoding"]?.split(/, */).filter((one) => one !== "aws-chunked");
  if (encoding?.length) kept["content-encoding"] = encoding.join(", ");
  return { body, checksums, headers: kept, lock: retention(headers, checksums) };
}

function retention(headers: Call["headers"], checksums: Record<string, string>): NewVersion["lock"] {
  const [mode, until] = [headers["x-amz-object-lock-mode"], headers["x-amz-object-lock-retain-until-date"]];
  if (!mode && !until) return undefined;
  if (!mode || !/^(GOVERNANCE|COMPLIANCE)$/.test(mode) || !until || !(Date.parse(until) > Date.now())) {
    throw new S3Error(400, "InvalidArgument", "The retain until date must be in the future, with a known mode.");
  }
  if (!headers["content-md5"] && Object.keys(checksums).length === 0) {
    throw new S3Error(
      400,
      "InvalidRequest",
      "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
    );
  }
  return { mode, until };
}

async function copied({ request, store, headers }: Call, source: string): Promise<Carried> {
  await readBody(request);
  const { path, query } = splitUrl(source.startsWith("/") ? source : `/${source}`);
  const [, bucket = "", ...rest] = path.split("/");
  const from = existing(store, decode(bucket), decode(rest.join("/")), new Map(query).get("versionId"));
  const kept =
    headers["x-amz-metadata-directive"] === "REPLACE"
      ? { "content-type": headers["content-type"] ?? "" }
      : from.headers;
  return { body: await store.read(decode(bucket), from), headers: kept, checksums: from.checksums };
}

async function get(call: Call): Promise<void> {
  const { request, response, store, bucket, query, headers } = call;
  const version = existing(store, bucket, call.key, query.get("versionId"));
  const range = rangeOf(headers.range, version.size);
  const told = describe(version, { checksums: !range && headers["x-amz-checksum-mode"] === "ENABLED" });
  for (const [name, value] of query) if (name.startsWith("response-")) told[name.slice("response-".length)] = value;
  if (range) told["content-range"] = `bytes ${range.start}-${range.end - 1}/${version.size}`;
  const { start, end } = range ?? { start: 0, end: version.size };
  told["content-length"] = String(end - start);
  response.writeHead(range ? 206 : 200, told);
  response.end(request.method === "HEAD" ? undefined : await store.read(bucket, version, start, end));
}

async function remove({ response, store, bucket, key, query }: Call): Promise<void> {
  const id = query.get("versionId");
  if (id) {
    await store.removeVersion(bucket, key, id, Date.now());
    return void response.writeHead(204, { "x-amz-version-id": id }).end();
  }
  const marker = await store.put(bucket, { key, headers: {}, checksums: {}, gone: true }, Buffer.alloc(0));
  response.writeHead(204, { "x-amz-delete-marker": "true", "x-amz-version-id": marker.id }).end();
}

function existing(store: ObjectStore, bucket: string, key: string, id: string | undefined): Version {
  const version = store.find(bucket, key, id);
  if (version && !version.gone) return version;
  const told: Record<string, string> = version ? { "x-amz-delete-marker": "true", "x-amz-version-id": version.id } : {};
  if (version && id)
    throw new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", told);
  if (id) throw new S3Error(404, "NoSuchVersion", "The specified version does not exist.");
  throw new S3Error(404, "NoSuchKey", "The specified key does not exist.", told);
}

function preflight({ request, response, headers }: Call): void {
  request.resume();
  if (!response.hasHeader("access-control-allow-origin")) {
    throw new S3Error(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
  }
  response.writeHead(200, {
    "access-control-allow-methods": "GET, HEAD, POST, PUT",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
    "access-control-max-age": "600",
  });
  response.end();
}
