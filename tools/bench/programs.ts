/**
 * The two programs as commands over one dataset.
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../install.mjs";
import type { Dataset } from "./datasets.ts";
import { benchFolder } from "./options.ts";
import { type Cost, measured } from "./processes.ts";

/** A run as the kernel saw it, and the part of it that is not start-up as the program itself saw it. */
export interface Run extends Cost {
  /** Without starting node and loading modules; without importing Python packages. Seconds. */
  readonly inside: { readonly wall: number; readonly cpu: number };
  readonly rows: number;
}

export interface Job {
  readonly dataset: Dataset;
  /** Codes that both programs know. */
  readonly features: readonly string[];
  readonly threads: number;
}

export const ourTable = join(benchFolder, "pixelmetry", "features.csv");
export const nyxusTable = join(benchFolder, "nyxus.csv");

/** Pixelmetry's command line; leaves its table in {@link ourTable}. */
export function runPixelmetry({ dataset, features, threads }: Job): Run {
  const out = join(benchFolder, "pixelmetry");
  const cost = measured([
    ...[process.execPath, join(root, "apps/cli/dist/main.js"), "extract"],
    ...["--intensity", dataset.intensity, "--labels", dataset.labels],
    ...["--features", ...features, "--profile", "nyxus", "--names", "nyxus"],
    ...["--workers", String(threads), "--out", out, "--log", "quiet"],
  ]);
  const { totals } = JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as {
    totals: { rows: number; seconds: number; cpuSeconds: number };
  };
  return { ...cost, inside: { wall: totals.seconds, cpu: totals.cpuSeconds }, rows: totals.rows };
}

/** @param table - whether to leave a table in {@link nyxusTable}, which is not a run to be timed then */
export function runNyxus(python: string, { dataset, features, threads }: Job, table = false): Run {
  const times = join(benchFolder, "nyxus.json");
  const cost = measured([
    ...[python, join(root, "tools/bench/nyxus_run.py")],
    ...["--intensity", dataset.intensity, "--labels", dataset.labels],
    ...["--features", features.join(","), "--threads", String(threads), "--times", times],
    ...(table ? ["--table", nyxusTable] : []),
  ]);
  const { wall, cpu, rows } = JSON.parse(readFileSync(times, "utf8")) as Run["inside"] & { rows: number };
  return { ...cost, inside: { wall, cpu }, rows };
}
