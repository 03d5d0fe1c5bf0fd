// `tsx tools/feature-docs.ts`: writes docs/coverage.md and a page per family in docs/features from the registry.
// With `--check` it writes nothing and fails when a page is not what it would write.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages, pagesFolder } from "./feature-docs/pages.ts";
import { root } from "./install.mjs";

const pages = generatedPages();
mkdirSync(join(root, pagesFolder), { recursive: true });

const current = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
const stale = [...pages.keys()].filter((path) => current(path) !== pages.get(path));
const orphans = readdirSync(join(root, pagesFolder))
  .map((name) => `${pagesFolder}/${name}`)
  .filter((path) => !pages.has(path));

if (process.argv.includes("--check")) {
  for (const path of [...stale, ...orphans]) {
    console.error(`${path} is not what the registry says; run \`pnpm docs:features\` and commit the result.`);
  }
  process.exitCode = stale.length + orphans.length === 0 ? 0 : 1;
} else {
  for (const path of stale) writeFileSync(join(root, path), pages.get(path)!);
  for (const path of orphans) rmSync(join(root, path));
  console.log(`${pages.size} pages, ${stale.length} written, ${orphans.length} removed`);
}
