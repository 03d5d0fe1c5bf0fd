import { execFile } from "node:child_process";
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
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  publishConfig?: { exports?: Record<string, unknown> };
}

/** A package as it would be published. */
export interface Tarball {
  readonly path: string;
  /** Paths of the files in it. */
  readonly files: readonly string[];
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

/** Runs a tool of the workspace and returns what it printed; rejects with its whole output when it fails. */
export function execute(command: string, args: readonly string[], directory: string): Promise<string> {
  const options = {
    cwd: directory,
    env: { ...environment, NO_COLOR: "1" },
    maxBuffer: 2 ** 26,
    shell: process.platform === "win32",
  };
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(" ")} failed in ${directory}:\n${stdout}${stderr}`));
    });
    child.stdin?.end();
  });
}

/** Packs a built package as it would be published. */
export async function pack({ directory }: WorkspacePackage, destination: string): Promise<Tarball> {
  const output = await execute("pnpm", ["pack", "--json", "--pack-destination", destination], directory);
  const { filename, files } = JSON.parse(output) as { filename: string; files: { path: string }[] };
  return { path: filename, files: files.map(({ path }) => path) };
}
