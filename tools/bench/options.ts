/**
 * The command line of `bench`.
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../install.mjs";
import { datasetNames, type PairedDataset, pairedDatasets } from "./datasets.ts";
import { type GroupName, groupNames } from "./groups.ts";

export const usage = `Usage: npm run bench -- [options]

Measures Pixelmetry against pip's Nyxus 0.11.0 on the same images and features, both as whole processes,
alternating. A complete run writes docs/benchmark.md and docs/benchmark-cost.svg; every run writes JSON to .bench.

  --quick              cells2k only, 2 repeats, no runs of our own; leaves docs alone
  --targets            exit with 1 when a target is missed
  --data <folder>      datasets that are there already: <folder>/<name>/int and seg (default: .bench/data);
                       missing ones are made in .bench/data
  --venv <folder>      virtual environment with Nyxus (default: .bench/venv, made when missing)
  --datasets <list>    of ${pairedDatasets.join(",")}
  --groups <list>      of ${groupNames.join(",")}
  --threads <list>     default 1,2
  --repeats <n>        default 5 (slide: 2)
  --no-own             no runs of Pixelmetry alone
  --write              write docs/benchmark.md although the run is not complete
`;

export interface BenchOptions {
  readonly quick: boolean;
  readonly targets: boolean;
  readonly data: string | undefined;
  readonly venv: string;
  readonly datasets: readonly PairedDataset[];
  readonly groups: readonly GroupName[];
  readonly threads: readonly number[];
  readonly repeats: number | undefined;
  readonly own: boolean;
  /** Whether the report may replace docs/benchmark.md. */
  readonly write: boolean;
}

/** Everything that a run leaves behind and git does not see. */
export const benchFolder = join(root, ".bench");

/** @returns undefined when help was asked for */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      help: { type: "boolean", short: "h" },
      quick: { type: "boolean", default: false },
      targets: { type: "boolean", default: false },
      data: { type: "string" },
      venv: { type: "string" },
      datasets: { type: "string" },
      groups: { type: "string" },
      threads: { type: "string" },
      repeats: { type: "string" },
      "no-own": { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const { quick } = values;
  const partial =
    quick || [values.datasets, values.groups, values.threads].some((list) => list !== undefined);
  return {
    quick,
    targets: values.targets,
    data: values.data,
    venv: values.venv ?? join(benchFolder, "venv"),
    datasets: listOf("--datasets", values.datasets, quick ? ["cells2k"] : pairedDatasets, datasetNames),
    groups: listOf("--groups", values.groups, groupNames, groupNames),
    threads: (values.threads ?? "1,2").split(",").map((text) => positive("--threads", text)),
    repeats: values.repeats === undefined ? (quick ? 2 : undefined) : positive("--repeats", values.repeats),
    own: !quick && !values["no-own"],
    write: values.write || (!partial && !values["no-own"]),
  };
}

function listOf<T extends string>(
  flag: string,
  text: string | undefined,
  otherwise: readonly T[],
  known: readonly string[],
): readonly T[] {
  if (text === undefined) return otherwise;
  const list = text.split(",");
  const unknown = list.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${flag}: ${unknown} is none of ${known.join(", ")}`);
  return list as T[];
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag}: ${text} is no positive whole number`);
  return value;
}
