import { type AnyFeature, defaultParameters, type ParametersOf } from "@pixelmetry/roi";
import { families } from "./families.ts";

/** All features of this package with default parameters, in alphabetical order. */
export function features(): readonly AnyFeature[] {
  return families
    .flatMap((family) =>
      family.features(defaultParameters(family.parameters) as ParametersOf<typeof family.parameters>),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
