import { defineConfig } from "vite";

/** Where a watcher listens unless told otherwise: npm run dev shows its data. */
const watcher = "http://127.0.0.1:8080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    // Data in addresses is against the page's Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: { proxy: { "/api": watcher, "/readyz": watcher } },
});
