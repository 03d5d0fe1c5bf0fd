/**
 * Neighbourhoods: the pixels of a ROI around each of its pixels, up to a Chebyshev distance, the pixel itself left
 * out. There is one matrix per ROI, or one per slice (IBSI reference manual, chapters 3.10 and 3.11).
 *
 * | dimension | neighbours of a volume's pixel | matrices                            |
 * |-----------|--------------------------------|-------------------------------------|
 * | 2D        | within its slice               | one per slice (8QNN)                |
 * | 2.5D      | within its slice               | those of all slices added up (62GR) |
 * | 3D        | in the volume                  | one (KOBO)                          |
 *
 * The value of a feature is the mean over the matrices. In a 2D image the rows coincide.
 * @module
 */
import { type GridLayout, type Missing, missing, type ParameterSchema, type Scratch } from "@pixelmetry/roi";
import type { Aggregation } from "./aggregation.ts";

/** Which pixels are neighbours, and of how many matrices a feature is the mean. */
export interface Neighbourhood {
  /** Chebyshev distance up to which pixels are neighbours. */
  readonly distance: number;
  readonly dimension: Aggregation["dimension"];
}

/** The two parameters of a family of neighbourhoods; their names start with the family. */
export const neighbourhoodParameters = {
  distance: {
    default: 1,
    description:
      "Chebyshev distance up to which pixels are neighbours: 1 means 8 neighbours in a plane and 26 in a volume",
    unit: "pixel",
    minimum: 1,
    maximum: 15,
    integer: true,
  },
  dimension: {
    default: "3D",
    description:
      "Neighbours of a volume's pixel: 3D in all dimensions, 2D within its slice with the mean over slices, 2.5D within its slice with one matrix of all slices; 2D images have one slice",
    choices: ["3D", "2D", "2.5D"],
  },
} as const satisfies ParameterSchema;

/** Whether neighbours lie in other slices too. */
const isDeep = ({ dimension }: Neighbourhood, ndim: 2 | 3): boolean => ndim === 3 && dimension === "3D";

/** Pixels of a neighbourhood, its centre included. */
export const neighbourhoodSize = (of: Neighbourhood, ndim: 2 | 3): number =>
  (2 * of.distance + 1) ** (isDeep(of, ndim) ? 3 : 2);

/** Offsets in a grid of the pixels with the same x in the rows (and planes) around; the centre among them. */
export function columnOffsets(
  of: Neighbourhood,
  ndim: 2 | 3,
  { pitchY, pitchZ }: GridLayout,
  scratch: Scratch,
): Int32Array {
  const { distance } = of;
  const deep = isDeep(of, ndim) ? distance : 0;
  const offsets = scratch.int32((2 * distance + 1) * (2 * deep + 1));
  let n = 0;
  for (let dz = -deep; dz <= deep; dz++) {
    for (let dy = -distance; dy <= distance; dy++) offsets[n++] = dy * pitchY + dz * pitchZ;
  }
  return offsets;
}

/** Why a ROI with this number of grey levels has no matrices. */
export const whyNone = (levels: number): Missing | undefined =>
  levels > 0 ? undefined : missing(levels === 0 ? "empty" : "exceeds-budget");
