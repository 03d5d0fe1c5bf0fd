import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../install.mjs";
import { workspacePackages } from "../workspace.ts";

const packages = workspacePackages();
const names = new Set(packages.map(({ name }) => name));
const composers = new Set(["@pixelmetry/orchestrator", "@pixelmetry/radiomics-ibsi", "pixelmetry"]);

test("@pixelmetry/roi depends on nothing", () => {
  expect(packages.find(({ name }) => name === "@pixelmetry/roi")?.manifest.dependencies ?? {}).toEqual({});
});

test.for(packages.filter(({ name }) => !composers.has(name)))(
  "$name depends on no other package of the workspace than @pixelmetry/roi",
  ({ manifest }) => {
    const inWorkspace = Object.keys(manifest.dependencies ?? {}).filter((name) => names.has(name));
    expect(inWorkspace.filter((name) => name !== "@pixelmetry/roi")).toEqual([]);
  },
);

test.for(packages)("$name takes versions of third-party packages from the catalog", ({ manifest }) => {
  const { dependencies = {}, devDependencies = {} } = manifest;
  const thirdParty = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([name]) => !names.has(name),
  );
  expect(thirdParty.filter(([, range]) => range !== "catalog:")).toEqual([]);
});

test("the lockfile names packages, not where they were downloaded", () => {
  expect(readFileSync(join(root, "pnpm-lock.yaml"), "utf8")).not.toMatch(/tarball:|:\/\/registry/);
});
