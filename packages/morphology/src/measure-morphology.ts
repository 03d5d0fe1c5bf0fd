import {
  type MeasuredRoi,
  type MeasureFamiliesOptions,
  type MemoryImage,
  measureFamilies,
} from "@pixelmetry/roi";
import { families } from "./families.ts";

/**
 * Measures size and shape of every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `unknown-feature`, `invalid-argument`, `geometry-mismatch`, `invalid-labels`, `no-roi`
 * @example
 * const [roi] = await measureMorphology({ labels: Uint8Array.of(1, 1, 0, 1), width: 2, height: 2 });
 * roi?.values["morphology_area"]; // 3
 */
export const measureMorphology = (
  image: MemoryImage,
  options?: MeasureFamiliesOptions,
): Promise<MeasuredRoi[]> => measureFamilies(families, image, options);
