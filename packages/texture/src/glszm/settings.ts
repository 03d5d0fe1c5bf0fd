import {
  discretisationKey,
  discretisationOf,
  discretisationValues,
  type ParameterSchema,
  type ParametersOf,
  textureDiscretisationParameters,
} from "@pixelmetry/roi";
import { dimensionParameter, type ZoneSettings } from "../zones/settings.ts";

export const glszmParameters = {
  ...textureDiscretisationParameters,
  "glszm.dimension": dimensionParameter,
} as const satisfies ParameterSchema;

export function glszmSettings(p: ParametersOf<typeof glszmParameters>): ZoneSettings {
  return {
    discretisation: discretisationOf(p),
    dimension: p["glszm.dimension"] as ZoneSettings["dimension"],
  };
}

/** Identity of the matrices. */
export const glszmKey = ({ discretisation, dimension }: ZoneSettings): string =>
  `glszm(${discretisationKey(discretisation)},${dimension})`;

/** The parameters behind the matrices, for the metadata of columns. */
export const glszmValues = (s: ZoneSettings): Record<string, string | number> => ({
  ...discretisationValues(s.discretisation),
  "glszm.dimension": s.dimension,
});
