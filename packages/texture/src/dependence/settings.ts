import {
  type Discretisation,
  discretisationKey,
  discretisationOf,
  discretisationValues,
  type ParameterSchema,
  type ParameterValue,
  textureDiscretisationParameters,
} from "@pixelmetry/roi";
import { type Neighbourhood, neighbourhoodParameters } from "../neighbourhood.ts";

/** What a dependence matrix depends on. */
export interface DependenceSettings extends Neighbourhood {
  readonly discretisation: Discretisation;
  /** Largest difference of grey levels of two pixels that depend on each other. */
  readonly alpha: number;
}

const alpha = {
  default: 0,
  description: "Largest difference between the grey levels of a pixel and a neighbour that depends on it",
  unit: "grey level",
  minimum: 0,
  maximum: 65535,
  integer: true,
} as const;

/** The parameters of the two families; everything but the discretisation is each family's own. */
export const gldmParameters = {
  ...textureDiscretisationParameters,
  "gldm.distance": neighbourhoodParameters.distance,
  "gldm.alpha": alpha,
  "gldm.dimension": neighbourhoodParameters.dimension,
} as const satisfies ParameterSchema;

export const ngldmParameters = {
  ...textureDiscretisationParameters,
  "ngldm.distance": neighbourhoodParameters.distance,
  "ngldm.alpha": alpha,
  "ngldm.dimension": neighbourhoodParameters.dimension,
} as const satisfies ParameterSchema;

/** Picks the settings out of the parameters of `family`. */
export function dependenceSettings(
  family: "gldm" | "ngldm",
  p: Parameters<typeof discretisationOf>[0] & Readonly<Record<string, ParameterValue>>,
): DependenceSettings {
  return {
    discretisation: discretisationOf(p),
    distance: p[`${family}.distance`] as number,
    alpha: p[`${family}.alpha`] as number,
    dimension: p[`${family}.dimension`] as DependenceSettings["dimension"],
  };
}

/** Identity of the matrix: the same for both families, so that it is counted once. */
export const dependenceKey = ({ discretisation, distance, alpha, dimension }: DependenceSettings): string =>
  `dependence(${discretisationKey(discretisation)},d${distance},a${alpha},${dimension})`;

/** The parameters behind a matrix, for the metadata of columns. */
export const dependenceValues = (
  family: "gldm" | "ngldm",
  s: DependenceSettings,
): Record<string, string | number> => ({
  ...discretisationValues(s.discretisation),
  [`${family}.distance`]: s.distance,
  [`${family}.alpha`]: s.alpha,
  [`${family}.dimension`]: s.dimension,
});
