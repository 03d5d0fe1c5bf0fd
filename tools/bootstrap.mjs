// `node tools/bootstrap.mjs <script> [arguments]`: installs the workspace, then runs a script of package.json.
import { spawnSync } from "node:child_process";
import { environment, install, root } from "./install.mjs";

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error("Usage: node tools/bootstrap.mjs <script of package.json> [arguments]");
  process.exit(2);
}
if (!install()) process.exit(1);
const { status } = spawnSync("pnpm", ["--silent", "run", script, ...args], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: environment,
});
process.exit(status ?? 1);
