/**
 * Aggregation: a texture matrix per direction and slice, or matrices of several of them added up. The six
 * combinations are those of the IBSI reference manual, chapter 3.6.
 *
 * |      | average                                     | merge                                         |
 * |------|---------------------------------------------|-----------------------------------------------|
 * | 2D   | matrix per slice and direction (BTW3)       | matrix per slice, of all directions (SUJT)    |
 * | 2.5D | matrix per direction, of all slices (JJUI)  | one matrix of all slices and directions (ZW7Z)|
 * | 3D   | matrix per direction of the volume (ITBB)   | one matrix of all directions (IAZD)           |
 *
 * The value of a feature is the mean over the matrices. In a 2D image the rows coincide.
 * @module
 */
import { type Missing, missing, type ParameterSchema, type Value } from "@pixelmetry/roi";
import { type Direction, planeDirections, volumeDirections } from "./directions.ts";

/** How many matrices a ROI has and what goes into each. */
export interface Aggregation {
  readonly dimension: "2D" | "2.5D" | "3D";
  readonly directions: "average" | "merge";
}

/** The two parameters of a family that aggregates; `prefix` is the family. */
export const aggregationParameters = {
  dimension: {
    default: "3D",
    description:
      "Neighbours of a volume: 3D in all 13 directions, 2D within each slice with the mean over slices, 2.5D within slices whose matrices are added up; 2D images have one slice",
    choices: ["3D", "2D", "2.5D"],
  },
  aggregation: {
    default: "average",
    description:
      "average: a feature of each direction's matrix, then the mean; merge: of one matrix of all directions",
    choices: ["average", "merge"],
  },
} as const satisfies ParameterSchema;

/** Directions in which pairs or runs are looked for. */
export function directionsOf({ dimension }: Aggregation, ndim: 2 | 3): readonly Direction[] {
  return ndim === 3 && dimension === "3D" ? volumeDirections : planeDirections;
}

/** Whether every slice has matrices of its own. */
export const isSliceWise = ({ dimension }: Aggregation, ndim: 2 | 3): boolean =>
  ndim === 3 && dimension === "2D";

/**
 * What is measured on the matrices of a ROI: row g holds the measures of matrix g. A measure is NaN where the
 * matrix is empty or leaves it undefined.
 */
export interface MatrixMeasures {
  /** Why there are no matrices. */
  readonly missing?: Missing;
  readonly matrices: number;
  /** Measures per matrix. */
  readonly width: number;
  readonly values: Float64Array;
  /** Whether matrix g counts anything. */
  readonly present: Uint8Array;
}

/** No matrices. */
export const noMeasures = (reason: Missing): MatrixMeasures => ({
  missing: reason,
  matrices: 0,
  width: 0,
  values: new Float64Array(0),
  present: new Uint8Array(0),
});

const tooFew = missing("too-few-pixels");
const constant = missing("constant-intensity");

/** Mean of a measure over the matrices that define it. */
export function meanOf(measures: MatrixMeasures, measure: number): Value {
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
  return counted === 0 ? tooFew : constant;
}

/** A measure of one matrix. */
export function valueOf(measures: MatrixMeasures, matrix: number, measure: number): Value {
  if (measures.missing !== undefined) return measures.missing;
  const value = measures.values[matrix * measures.width + measure];
  if (!Number.isNaN(value)) return value;
  return measures.present[matrix] === 0 ? tooFew : constant;
}
