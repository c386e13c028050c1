import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { manifest } from "./manifest.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  base: "/static/",
  plugins: [manifest(root)],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: { output: { entryFileNames: "page-[hash].js", assetFileNames: "page-[hash][extname]" } },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8000", "/readyz": "http://127.0.0.1:8000" } },
});
