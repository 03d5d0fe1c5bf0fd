import {
  type MeasuredRoi,
  type MeasureFamiliesOptions,
  type MemoryImage,
  measureFamilies,
} from "@pixelmetry/roi";
import { families } from "./families.ts";

/**
 * Measures the intensities of every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `unknown-feature`, `invalid-argument`, `geometry-mismatch`, `invalid-labels`, `no-roi`
 * @example
 * const labels = Uint8Array.of(1, 1, 2, 2);
 * const intensity = Uint16Array.of(3, 5, 7, 7);
 * const [first] = await measureIntensity({ labels, intensity, width: 4, height: 1 });
 * first?.values.intensity_mean; // 4
 */
export const measureIntensity = (
  image: MemoryImage,
  options?: MeasureFamiliesOptions,
): Promise<MeasuredRoi[]> => measureFamilies(families, image, options);
