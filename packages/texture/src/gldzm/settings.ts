import {
  discretisationKey,
  discretisationOf,
  discretisationValues,
  type ParameterSchema,
  type ParametersOf,
  textureDiscretisationParameters,
} from "@pixelmetry/roi";
import { dimensionParameter, type ZoneSettings } from "../zones/settings.ts";

export const gldzmParameters = {
  ...textureDiscretisationParameters,
  "gldzm.dimension": dimensionParameter,
} as const satisfies ParameterSchema;

export function gldzmSettings(p: ParametersOf<typeof gldzmParameters>): ZoneSettings {
  return {
    discretisation: discretisationOf(p),
    dimension: p["gldzm.dimension"] as ZoneSettings["dimension"],
  };
}

/** Identity of the matrices. */
export const gldzmKey = ({ discretisation, dimension }: ZoneSettings): string =>
  `gldzm(${discretisationKey(discretisation)},${dimension})`;

/** The parameters behind the matrices, for the metadata of columns. */
export const gldzmValues = (s: ZoneSettings): Record<string, string | number> => ({
  ...discretisationValues(s.discretisation),
  "gldzm.dimension": s.dimension,
});
