import { basename, join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { type Route, type RouteName, routes } from "../lambdas/domain/routes.ts";

/** Who imports whom: at once, and when it is asked for. */
type Graph = {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
};

const at = (path: string) => join(import.meta.dirname, path);

/** Pages on which a submission is read. */
const ofSubmitted = new Set(["read-and-sign", "receipt", "version", "review", "overview", "question"]);

const reached = new Map<string, Set<string>>();

/** Every module the file needs before it can run, itself among them. */
function reachOf(file: string, graph: Graph): Set<string> {
  const known = reached.get(file);
  if (known) return known;
  const found = new Set<string>();
  const left = [file];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    left.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  reached.set(file, found);
  return found;
}

/**
 * One file for what every page needs, and one for each page or set of pages that share something: many small files would weigh more.
 * What the English words need stands apart. Whoever reads English waits for them before the first file is done (texts/language.ts),
 * so nothing in them may wait for the first file. A page that shares nothing with parts of it that are fetched later is a file
 * without being told to be one, and without a second file that does nothing but name it.
 */
function fileOf(module: string, graph: Graph): string | null {
  const everywhere = reachOf(at("main.tsx"), graph);
  const pages = graph.getModuleInfo(at("routes.tsx"))?.dynamicallyImportedIds ?? [];
  const needing = pages.filter((page) => reachOf(page, graph).has(module));
  // What the form shares with other pages weighs least where everything is: the form is what people wait for on the slowest nets.
  const isOfForm = needing.length > 1 && needing.includes(at("pages/plan.tsx"));
  if (everywhere.has(module) || isOfForm)
    return reachOf(at("texts/english.ts"), graph).has(module) ? "ground" : "portal";
  const laterOf = (id: string) => (everywhere.has(id) ? [] : (graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []));
  const sharesWithParts = (page: string) => {
    const own = reachOf(page, graph);
    const parts = [...own].flatMap(laterOf).flatMap((part) => [...reachOf(part, graph)]);
    return parts.some((id) => own.has(id) && !everywhere.has(id));
  };
  const names = needing.map((page) => basename(page, ".tsx"));
  // Those who read what is submitted mostly see several of these pages, one after the other.
  if (names.length > 1 && names.every((name) => ofSubmitted.has(name))) return "read_submitted";
  return names.length > 1 || needing.some(sharesWithParts) ? names.join("_") : null;
}

/**
 * Each page's file and each part's is named in the first file, which everybody waits for: by seven letters of its content's hash (42 bits),
 * which tell one release from another, and by nothing else. Names to read weighed 700 bytes on everybody.
 */
const fileName = (ending: string) => `assets/[hash:7]${ending}`;

/** What the form asks as it opens and while somebody writes: a text must be sent within the turn in which the page closes. */
const ofForm: RouteName[] = ["me", "setLanguage", "submission", "comments", "presence", "saveAnswer", "handIn"];

/** The routes as pages ask them: without what each asks for, and in the first file those of the form alone. */
const routesAsked: Plugin = {
  name: "routes-asked",
  load(id) {
    const isFirst = id === at("own-routes.ts");
    if (!isFirst && id !== at("all-routes.ts")) return null;
    const asked = Object.entries<Route>(routes)
      .filter(([name]) => !isFirst || ofForm.some((own) => own === name))
      .map(([name, { method, path, who }]) => [
        name,
        { ...(method === "GET" ? {} : { method }), path, ...(who === "person" ? {} : { who }) },
      ]);
    return `export const ${isFirst ? "ownRoutes" : "allRoutes"} = ${JSON.stringify(Object.fromEntries(asked))};`;
  },
};

// `#domain/*` is resolved by package.json `imports`, as everywhere else.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [routesAsked],
  // Told outright, because a build from within the tests would else carry the place of every element in the sources.
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    // The strict CSP forbids inlined files.
    assetsInlineLimit: 0,
    // What a page's file imports is nearly always there already: naming it for the few other cases weighed 600 bytes on everybody.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      // A slow machine is no fault of the build: what it says on stderr is.
      checks: { bundlerTimings: false },
      output: {
        chunkFileNames: fileName(".js"),
        assetFileNames: fileName("[extname]"),
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: fileOf, debugName: "by page" }] },
      },
    },
  },
});
