/**
 * Whole processes and what they cost. `measure.py` waits for the process and asks the kernel, which counts
 * threads and children too and is finer than the hundredths of a second that `time` prints.
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../install.mjs";
import { benchFolder } from "./options.ts";

export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** User and system seconds of all threads and children. */
  readonly cpu: number;
  readonly peakBytes: number;
}

/** Any Python 3: starts the processes that are measured. */
const python = process.env["PYTHON"] ?? "python3";

/** @throws Error with the output of a command that fails */
export function measured(command: readonly string[]): Cost {
  const result = join(benchFolder, "cost.json");
  mkdirSync(benchFolder, { recursive: true });
  rmSync(result, { force: true });
  run([python, join(root, "tools/bench/measure.py"), result, ...command]);
  return JSON.parse(readFileSync(result, "utf8")) as Cost;
}

/** @throws Error with the output of a command that fails */
export function run(command: readonly string[]): string {
  const [program, ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status === 0) return stdout;
  const output = [error?.message, stdout, stderr].filter(Boolean).join("\n");
  throw new Error(`${command.join(" ")}\nended with ${status ?? "a signal"}\n${output}`);
}

/**
 * The Python of a virtual environment with Nyxus; the environment is made when it is missing.
 */
export function nyxusPython(venv: string): string {
  const python3 = join(venv, "bin", "python");
  if (!existsSync(python3)) {
    console.log(`making a virtual environment with Nyxus in ${venv}`);
    run([python, "-m", "venv", venv]);
    run([python3, "-m", "pip", "install", "--quiet", "-r", join(root, "tools/bench/requirements.txt")]);
  }
  const version = run([python3, "-c", "import nyxus; print(nyxus.__version__)"]).trim();
  if (version !== "0.11.0") throw new Error(`${venv} has Nyxus ${version}, the comparison is with 0.11.0`);
  return python3;
}
