/**
 * The built web as CloudFront would give it: hashed assets for ever, pages never from cache without asking,
 * compressed, and index.html for every address of the single-page app.
 */
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { fileAddress } from "../pages.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
const compressible = new Set([".html", ".js", ".css", ".json", ".webmanifest", ".svg", ".txt"]);

type Served = { etag: string; plain: Buffer; br?: Buffer; gzip?: Buffer };

export type WebFiles = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Answers true when it answered. */
export function webFiles(folder: string): WebFiles {
  const cache = new Map<string, Promise<Served>>();

  return async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://local");
    const file = await find(folder, pathname);
    if (!file) return false;
    const extension = extname(file.path);
    const key = `${file.path} ${file.changed}`;
    const served = cache.get(key) ?? load(file.path, compressible.has(extension));
    cache.set(key, served);
    const { etag, plain, br, gzip } = await served;
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const [encoding, body] =
      br && /\bbr\b/.test(accepted) ? ["br", br] : gzip && /\bgzip\b/.test(accepted) ? ["gzip", gzip] : ["", plain];
    response.setHeader("etag", etag);
    response.setHeader("vary", "accept-encoding");
    response.setHeader(
      "cache-control",
      pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    );
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304).end();
      return true;
    }
    if (encoding) response.setHeader("content-encoding", encoding);
    response.writeHead(200, {
      "content-type": types[extension] ?? "application/octet-stream",
      "content-length": body.length,
    });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  };
}

async function find(folder: string, pathname: string): Promise<{ path: string; changed: number } | undefined> {
  let wanted: string;
  try {
    wanted = normalize(decodeURIComponent(pathname));
  } catch {
    return undefined;
  }
  if (wanted.includes("\0") || wanted.includes("..") || wanted.split("/").some((part) => part.startsWith(".")))
    return undefined;
  const exact = wanted.endsWith("/") ? undefined : await fileAt(join(folder, wanted));
  if (exact) return exact;
  if (fileAddress.test(wanted)) return undefined;
  return fileAt(join(folder, "index.html"));
}

async function fileAt(path: string): Promise<{ path: string; changed: number } | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { path, changed: found.mtimeMs } : undefined;
}

async function load(path: string, compress: boolean): Promise<Served> {
  const plain = await readFile(path);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  if (!compress) return { etag, plain };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(plain),
  ]);
  return { etag, plain, br, gzip: zipped };
}
