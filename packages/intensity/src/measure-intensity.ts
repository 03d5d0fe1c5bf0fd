import {
  defaultParameters,
  type discretisationParameters,
  type MeasuredRoi,
  type MeasureOptions,
  type MemoryImage,
  measure,
  type ParametersOf,
} from "@pixelmetry/roi";
import { intensity } from "./families.ts";

export interface MeasureIntensityOptions extends MeasureOptions {
  /** How intensities become grey levels, for entropy and uniformity; default: 64 bins over the ROI's range. */
  readonly parameters?: Partial<ParametersOf<typeof discretisationParameters>>;
}

/**
 * Measures all first-order features of every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `geometry-mismatch`, `invalid-labels`, `no-roi`
 * @example
 * const labels = Uint8Array.of(1, 1, 2, 2);
 * const intensity = Uint16Array.of(3, 5, 7, 7);
 * const [first] = await measureIntensity({ labels, intensity, width: 4, height: 1 });
 * first?.values.intensity_mean; // 4
 */
export function measureIntensity(
  image: MemoryImage,
  { parameters, ...options }: MeasureIntensityOptions = {},
): Promise<MeasuredRoi[]> {
  const features = intensity.features({ ...defaultParameters(intensity.parameters), ...parameters });
  return measure(features, image, options);
}
