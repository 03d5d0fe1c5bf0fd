/** The worker of this package, built from its sources into one file as a program that uses the package has it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

export interface BuiltWorker {
  readonly url: URL;
  dispose(): void;
}

export async function buildWorker(): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), "pixelmetry-worker-"));
  await build({
    configFile: false,
    logLevel: "silent",
    root: join(import.meta.dirname, ".."),
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, "../src/worker.ts"),
      outDir: folder,
      minify: false,
      rollupOptions: { output: { entryFileNames: "worker.mjs" } },
    },
  });
  return {
    url: pathToFileURL(join(folder, "worker.mjs")),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
