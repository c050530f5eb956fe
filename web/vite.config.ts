import { basename, join } from "node:path";
import { defineConfig } from "vite";

/** Who imports whom: at once, and when it is asked for. */
type Graph = {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
};

const at = (path: string) => join(import.meta.dirname, path);

const reached = new Map<string, Set<string>>();

/** Whether the file needs the module before it can run. */
function needs(file: string, module: string, graph: Graph): boolean {
  const known = reached.get(file);
  if (known) return known.has(module);
  const found = new Set<string>();
  const left = [file];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    left.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  reached.set(file, found);
  return found.has(module);
}

/**
 * One file for what every page needs, and one for each page or set of pages that share something: many small files would weigh more.
 * What the English words need stands apart. Whoever reads English waits for them before the first file is done (texts/language.ts),
 * so nothing in them may wait for the first file.
 */
function fileOf(module: string, graph: Graph): string | null {
  const isPortal = needs(at("main.tsx"), module, graph);
  if (isPortal) return needs(at("texts/english.ts"), module, graph) ? "ground" : "portal";
  const pages = graph.getModuleInfo(at("routes.tsx"))?.dynamicallyImportedIds ?? [];
  const needing = pages.filter((page) => needs(page, module, graph));
  return needing.length === 0 ? null : needing.map((page) => basename(page, ".tsx")).join("-");
}

// `#domain/*` is resolved by package.json `imports`, as everywhere else.
export default defineConfig({
  root: import.meta.dirname,
  // Told outright, because a build from within the tests would else carry the place of every element in the sources.
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    // The strict CSP forbids inlined files, and browsers that need the polyfill are older than the target.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // A slow machine is no fault of the build: what it says on stderr is.
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf, debugName: "by page" }] },
      },
    },
  },
});
