/**
 * DynamoDB, S3 and SES in memory, where an SDK client meets the wire (`requestHandler`): real requests are read and real answers
 * written, so that the SDK's own parsing and retries are part of what is tested.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { MemoryTable } from "#tests/memory-table";
import { Failed } from "#tests/refused";

export type Asked = {
  method: string;
  path: string;
  headers: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
};
export type Answered = { statusCode: number; headers: Record<string, string>; body?: unknown };
/** What an SDK client takes as `requestHandler`, as far as it is used. */
export type Wire = { handle: (request: Asked) => Promise<{ response: Answered }> };

/** A body as text; the SDK hands over a string or bytes. */
export const textOf = (body: unknown): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array | undefined);

export const jsonAnswer = (statusCode: number, body: unknown, headers: Record<string, string> = {}): Answered => ({
  statusCode,
  headers: { "content-type": "application/x-amz-json-1.0", ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

/** Which operation a request to DynamoDB asks for; empty for other services. */
export const operationOf = ({ headers }: Asked): string => headers["x-amz-target"]?.split(".")[1] ?? "";

/** The protocol AWS JSON 1.0, which names an error by `__type`. */
export const dynamoError = (code: string, detail: object = {}, status = 400): Answered =>
  jsonAnswer(status, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: code, ...detail });

export const dynamoWire = (table: () => MemoryTable): Wire => ({
  handle: async (request) => {
    try {
      return { response: jsonAnswer(200, table().execute(operationOf(request), JSON.parse(textOf(request.body)))) };
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      return { response: dynamoError(error.code, error.detail) };
    }
  },
});

/** The protocol REST XML; an answer to HEAD has no body. */
export const s3Error = (code: string, statusCode: number): Answered => ({
  statusCode,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`),
});

export type Objects = Map<string, Buffer>;

const back = new WeakSet<Buffer>();
/** The same objects in another bucket, put back there from an archive: S3 has given each another version. */
export const putBack = (objects: Objects): Objects =>
  new Map(
    [...objects].map(([key, bytes]) => {
      const copy = Buffer.from(bytes);
      back.add(copy);
      return [key, copy];
    }),
  );

/** A versioned bucket, as far as lambdas/store/objects.ts asks: HEAD, GET with a range, PUT of what is not there yet. */
export const s3Wire = (objects: () => Objects): Wire => ({
  handle: async ({ method, path, headers, body, query }) => {
    const key = decodeURIComponent(path).split("/").slice(2).join("/");
    const found = objects().get(key);
    const isBack = found !== undefined && back.has(found);
    // Of a version that is not there whoever may not list a bucket is told that they may not have it.
    if (isBack && query?.versionId === "1") return { response: s3Error("AccessDenied", 403) };
    if (method === "PUT") {
      if (found && headers["if-none-match"] === "*") return { response: s3Error("PreconditionFailed", 412) };
      objects().set(key, Buffer.from(body as Uint8Array));
      return { response: { statusCode: 200, headers: { "x-amz-version-id": "1" } } };
    }
    if (!found) return { response: s3Error("NoSuchKey", 404) };
    const common = {
      ...(isBack ? { "x-amz-version-id": "2", "x-amz-meta-restored-from": "1" } : { "x-amz-version-id": "1" }),
      "x-amz-checksum-sha256": createHash("sha256").update(found).digest("base64"),
    };
    if (method === "HEAD") {
      return { response: { statusCode: 200, headers: { ...common, "content-length": String(found.length) } } };
    }
    if (method !== "GET") throw new Error(`no such request here: ${method} ${path}`);
    const [, last] = /^bytes=0-(\d+)$/.exec(headers.range ?? "") ?? [];
    const bytes = last === undefined ? found : found.subarray(0, Number(last) + 1);
    return {
      response: {
        statusCode: last === undefined ? 200 : 206,
        headers: { "content-length": String(bytes.length) },
        body: Readable.from([bytes]),
      },
    };
  },
});

export const sesError = (code: string, statusCode: number): Answered =>
  jsonAnswer(statusCode, { message: code }, { "x-amzn-errortype": code });

/** The protocol AWS JSON 1.1, which names an error by `__type`. */
export const kmsError = (code: string, statusCode = 400): Answered => jsonAnswer(statusCode, { __type: code });

/** What SES has taken: to whom, and the whole mail as it goes out. */
export type Mailbox = { to: string; raw: Buffer }[];

/** The protocol REST JSON: POST of a raw mail to one person. */
export const sesWire = (mailbox: () => Mailbox): Wire => ({
  handle: async ({ method, path, body }) => {
    if (method !== "POST" || path !== "/v2/email/outbound-emails") throw new Error(`no such request here: ${path}`);
    const { Destination, Content } = JSON.parse(textOf(body));
    mailbox().push({ to: Destination.ToAddresses.join(), raw: Buffer.from(Content.Raw.Data, "base64") });
    return { response: jsonAnswer(200, { MessageId: `message-${mailbox().length}` }) };
  },
});
