// `node tools/bootstrap.mjs <script> [arguments]`: installs the workspace, builds the command-line app, then runs a
// script of package.json. Quiet unless something fails.
import { spawnSync } from "node:child_process";
import { environment, install, root } from "./install.mjs";

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error("Usage: node tools/bootstrap.mjs <script of package.json> [arguments]");
  process.exit(2);
}
if (!install()) process.exit(1);

const options = { cwd: root, shell: process.platform === "win32", env: environment };
const build = spawnSync("turbo", ["run", "build", "--filter=pixelmetry"], { ...options, encoding: "utf8" });
if (build.status !== 0) {
  process.stderr.write(`${build.stdout}${build.stderr}`);
  process.exit(1);
}

const { status } = spawnSync("pnpm", ["--silent", "run", script, ...args], { ...options, stdio: "inherit" });
process.exit(status ?? 1);
