/**
 * `npm run bench`: Pixelmetry against Nyxus. See options.ts for what can be chosen.
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../install.mjs";
import { costChart } from "./cost-chart.ts";
import { type Dataset, dataset } from "./datasets.ts";
import { type BenchOptions, benchFolder, readOptions, usage } from "./options.ts";
import { costCurves, type OwnRun, ownDatasets, ownRuns } from "./own-runs.ts";
import { nyxusPython, run } from "./processes.ts";
import { benchmarkDocument, describeMachine, type Results } from "./report.ts";
import { comparePrograms, type Pairing } from "./run-pair.ts";
import type { ScanRate } from "./scan-rate.ts";
import { short } from "./statistics.ts";
import {
  aligned,
  differencesTable,
  ownHeader,
  ownRow,
  pairingHeader,
  pairingRow,
  plainText,
  verdictTable,
} from "./tables.ts";
import { judge } from "./targets.ts";

async function bench(options: BenchOptions): Promise<void> {
  const data = join(benchFolder, "data");
  const python = nyxusPython(options.venv);
  const machine = describeMachine(run([python, "--version"]).trim().replace("Python ", ""));
  const datasets: Dataset[] = [];
  for (const name of options.datasets) datasets.push(await dataset(name, data, options.data));
  const pairings: Pairing[] = [];
  for (const each of datasets) {
    const images = each.images === 1 ? "1 image" : `${each.images} images`;
    console.log(`\n${each.name}: ${images}, ${(each.pixels / 1e6).toFixed(1)} Mpx; median (least)`);
    const widths = pairingHeader.map((title) => Math.max(title.length, 11));
    console.log(aligned(pairingHeader, widths));
    for (const pairing of comparePrograms(python, each, options.groups, options.threads, options.repeats)) {
      pairings.push(pairing);
      console.log(aligned(pairingRow(pairing), widths));
    }
  }
  console.log(`\nLargest relative differences\n${plainText(differencesTable(pairings))}`);
  const scan = await measureScan(datasets[0]);
  console.log(
    `\nReading and scanning, one core: ${short(scan.median)} Mpx/s, best ${short(scan.best)} Mpx/s`,
  );
  const own: OwnRun[] = [];
  const widths = ownHeader.map(() => 11);
  if (options.own) console.log(`\nPixelmetry alone\n${aligned(ownHeader, widths)}`);
  for (const name of options.own ? ownDatasets : []) {
    for (const each of ownRuns(await dataset(name, data, options.data), options.threads)) {
      own.push(each);
      console.log(aligned(ownRow(each), widths));
    }
  }
  const curves = options.own ? await costCurves() : undefined;
  const verdicts = judge(pairings, scan);
  console.log(`\n${plainText(verdictTable(verdicts))}`);
  save(options, {
    machine: { ...machine, load: [...machine.load, loadavg()[0]] },
    ...{ datasets, pairings, scan, own, verdicts },
    ...(curves === undefined ? {} : { curves }),
  });
  const missed = verdicts.some(({ met, measured }) => !met && (measured !== undefined || !options.quick));
  if (options.targets && missed) process.exitCode = 1;
}

/** In a process of its own, on cells2k or whatever comes first. */
async function measureScan({ intensity, labels }: Dataset): Promise<ScanRate> {
  const script = join(root, "tools/bench/scan-rate.ts");
  return JSON.parse(run([process.execPath, "--import", "tsx", script, intensity, labels])) as ScanRate;
}

function save(options: BenchOptions, results: Results): void {
  mkdirSync(join(benchFolder, "results"), { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const json = join(benchFolder, "results", `${stamp}.json`);
  writeFileSync(json, `${JSON.stringify(results, undefined, 1)}\n`);
  console.log(`\n${json}`);
  if (!options.write) return;
  mkdirSync(join(root, "docs"), { recursive: true });
  const document = join(root, "docs", "benchmark.md");
  writeFileSync(document, benchmarkDocument(results));
  console.log(document);
  if (results.curves === undefined) return;
  const chart = join(root, "docs", "benchmark-cost.svg");
  writeFileSync(chart, costChart(results.curves));
  console.log(chart);
}

const options = readOptions(process.argv.slice(2));
if (options === undefined) console.log(usage);
else await bench(options);
