import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environment, root } from "./install.mjs";

/** A package of the workspace that is published. */
export interface WorkspacePackage {
  readonly name: string;
  readonly directory: string;
  readonly manifest: Manifest;
}

interface Manifest {
  name: string;
  private?: boolean;
  exports?: Record<string, string>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  publishConfig?: { exports?: Record<string, unknown> };
}

/** The published packages of the workspace, by folder and then by name. */
export function workspacePackages(): WorkspacePackage[] {
  return ["packages", "apps"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => join(root, folder, name))
      .filter((directory) => existsSync(join(directory, "package.json")))
      .map((directory) => {
        const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
        return { name: manifest.name, directory, manifest };
      })
      .filter(({ manifest }) => manifest.private !== true),
  );
}

/** Runs a tool of the workspace and returns what it printed; throws with its whole output when it fails. */
export function execute(command: string, args: readonly string[], directory: string): string {
  try {
    return execFileSync(command, args, {
      cwd: directory,
      env: environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed in ${directory}:\n${stdout ?? ""}${stderr ?? ""}`, {
      cause: error,
    });
  }
}

/** Packs a built package as it would be published and returns the path of its tarball. */
export function pack({ directory }: WorkspacePackage, destination: string): string {
  const output = execute("pnpm", ["pack", "--json", "--pack-destination", destination], directory);
  return (JSON.parse(output) as { filename: string }).filename;
}
