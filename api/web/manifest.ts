// `build.json`: a hash of everything the build was made from, so that a test without Node can tell an old build.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

const NOT_SOURCES = new Set(["node_modules", ".npmrc"]);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCES.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** SHA-256 over the sorted paths and contents, each ended by a zero byte (tests/test_build.py does the same). */
export function hashOf(root: string): string {
  const hash = createHash("sha256");
  const names = filesIn(root).map((file) => relative(root, file).replaceAll("\\", "/"));
  for (const name of names.sort()) hash.update(name).update("\0").update(readFileSync(join(root, name))).update("\0");
  return hash.digest("hex");
}

export function manifest(root: string): Plugin {
  return {
    name: "manifest",
    apply: "build",
    generateBundle() {
      const source = `${JSON.stringify({ sources: hashOf(root) })}\n`;
      this.emitFile({ type: "asset", fileName: "build.json", source });
    },
  };
}
