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

/** What a run length matrix depends on. */
export interface GlrlmSettings extends Aggregation {
  readonly discretisation: Discretisation;
}

export const glrlmParameters = {
  ...textureDiscretisationParameters,
  "glrlm.aggregation": aggregationParameters.aggregation,
  "glrlm.dimension": aggregationParameters.dimension,
} as const satisfies ParameterSchema;

export function glrlmSettings(p: ParametersOf<typeof glrlmParameters>): GlrlmSettings {
  return {
    discretisation: discretisationOf(p),
    dimension: p["glrlm.dimension"] as Aggregation["dimension"],
    directions: p["glrlm.aggregation"] as Aggregation["directions"],
  };
}

/** Identity of the matrices. */
export const glrlmKey = ({ discretisation, dimension, directions }: GlrlmSettings): string =>
  `glrlm(${discretisationKey(discretisation)},${dimension},${directions})`;

/** The parameters behind the matrix of one direction of an image, for the metadata of columns. */
export const directionValues = (s: GlrlmSettings): Record<string, string | number> =>
  discretisationValues(s.discretisation);

/** The parameters behind all matrices of a ROI. */
export const matricesValues = (s: GlrlmSettings): Record<string, string | number> => ({
  ...directionValues(s),
  "glrlm.aggregation": s.directions,
  "glrlm.dimension": s.dimension,
});
