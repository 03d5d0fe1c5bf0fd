// Packs every published package as npm would get it and checks the tarball: publint, types that resolve (attw),
// a README and a licence in it, and `publishConfig.exports` with the same entries as `exports` in the workspace.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, pack, type WorkspacePackage, workspacePackages } from "./workspace.ts";

/** Checks one package and returns what is wrong with it. */
async function problemsOf(workspacePackage: WorkspacePackage, folder: string): Promise<string[]> {
  const { directory, manifest } = workspacePackage;
  const problems: string[] = [];
  const inWorkspace = Object.keys(manifest.exports ?? {}).join(" ");
  const published = Object.keys(manifest.publishConfig?.exports ?? manifest.exports ?? {}).join(" ");
  if (inWorkspace !== published) {
    problems.push(`exports has the entries ${inWorkspace}, publishConfig.exports has ${published}.`);
  }
  try {
    const { path, files } = await pack(workspacePackage, folder);
    for (const file of ["README.md", "LICENSE"]) {
      if (!files.includes(file)) problems.push(`${file} is missing from the package.`);
    }
    const checks = [execute("publint", ["run", "--strict", path], directory)];
    if (manifest.exports?.["."] !== undefined) {
      checks.push(execute("attw", ["--profile", "esm-only", "--no-emoji", path], directory));
    }
    for (const result of await Promise.allSettled(checks)) {
      if (result.status === "rejected") problems.push((result.reason as Error).message);
    }
  } catch (error) {
    problems.push((error as Error).message);
  }
  return problems.map((problem) => `${workspacePackage.name}: ${problem}`);
}

const folder = mkdtempSync(join(tmpdir(), "pixelmetry-packs-"));
try {
  const packages = workspacePackages();
  const queue = packages.values();
  const problems: string[] = [];
  const work = async () => {
    for (const workspacePackage of queue) problems.push(...(await problemsOf(workspacePackage, folder)));
  };
  await Promise.all([work(), work()]);
  for (const problem of problems.sort()) console.error(problem);
  console.log(`${packages.length} packages packed and checked`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
