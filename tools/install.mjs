// Installs the workspace exactly as the lockfile says. Needs only Node and npm: pnpm comes through npx, or from
// node_modules once it is there.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(import.meta.dirname, "..");
const bin = join(root, "node_modules", ".bin");
const shell = process.platform === "win32";

/** The environment in which tools of the workspace run: its binaries on PATH, no telemetry. */
export const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
};

function pnpmCommand() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const installed = join(root, "node_modules", "pnpm", "package.json");
  if (existsSync(installed)) {
    const { version } = JSON.parse(readFileSync(installed, "utf8"));
    if (packageManager === `pnpm@${version}`) return [join(bin, "pnpm")];
  }
  return ["npx", "--yes", packageManager];
}

/** Installs from the frozen lockfile; quiet unless it fails. Returns whether it succeeded. */
export function install() {
  const [command, ...args] = [
    ...pnpmCommand(),
    "install",
    "--frozen-lockfile",
    "--config.confirm-modules-purge=false",
  ];
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    shell,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status === 0) return true;
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exit(install() ? 0 : 1);
}
