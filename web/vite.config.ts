import { defineConfig } from "vite";

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
  },
});
