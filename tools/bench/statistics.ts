/** @module Medians, and numbers as people read them. */

import type { Run } from "./programs.ts";
import type { Pairing } from "./run-pair.ts";

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median over the pairs of ours / theirs: what slowed the machine down slowed both. */
export const pairedRatio = ({ ours, theirs }: Pairing, of: (run: Run) => number): number =>
  median(ours.map((run, i) => of(run) / of(theirs[i])));

/** "median (least)" in seconds. */
export const seconds = (values: readonly number[]): string =>
  `${short(median(values))} (${short(Math.min(...values))})`;

/** Three significant digits, but no more decimals than seconds are worth. */
export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
