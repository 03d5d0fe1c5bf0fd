import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../install.mjs";
import { publicNames } from "../public-api.ts";
import { execute, pack, type Tarball, type WorkspacePackage, workspacePackages } from "../workspace.ts";

// A feature package must work with nothing but itself, @pixelmetry/roi and a typed array. Each is packed as
// published, installed offline into an empty folder, and its test/standalone.mjs is run there: it measures
// a region in a typed array and prints the values as one JSON object.

const notFeatures = new Set(["@pixelmetry/roi", "@pixelmetry/io", "@pixelmetry/orchestrator", "pixelmetry"]);
const packages = workspacePackages();
const featurePackages = packages.filter(({ name }) => !notFeatures.has(name));

/** A package and every workspace package it needs, itself last. */
function withDependencies(workspacePackage: WorkspacePackage): WorkspacePackage[] {
  const needed = packages.filter(({ name }) => name in (workspacePackage.manifest.dependencies ?? {}));
  return [...new Set([...needed.flatMap(withDependencies), workspacePackage])];
}

const folder = mkdtempSync(join(tmpdir(), "pixelmetry-alone-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const filters = featurePackages.map(({ name }) => `--filter=${name}...`);
  await execute("turbo", ["run", "build", "--output-logs=errors-only", ...filters], root);
}, 300_000);

const tarballs = new Map<string, Promise<Tarball>>();
function tarballOf(workspacePackage: WorkspacePackage): Promise<Tarball> {
  const tarball = tarballs.get(workspacePackage.name) ?? pack(workspacePackage, folder);
  tarballs.set(workspacePackage.name, tarball);
  return tarball;
}

test.for(featurePackages)("$name measures a typed array on its own", async (workspacePackage) => {
  const script = join(workspacePackage.directory, "test", "standalone.mjs");
  if (!existsSync(script)) {
    const names = publicNames(workspacePackage.directory);
    expect(names, `${workspacePackage.name} exports features, so it needs ${script}`).toBe("");
    return;
  }
  const empty = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(empty, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const needed = await Promise.all(withDependencies(workspacePackage).map(tarballOf));
  const paths = needed.map(({ path }) => path);
  await execute("npm", ["install", "--offline", "--no-audit", "--no-fund", ...paths], empty);
  copyFileSync(script, join(empty, basename(script)));

  const printed = await execute(process.execPath, [basename(script)], empty);

  const values = Object.values(JSON.parse(printed) as Record<string, unknown>);
  expect(values.length).toBeGreaterThan(0);
  expect(values.some((value) => typeof value === "number" && Number.isFinite(value))).toBe(true);
});
