import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { UserConfig } from "tsdown";
import { shared } from "./shared.ts";

interface Manifest {
  exports: Record<string, string>;
}

/**
 * Builds one ES module and one `.d.ts` for every source that `exports` of the package names:
 * `"."` becomes `dist/index.js`, `"./testkit"` becomes `dist/testkit.js`.
 */
export function library(directory: string): UserConfig {
  const { exports } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
  const entry: Record<string, string> = {};
  for (const [name, source] of Object.entries(exports)) {
    if (source.endsWith(".ts")) entry[name === "." ? "index" : name.slice(2)] = source;
  }
  return { ...shared, cwd: directory, entry, platform: "neutral", target: "es2022", dts: true };
}
