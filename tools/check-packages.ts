// Packs every published package as npm would get it and checks the tarball: publint, types that resolve
// (attw), and that `publishConfig.exports` names the same entries as `exports` does in the workspace.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, pack, type WorkspacePackage, workspacePackages } from "./workspace.ts";

/** Checks one package and returns what is wrong with it. */
function problemsOf(workspacePackage: WorkspacePackage, folder: string): string[] {
  const { name, directory, manifest } = workspacePackage;
  const problems: string[] = [];
  const inWorkspace = Object.keys(manifest.exports ?? {}).join(" ");
  const published = Object.keys(manifest.publishConfig?.exports ?? manifest.exports ?? {}).join(" ");
  if (inWorkspace !== published) {
    problems.push(`${name}: exports has entries ${inWorkspace}, publishConfig.exports has ${published}.`);
  }
  const attempt = (check: () => unknown) => {
    try {
      check();
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
    }
  };
  attempt(() => {
    const tarball = pack(workspacePackage, folder);
    attempt(() => execute("publint", ["run", "--strict", tarball], directory));
    if (manifest.exports?.["."] !== undefined) {
      attempt(() => execute("attw", ["--profile", "esm-only", "--no-emoji", tarball], directory));
    }
  });
  return problems;
}

const folder = mkdtempSync(join(tmpdir(), "pixelmetry-packs-"));
try {
  const packages = workspacePackages();
  const problems = packages.flatMap((workspacePackage) => problemsOf(workspacePackage, folder));
  for (const problem of problems) console.error(problem);
  console.log(`${packages.length} packages packed and checked`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
