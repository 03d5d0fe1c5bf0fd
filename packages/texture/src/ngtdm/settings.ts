import {
  type Discretisation,
  discretisationKey,
  discretisationOf,
  discretisationValues,
  type ParameterSchema,
  type ParametersOf,
  textureDiscretisationParameters,
} from "@pixelmetry/roi";
import { type Neighbourhood, neighbourhoodParameters } from "../neighbourhood.ts";

/** What a grey tone difference matrix depends on. */
export interface NgtdmSettings extends Neighbourhood {
  readonly discretisation: Discretisation;
}

export const ngtdmParameters = {
  ...textureDiscretisationParameters,
  "ngtdm.distance": neighbourhoodParameters.distance,
  "ngtdm.dimension": neighbourhoodParameters.dimension,
} as const satisfies ParameterSchema;

export function ngtdmSettings(p: ParametersOf<typeof ngtdmParameters>): NgtdmSettings {
  return {
    discretisation: discretisationOf(p),
    distance: p["ngtdm.distance"],
    dimension: p["ngtdm.dimension"] as NgtdmSettings["dimension"],
  };
}

/** Identity of the matrix. */
export const ngtdmKey = ({ discretisation, distance, dimension }: NgtdmSettings): string =>
  `ngtdm(${discretisationKey(discretisation)},d${distance},${dimension})`;

/** The parameters behind a matrix, for the metadata of columns. */
export const ngtdmValues = (s: NgtdmSettings): Record<string, string | number> => ({
  ...discretisationValues(s.discretisation),
  "ngtdm.distance": s.distance,
  "ngtdm.dimension": s.dimension,
});
