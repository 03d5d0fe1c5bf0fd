/**
 * What is measured on the texture matrices of a ROI, and how that becomes the values of features.
 * @module
 */
import { type Missing, missing, type Scratch, type Value } from "@pixelmetry/roi";

/** Row g holds the measures of matrix g. */
export interface MatrixMeasures {
  /** Why there are no matrices. */
  readonly missing: Missing | undefined;
  readonly matrices: number;
  /** Measures per matrix. */
  readonly width: number;
  /** NaN where a matrix is empty or leaves a measure undefined. */
  readonly values: Float64Array;
  /** 1 for matrices that count anything, 0 for empty ones. */
  readonly present: Uint8Array;
}

/** Rows for `matrices` matrices, all empty. */
export function emptyMeasures(matrices: number, width: number, scratch: Scratch): MatrixMeasures {
  return {
    missing: undefined,
    matrices,
    width,
    values: scratch.float64(matrices * width).fill(Number.NaN),
    present: scratch.uint8(matrices),
  };
}

/** No matrices, for this reason. */
export const noMeasures = (reason: Missing): MatrixMeasures => ({
  missing: reason,
  matrices: 0,
  width: 0,
  values: new Float64Array(0),
  present: new Uint8Array(0),
});

/** Copies the rows that `from` has to `into`, which lacks them. */
export function addRows(into: MatrixMeasures, from: MatrixMeasures): void {
  const { width } = into;
  for (let g = 0; g < from.matrices; g++) {
    if (from.present[g] === 0) continue;
    into.present[g] = 1;
    into.values.set(from.values.subarray(g * width, (g + 1) * width), g * width);
  }
}

const tooFew = missing("too-few-pixels");
const constant = missing("constant-intensity");

/**
 * Mean of a measure over the matrices that define it: empty ones do not, one of a single level may not.
 * @param undefinedAs - the reason when matrices count something and none defines the measure
 */
export function meanOf(measures: MatrixMeasures, measure: number, undefinedAs: Missing = constant): Value {
  if (measures.missing !== undefined) return measures.missing;
  const { matrices, width, values, present } = measures;
  let sum = 0;
  let defined = 0;
  let counted = 0;
  for (let g = 0; g < matrices; g++) {
    counted += present[g];
    const value = values[g * width + measure];
    if (Number.isNaN(value)) continue;
    sum += value;
    defined++;
  }
  if (defined > 0) return sum / defined;
  return counted === 0 ? tooFew : undefinedAs;
}

/** A measure of one matrix. */
export function measureOf(measures: MatrixMeasures, matrix: number, measure: number): Value {
  if (measures.missing !== undefined) return measures.missing;
  const value = measures.values[matrix * measures.width + measure];
  if (!Number.isNaN(value)) return value;
  return measures.present[matrix] === 0 ? tooFew : constant;
}
