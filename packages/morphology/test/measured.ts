import {
  type AnyFeature,
  defaultParameters,
  type Family,
  type MeasuredRoi,
  type MemoryImage,
  measure,
  type ParameterValue,
} from "@pixelmetry/roi";
import { families } from "../src/index.ts";

type Parameters = Readonly<Record<string, ParameterValue>>;

/** Features of a family with its default parameters, or with `parameters` in their place. */
export function featuresOf(family: Family, parameters: Parameters = {}): readonly AnyFeature[] {
  return family.features({ ...defaultParameters(family.parameters), ...parameters } as never);
}

/** All features of this package. */
export const allFeatures = (parameters: Parameters = {}): readonly AnyFeature[] =>
  families.flatMap((family) => featuresOf(family, parameters));

/** Values and reasons of all features by label. */
export async function measured(
  image: MemoryImage,
  parameters: Parameters = {},
): Promise<ReadonlyMap<number, MeasuredRoi>> {
  const rois = await measure(allFeatures(parameters), image);
  return new Map(rois.map((roi) => [roi.label, roi]));
}
