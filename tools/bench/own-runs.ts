/**
 * Runs of Pixelmetry alone: very many ROIs, very many images, and how cost grows with the number and the area
 * of ROIs.
 * @module
 */
import { join } from "node:path";
import { type Dataset, dataset, squaresName } from "./datasets.ts";
import { type GroupName, groups } from "./groups.ts";
import { benchFolder } from "./options.ts";
import { type Run, runPixelmetry } from "./programs.ts";

export interface OwnRun {
  readonly dataset: Dataset;
  readonly group: GroupName;
  readonly threads: number;
  readonly runs: readonly Run[];
}

export const ownDatasets = ["many", "small"] as const;

export function* ownRuns(of: Dataset, threadCounts: readonly number[]): Generator<OwnRun> {
  for (const group of ["scan", "intmorph"] as const) {
    for (const threads of threadCounts) {
      const runs = [1, 2].map(() => runPixelmetry({ dataset: of, features: groups[group], threads }));
      yield { dataset: of, group, threads, runs };
    }
  }
}

/** What one ROI, or one pixel, of a kind costs on one core, start-up left out. */
export interface CostPoint {
  readonly rois: number;
  /** Pixels of each ROI. */
  readonly area: number;
  /** Seconds by group. */
  readonly cpu: Readonly<Partial<Record<CurveGroup, number>>>;
}

export const curveGroups = ["scan", "intmorph", "glcm"] as const;
export type CurveGroup = (typeof curveGroups)[number];

/** ROIs of 9 pixels, more and more of them. */
const numbers = [1000, 10_000, 100_000, 1_000_000];
/** ROIs of growing area, so many that they have two megapixels in all. */
const sides = [3, 10, 32, 100, 316, 1000];
const areaInAll = 2e6;

export interface CostCurves {
  readonly byNumber: readonly CostPoint[];
  readonly byArea: readonly CostPoint[];
}

export async function costCurves(): Promise<CostCurves> {
  const byNumber: CostPoint[] = [];
  for (const count of numbers) byNumber.push(await costPoint(3, count));
  const byArea: CostPoint[] = [];
  for (const side of sides) byArea.push(await costPoint(side, Math.round(areaInAll / side ** 2)));
  return { byNumber, byArea };
}

async function costPoint(side: number, rois: number): Promise<CostPoint> {
  const own = join(benchFolder, "data");
  const squares = await (rois === 1_000_000
    ? dataset("many", own)
    : dataset(squaresName(side, rois), join(own, "squares")));
  const cpu: Partial<Record<CurveGroup, number>> = {};
  for (const group of curveGroups) {
    // A table of a million rows and 125 columns says no more than that of a hundred thousand.
    if (group === "glcm" && rois > 500_000) continue;
    const job = { dataset: squares, features: groups[group], threads: 1 };
    const runs = Array.from({ length: rois > 50_000 ? 1 : 3 }, () => runPixelmetry(job).inside.cpu);
    cpu[group] = Math.min(...runs);
  }
  return { rois, area: side * side, cpu };
}
