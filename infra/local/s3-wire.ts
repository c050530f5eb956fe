/** How S3 writes things on the wire: addresses, ranges, the headers that describe a version, XML. */
import type { ServerResponse } from "node:http";
import { S3Error } from "./s3-error.ts";
import type { Version } from "./s3-store.ts";

export function xml(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/xml", ...headers });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}

export function splitUrl(url: string): { path: string; query: [string, string][] } {
  const [path = "/", search = ""] = url.split("?", 2);
  const pairs = search ? search.split("&").map((pair) => pair.split(/=(.*)/s, 2)) : [];
  return { path, query: pairs.map(([name = "", value = ""]) => [decode(name), decode(value)]) };
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** `bytes=a-b`, `bytes=a-`, `bytes=-n`; anything else is ignored, as HTTP says. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!parts || (!parts[1] && !parts[2])) return undefined;
  const start = parts[1] ? Number(parts[1]) : Math.max(0, size - Number(parts[2]));
  const end = parts[1] && parts[2] ? Math.min(size, Number(parts[2]) + 1) : size;
  if (start >= end)
    throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable", {
      "content-range": `bytes */${size}`,
    });
  return { start, end };
}

export function describe(version: Version, { checksums }: { checksums: boolean }): Record<string, string> {
  const sums = Object.entries(version.checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value] as const);
  return {
    "content-type": "binary/octet-stream",
    ...version.headers,
    etag: version.etag,
    "last-modified": new Date(version.at).toUTCString(),
    "accept-ranges": "bytes",
    "x-amz-version-id": version.id,
    ...(version.lock && {
      "x-amz-object-lock-mode": version.lock.mode,
      "x-amz-object-lock-retain-until-date": version.lock.until,
    }),
    ...(checksums && sums.length > 0 && { ...Object.fromEntries(sums), "x-amz-checksum-type": "FULL_OBJECT" }),
  };
}
