/**
 * All measures of a co-occurrence matrix, and the row of numbers they make.
 * @module
 */
import { dependenceMeasures } from "./dependence-measures.ts";
import { differenceMeasures } from "./difference-measures.ts";
import { jointMeasures } from "./joint-measures.ts";
import type { Matrix } from "./matrix.ts";
import { maxCorrelated } from "./maximal-correlation.ts";
import type { CellMeasure, Measure } from "./measure.ts";
import { sumMeasures } from "./sum-measures.ts";

export const measures: readonly CellMeasure[] = [
  ...jointMeasures,
  ...differenceMeasures,
  ...sumMeasures,
  ...dependenceMeasures,
];

/** The one measure that needs the eigenvalues of the matrix. */
export const maximalCorrelationMeasure: Measure = {
  id: "glcm_maximal_correlation_coefficient",
  definition:
    "Largest correlation that two functions, one of each grey level of a pair, can have: 0 when the levels are independent, 1 when part of what one level says is certain from the other.",
  formula:
    "\\sqrt{\\lambda_2(Q)},\\quad Q_{ij} = \\sum_k \\frac{p_{ik}\\,p_{jk}}{p_x(i)\\,p_y(k)},\\ \\lambda_2 \\text{ the second largest eigenvalue}",
  unit: "dimensionless",
  nyxus: [],
  names: { pyradiomics: "glcm_MCC" },
  constant: "missing (constant intensity)",
  remark: `Number 14 of that paper. A matrix with a single grey level does not enter the mean; PyRadiomics gives it 0, or 1 when all have. mahotas takes the eigenvalues of correlations between rows of the matrix, which is something else. More than ${maxCorrelated} grey levels that occur: missing (exceeds budget).`,
};

/** Writes the measures of a matrix to `out` from `at`. */
export function measureMatrix(matrix: Matrix, out: Float64Array, at: number): void {
  for (let i = 0; i < measures.length; i++) out[at + i] = measures[i].of(matrix);
}
