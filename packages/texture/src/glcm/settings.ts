import {
  type Discretisation,
  discretisationKey,
  discretisationOf,
  discretisationValues,
  type ParameterSchema,
  type ParametersOf,
  textureDiscretisationParameters,
} from "@pixelmetry/roi";
import { type Aggregation, aggregationParameters } from "../aggregation.ts";

/** What a co-occurrence matrix depends on. */
export interface GlcmSettings extends Aggregation {
  readonly discretisation: Discretisation;
  /** Chebyshev distance between the pixels of a pair. */
  readonly distance: number;
  readonly symmetric: boolean;
}

export const glcmParameters = {
  ...textureDiscretisationParameters,
  "glcm.distance": {
    default: 1,
    description: "Distance between the two pixels of a pair, counted in steps along the direction",
    unit: "pixel",
    minimum: 1,
    maximum: 1024,
    integer: true,
  },
  "glcm.symmetric": {
    default: true,
    description:
      "Whether a pair counts in both orders, as IBSI defines, or only from the first pixel to the second",
  },
  "glcm.aggregation": aggregationParameters.aggregation,
  "glcm.dimension": aggregationParameters.dimension,
} as const satisfies ParameterSchema;

export function glcmSettings(p: ParametersOf<typeof glcmParameters>): GlcmSettings {
  return {
    discretisation: discretisationOf(p),
    distance: p["glcm.distance"],
    symmetric: p["glcm.symmetric"],
    dimension: p["glcm.dimension"] as Aggregation["dimension"],
    directions: p["glcm.aggregation"] as Aggregation["directions"],
  };
}

/** Identity of the matrices. */
export function glcmKey({
  discretisation,
  distance,
  symmetric,
  dimension,
  directions,
}: GlcmSettings): string {
  const order = symmetric ? "symmetric" : "ordered";
  return `glcm(${discretisationKey(discretisation)},d${distance},${order},${dimension},${directions})`;
}

/** The parameters behind the matrix of one direction of an image, for the metadata of columns. */
export function directionValues(s: GlcmSettings): Record<string, string | number | boolean> {
  return {
    ...discretisationValues(s.discretisation),
    "glcm.distance": s.distance,
    "glcm.symmetric": s.symmetric,
  };
}

/** The parameters behind all matrices of a ROI. */
export function matricesValues(s: GlcmSettings): Record<string, string | number | boolean> {
  return { ...directionValues(s), "glcm.aggregation": s.directions, "glcm.dimension": s.dimension };
}
