/** The examples of the README run as they stand. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Folders, makeFolders, savePair } from "./scene.ts";

let folders: Folders;
beforeEach(async () => {
  folders = makeFolders();
  for (const name of ["a.tif", "b.tif"]) await savePair(folders, name);
});
afterEach(() => folders.dispose());

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);

async function runExample(code: string): Promise<string> {
  const source = pathToFileURL(join(import.meta.dirname, "../src/index.ts")).href;
  const file = join(folders.root, "example.mts");
  writeFileSync(file, code.replaceAll('"@pixelmetry/orchestrator"', JSON.stringify(source)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), file],
    { cwd: folders.root },
  );
  return stdout;
}

test("a run", async () => {
  const out = await runExample(examples[0]);
  expect(out).toMatch(
    /^a\.tif: 12 ROIs\nb\.tif: 12 ROIs\nresults\/features\.csv \{\s+images: 2,\s+failed: 0/,
  );
  const [header] = readFileSync(join(folders.root, "results/features.csv"), "utf8").split("\n");
  expect(header).toMatch(/,roughness$/);
});

test("before a run", async () => {
  expect(await runExample(examples[1])).toMatch(/^a\.tif a\.tif\nb\.tif b\.tif\n\[\s+'glcm_/);
});

test("relations", async () => {
  expect(await runExample(examples[2])).toBe("12 12 0\n");
});
