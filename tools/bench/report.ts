/**
 * Writes docs/benchmark.md.
 * @module
 */
import { execFileSync } from "node:child_process";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { root } from "../install.mjs";
import type { Dataset } from "./datasets.ts";
import type { CostCurves, OwnRun } from "./own-runs.ts";
import type { Pairing } from "./run-pair.ts";
import type { ScanRate } from "./scan-rate.ts";
import { short } from "./statistics.ts";
import {
  differencesTable,
  markdown,
  ownHeader,
  ownRow,
  pairingHeader,
  pairingRow,
  type TextTable,
  verdictTable,
} from "./tables.ts";
import type { Verdict } from "./targets.ts";

export interface Results {
  readonly machine: Machine;
  readonly datasets: readonly Dataset[];
  readonly pairings: readonly Pairing[];
  readonly scan: ScanRate;
  readonly own: readonly OwnRun[];
  readonly curves?: CostCurves;
  readonly verdicts: readonly Verdict[];
}

export interface Machine {
  readonly date: string;
  readonly commit: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly python: string;
  /** Processes that wanted to run, over a minute, before the first and after the last run. */
  readonly load: readonly number[];
}

export function describeMachine(pythonVersion: string): Machine {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--untracked-files=no", "--", "packages", "apps") !== "";
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git("rev-parse", "--short", "HEAD")}${changed ? " with changes" : ""}`,
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${platform()} ${release()}`,
    node: process.version,
    python: pythonVersion,
    load: [loadavg()[0]],
  };
}

export function benchmarkDocument({
  machine,
  datasets,
  pairings,
  scan,
  own,
  curves,
  verdicts,
}: Results): string {
  const repeats = pairings.map(({ ours }) => ours.length);
  return `# Benchmark

Written by \`npm run bench\`; do not edit. Pixelmetry's command line against [Nyxus](https://github.com/PolusAI/nyxus) 0.11.0
from PyPI, on the same files, the same features, the same number of threads. Lower ratios are better for Pixelmetry; only
ratios mean something on another machine.

${markdown(machineTable(machine))}

## How it is measured

- Whole processes, start-up included: \`pixelmetry extract\`, which writes a CSV table and a report with hashes of all
  files; and a Python process that imports Nyxus and calls \`featurize_directory\`, which returns a table in memory.
- The programs take turns, ${Math.min(...repeats)} to ${Math.max(...repeats)} pairs per line, the first one changing from pair to pair. Seconds are medians with the
  least in parentheses; ratios are medians over the pairs. CPU is user and system time of all threads.
- "Without start-up" leaves out what it takes to start node and look up the request, or to start Python and import Nyxus.
- Features are named by Nyxus' codes. Every line was checked before timing: both tables have the same feature columns
  and the same ROIs. Nyxus computes all GLCM features whatever is asked for; those under second names (ENERGY, ENTROPY,
  HOM1, HOM2, VARIANCE) are left out of both tables. Its GLCM distance is set to 1, since the wheel's default is 0.
- Groups: scan is EULER_NUMBER alone, the least that makes both read everything; morphology is the basic group, the
  ellipse, EULER_NUMBER and the extrema; intmorph is intensity and morphology; all adds glcm.

## Targets

CPU of one thread, whole processes.

${markdown(verdictTable(verdicts))}

Reading and scanning in a warm process, uncompressed labels and 16-bit intensities, label runs and extrema, on one core:
${short(scan.median)} Mpx/s, best ${short(scan.best)} Mpx/s.

${datasets.map((dataset) => datasetSection(dataset, pairings)).join("\n\n")}

## Agreement

Largest relative difference over all ROIs, for columns that have one definition in both programs.

${markdown(differencesTable(pairings))}
${ownSection(own)}${curves === undefined ? "" : curveSection}`;
}

const machineTable = (machine: Machine): TextTable => ({
  header: ["", ""],
  rows: [
    ["date", machine.date],
    ["commit", machine.commit],
    ["processor", `${machine.processor}, ${machine.cores} cores`],
    ["memory", `${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB`],
    ["system", machine.system],
    ["load before and after", machine.load.map((load) => load.toFixed(1)).join(", ")],
    ["node", machine.node],
    ["Python", machine.python],
  ],
});

function datasetSection(dataset: Dataset, pairings: readonly Pairing[]): string {
  const mine = pairings.filter((pairing) => pairing.dataset === dataset.name);
  const origin = dataset.generated ? "" : " Files that were there already, not made by this benchmark.";
  return `## ${dataset.name}

${count(dataset.images, "image")}, ${(dataset.pixels / 1e6).toFixed(1)} Mpx, ${count(mine[0].sameness.rows, "ROI")}.${origin}

${markdown({ header: pairingHeader, rows: mine.map(pairingRow) })}`;
}

const count = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

function ownSection(own: readonly OwnRun[]): string {
  if (own.length === 0) return "";
  return `
## Pixelmetry alone

\`many\`: one image of 4096 x 4096 pixels with a million ROIs of 9 pixels. \`small\`: 5,000 images of 96 x 96 pixels with up to five
ROIs each.

${markdown({ header: ownHeader, rows: own.map(ownRow) })}
`;
}

const curveSection = `
## Cost of a ROI and of a pixel

One thread, CPU without start-up, hashes and table included. Left: images with ever more ROIs of 9 pixels. Right: images
with two megapixels of ROIs, in ever larger ones. Each point is a process of its own, and short ones mostly pay for the
compiler's warming up.

![Cost per ROI against the number of ROIs, cost per pixel against the area of ROIs](benchmark-cost.svg)
`;
