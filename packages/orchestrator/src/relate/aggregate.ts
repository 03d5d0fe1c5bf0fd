/**
 * Statistics of children for each parent.
 * @module
 */
import type { RoiRelations } from "@pixelmetry/morphology";
import { PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";
import { computeStatistics, type Statistic } from "../statistics/statistic.ts";

/** A weight that every relation has: the pixels that child and parent share. */
export const overlapWeight = "overlap_pixels";

/** @throws PixelmetryError `invalid-argument` for a weight that is no column of the children's table */
export function checkWeights(statistics: readonly Statistic[], columns: readonly string[]): void {
  for (const { weight } of statistics) {
    if (weight === undefined || weight === overlapWeight || columns.includes(weight)) continue;
    const near = nearest(weight, [...columns, overlapWeight]);
    throw new PixelmetryError("invalid-argument", {
      where: "--aggregate",
      what: `the children's table has no column ${weight} to weight with`,
      remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : "measure that feature too",
    });
  }
}

/** The pairs of every parent: `pairs[start[row]]` up to `start[row + 1]`, which are in the order of parents. */
export function pairStarts({ parents, pairs }: RoiRelations): Int32Array {
  const start = new Int32Array(parents.labels.length + 1);
  let pair = 0;
  parents.labels.forEach((label, row) => {
    start[row] = pair;
    while (pair < pairs.parent.length && pairs.parent[pair] === label) pair++;
  });
  start[parents.labels.length] = pair;
  return start;
}

/**
 * Statistics of one column of the children for parents `from` up to `end`: one array per statistic, NaN where there is
 * none. Children that the table does not have take no part.
 */
export function aggregateColumn(
  relations: RoiRelations,
  start: Int32Array,
  [from, end]: readonly [number, number],
  statistics: readonly Statistic[],
  rowOf: ReadonlyMap<number, number>,
  values: Float64Array,
  columnOf: (name: string) => Float64Array,
): Float64Array[] {
  const { child, overlap } = relations.pairs;
  const out = statistics.map(() => new Float64Array(end - from).fill(Number.NaN));
  for (let parent = from; parent < end; parent++) {
    const pairs: number[] = [];
    for (let pair = start[parent]; pair < start[parent + 1]; pair++) {
      if (rowOf.has(child[pair])) pairs.push(pair);
    }
    const ofChildren = (column: Float64Array): Float64Array =>
      Float64Array.from(pairs, (pair) => column[rowOf.get(child[pair])!]);
    const weightOf = (name: string): Float64Array =>
      name === overlapWeight ? Float64Array.from(pairs, (pair) => overlap[pair]) : ofChildren(columnOf(name));
    computeStatistics(statistics, ofChildren(values), weightOf).forEach((value, s) => {
      if (value !== undefined && Number.isFinite(value)) out[s][parent - from] = value;
    });
  }
  return out;
}
