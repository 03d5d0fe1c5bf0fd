import {
  type MeasuredRoi,
  type MeasureFamiliesOptions,
  type MemoryImage,
  measureFamilies,
} from "@pixelmetry/roi";
import { families } from "./families.ts";

/**
 * Measures the texture of every ROI of an image in memory.
 * @returns ROIs in ascending order of labels; a value that is undefined is null, with its reason in `missing`
 * @throws PixelmetryError `unknown-feature`, `invalid-argument`, `geometry-mismatch`, `invalid-labels`, `no-roi`
 * @example
 * const intensity = Uint8Array.of(1, 2, 1, 2);
 * const [roi] = await measureTexture({ intensity, width: 4, height: 1 }, { features: ["glcm_contrast"] });
 * roi?.values.glcm_contrast; // 3969: levels 1 and 64 side by side
 */
export const measureTexture = (
  image: MemoryImage,
  options?: MeasureFamiliesOptions,
): Promise<MeasuredRoi[]> => measureFamilies(families, image, options);
