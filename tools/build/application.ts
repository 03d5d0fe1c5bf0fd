import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import type { UserConfig } from "tsdown";
import { shared } from "./shared.ts";

const isThirdParty = (id: string) => /^[\w@]/.test(id) && !id.startsWith("@pixelmetry/");
const packageOf = (id: string) =>
  id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");

/**
 * Builds a command-line app: workspace packages are bundled so that it starts quickly, dynamic imports stay
 * separate chunks, third-party packages stay external. `src/worker.ts`, where there is one, becomes
 * `dist/worker.js`, for `new Worker(new URL("./worker.js", import.meta.url))`.
 *
 * An external package that a bundled workspace package needs must be a dependency of the app as well, or the
 * published app could not find it; the build fails when one is missing.
 */
export function application(directory: string): UserConfig {
  const { dependencies = {} } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  const entry: Record<string, string> = { main: "./src/main.ts" };
  if (existsSync(join(directory, "src/worker.ts"))) entry["worker"] = "./src/worker.ts";
  return {
    ...shared,
    cwd: directory,
    entry,
    platform: "node",
    target: "node20.19",
    dts: false,
    deps: { neverBundle: isThirdParty, alwaysBundle: /^@pixelmetry\// },
    plugins: [
      {
        name: "declared-dependencies",
        generateBundle(_options, bundle) {
          for (const chunk of Object.values(bundle)) {
            if (chunk.type !== "chunk") continue;
            for (const id of [...chunk.imports, ...chunk.dynamicImports]) {
              if (id in bundle || id.startsWith("node:") || builtinModules.includes(id)) continue;
              if (!(packageOf(id) in dependencies)) {
                this.error(
                  `${chunk.fileName} imports "${id}", which ${directory}/package.json does not declare; ` +
                    `add "${packageOf(id)}": "catalog:" to its dependencies.`,
                );
              }
            }
          }
        },
      },
    ],
  };
}
