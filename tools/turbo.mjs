// Runs turbo with telemetry off and with pnpm from node_modules on PATH: users have Node and npm, not pnpm.
import { spawnSync } from "node:child_process";
import { environment, root } from "./install.mjs";

const { status } = spawnSync("turbo", process.argv.slice(2), {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: environment,
});
process.exit(status ?? 1);
