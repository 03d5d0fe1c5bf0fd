/**
 * Results as rows of text, for the terminal and for Markdown alike.
 * @module
 */
import type { OwnRun } from "./own-runs.ts";
import type { Run } from "./programs.ts";
import type { Pairing } from "./run-pair.ts";
import { median, pairedRatio, seconds, short } from "./statistics.ts";
import type { Verdict } from "./targets.ts";

export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const of = (runs: readonly Run[], value: (run: Run) => number): number[] => runs.map(value);
const megabytes = (runs: readonly Run[]): string =>
  (median(of(runs, ({ peakBytes }) => peakBytes)) / 1e6).toFixed(0);

export const pairingHeader = [
  "group",
  "columns",
  "threads",
  "CPU s",
  "Nyxus",
  "ratio",
  "wall s",
  "Nyxus",
  "ratio",
  "CPU s without start-up",
  "Nyxus",
  "ratio",
  "peak MB",
  "Nyxus",
];

export function pairingRow(pairing: Pairing): string[] {
  const { group, threads, ours, theirs, sameness } = pairing;
  const compared = (value: (run: Run) => number): string[] => [
    seconds(of(ours, value)),
    seconds(of(theirs, value)),
    short(pairedRatio(pairing, value)),
  ];
  return [
    group,
    String(sameness.columns),
    String(threads),
    ...compared(({ cpu }) => cpu),
    ...compared(({ wall }) => wall),
    ...compared(({ inside }) => inside.cpu),
    megabytes(ours),
    megabytes(theirs),
  ];
}

/** Largest relative differences of the columns that must agree, over all groups of a dataset. */
export function differencesTable(pairings: readonly Pairing[]): TextTable {
  const datasets = [...new Set(pairings.map(({ dataset }) => dataset))];
  const columns = new Set(pairings.flatMap(({ sameness }) => Object.keys(sameness.differences)));
  const largest = (dataset: string, column: string): string => {
    const values = pairings
      .filter((pairing) => pairing.dataset === dataset)
      .map(({ sameness }) => sameness.differences[column])
      .filter((value) => value !== undefined);
    return values.length === 0 ? "" : exponent(Math.max(...values));
  };
  return {
    header: ["column", ...datasets],
    rows: [...columns].map((column) => [column, ...datasets.map((dataset) => largest(dataset, column))]),
  };
}

const exponent = (value: number): string => (value === 0 ? "0" : value.toExponential(0));

export const ownHeader = [
  "dataset",
  "images",
  "ROIs",
  "group",
  "threads",
  "CPU s",
  "wall s",
  "ROIs/s",
  "peak MB",
];

export function ownRow({ dataset, group, threads, runs }: OwnRun): string[] {
  const wall = of(runs, (run) => run.wall);
  return [
    dataset.name,
    dataset.images.toLocaleString("en"),
    runs[0].rows.toLocaleString("en"),
    group,
    String(threads),
    seconds(of(runs, ({ cpu }) => cpu)),
    seconds(wall),
    Math.round(runs[0].rows / median(wall)).toLocaleString("en"),
    megabytes(runs),
  ];
}

export const verdictTable = (verdicts: readonly Verdict[]): TextTable => ({
  header: ["target", "measured", ""],
  rows: verdicts.map(({ target, measured, met }) => [
    target,
    measured === undefined ? "not in this run" : short(measured),
    measured === undefined ? "" : met ? "met" : "missed",
  ]),
});

export const markdown = ({ header, rows }: TextTable): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Aligned columns; `widths` keeps lines that are printed one by one under one header. */
export function aligned(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => cell.padEnd(widths[i]))
    .join("  ")
    .trimEnd();
}

export function plainText({ header, rows }: TextTable): string {
  const widths = header.map((title, c) => Math.max(title.length, ...rows.map((row) => row[c].length)));
  return [header, ...rows].map((cells) => aligned(cells, widths)).join("\n");
}
