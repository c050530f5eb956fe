/** Files that come in packages and that no bundler takes along: typefaces, and zlib. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/**
 * A file's bytes, from the packages as Node finds them from this module. It works from source and from an ESM bundle that has these
 * files in `node_modules/` somewhere above it.
 */
export const packageFile = (path: string): Uint8Array<ArrayBuffer> => readFileSync(resolve(path));
