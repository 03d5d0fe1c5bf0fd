/**
 * All measures of a co-occurrence matrix, and the row of numbers they make.
 * @module
 */
import { dependenceMeasures } from "./dependence-measures.ts";
import { differenceMeasures } from "./difference-measures.ts";
import { jointMeasures } from "./joint-measures.ts";
import type { Matrix } from "./matrix.ts";
import type { Measure } from "./measure.ts";
import { sumMeasures } from "./sum-measures.ts";

export const measures: readonly Measure[] = [
  ...jointMeasures,
  ...differenceMeasures,
  ...sumMeasures,
  ...dependenceMeasures,
];

/** Writes the measures of a matrix to `out` from `at`. */
export function measureMatrix(matrix: Matrix, out: Float64Array, at: number): void {
  for (let i = 0; i < measures.length; i++) out[at + i] = measures[i].of(matrix);
}
