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
import type { ParameterSchema } from "@pixelmetry/roi";
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
export const isSliceWise = ({ dimension }: Pick<Aggregation, "dimension">, ndim: 2 | 3): boolean =>
  ndim === 3 && dimension === "2D";
