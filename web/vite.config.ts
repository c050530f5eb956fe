import { defineConfig } from "vite";

// `#domain/*` is resolved by package.json `imports`, as everywhere else.
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
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
