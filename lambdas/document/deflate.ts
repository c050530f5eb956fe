/**
 * Deflate (RFC 1950) that gives the same bytes on every machine and under every Node, as a document must: Node's own zlib is another
 * from build to build. It is zlib all the same, compiled to WebAssembly by zip.js: a tenth of what a port to JavaScript costs a process
 * that has just begun (docs/decisions/0015-type.md).
 */
import { packageFile } from "./package-file.ts";

/** What is used of the module: pointers and lengths are numbers. */
type Zlib = {
  memory: { buffer: ArrayBuffer };
  malloc: (bytes: number) => number;
  deflate_new: () => number;
  deflate_init: (stream: number, level: number) => number;
  /** Gives the bytes written, and in the uppermost byte zlib's status. */
  deflate_process: (stream: number, from: number, length: number, to: number, room: number, flush: number) => number;
  deflate_last_consumed: (stream: number) => number;
  deflate_end: (stream: number) => number;
};

const file = "@zip.js/zip.js/dist/zip-module.wasm";
const room = 65_536;
const level = 6;
const flush = { none: 0, finish: 4 };
const atEnd = 1;

let loaded: { zlib: Zlib; from: number; to: number } | undefined;

// Among the types of a browser, and in Node's only when those are there too.
type Engine = { Module: new (code: Uint8Array) => object; Instance: new (module: object) => { exports: unknown } };

function load() {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
  const zlib = new Instance(new Module(packageFile(file))).exports as Zlib;
  return { zlib, from: zlib.malloc(room), to: zlib.malloc(room) };
}

/** The bytes, deflated. Throws when zlib refuses, which it does for want of memory only. */
export function deflated(bytes: Uint8Array): Uint8Array {
  loaded ??= load();
  const { zlib, from, to } = loaded;
  const stream = zlib.deflate_new();
  if (zlib.deflate_init(stream, level) !== 0) throw new Error("zlib does not begin");
  const parts: Uint8Array[] = [];
  for (let at = 0, status = 0; status !== atEnd; ) {
    const some = bytes.subarray(at, at + room);
    // Its memory may have grown, and so moved.
    new Uint8Array(zlib.memory.buffer, from, room).set(some);
    const last = at + some.length === bytes.length;
    const result = zlib.deflate_process(stream, from, some.length, to, room, last ? flush.finish : flush.none);
    status = result >> 24;
    if (status < 0) throw new Error(`zlib says ${status}`);
    at += zlib.deflate_last_consumed(stream);
    parts.push(new Uint8Array(zlib.memory.buffer, to, result & 0xffffff).slice());
  }
  zlib.deflate_end(stream);
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
