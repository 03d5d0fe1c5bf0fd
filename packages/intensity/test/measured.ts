import {
  type AnyFeature,
  type DType,
  defaultParameters,
  type Family,
  type MeasuredRoi,
  type MemoryImage,
  measure,
  type ParameterValue,
  pixelArray,
} from "@pixelmetry/roi";
import { families, intensity as firstOrder, histogram } from "../src/index.ts";

export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Features of a family with its default parameters, or with `parameters` in their place. */
export const featuresOf = (family: Family, parameters: Parameters = {}): readonly AnyFeature[] =>
  family.features({ ...defaultParameters(family.parameters), ...parameters } as never);

/** All features of this package. */
export const allFeatures = (parameters: Parameters = {}): readonly AnyFeature[] =>
  families.flatMap((family) => featuresOf(family, parameters));

/** The features that come from the distinct intensities of a ROI, wherever its pixels lie. */
export const firstOrderFeatures = (parameters: Parameters = {}): readonly AnyFeature[] =>
  [histogram, firstOrder].flatMap((family) => featuresOf(family, parameters));

/** Values and reasons of all first-order features by label. */
export async function measured(
  image: MemoryImage,
  parameters: Parameters = {},
): Promise<ReadonlyMap<number, MeasuredRoi>> {
  const rois = await measure(firstOrderFeatures(parameters), image);
  return new Map(rois.map((roi) => [roi.label, roi]));
}

/** Measures one ROI with these pixels. */
export async function measuredRoi(
  dtype: DType,
  pixels: ArrayLike<number>,
  parameters: Parameters = {},
): Promise<MeasuredRoi> {
  const intensity = pixelArray(dtype, pixels.length);
  intensity.set(pixels);
  const rois = await measured({ intensity, width: pixels.length, height: 1 }, parameters);
  return rois.get(1)!;
}
