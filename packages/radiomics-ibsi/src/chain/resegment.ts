/**
 * Re-segmentation: leaving voxels out of the intensity mask by their intensity (IBSI reference manual, chapter
 * 2.6; IFF1).
 * @module
 */
import { standardDeviation, summarise } from "./intensity-summary.ts";
import type { Resegmentation } from "./pipeline.ts";
import type { Volume } from "./volume.ts";

/**
 * The intensity mask that is left. Range and outliers are judged on the same voxels, those of `mask`; a voxel stays
 * when both keep it. Voxels that are NaN or infinite do not stay.
 */
export function resegment(
  image: Volume,
  mask: Volume<Uint8Array>,
  { range, outliers }: Resegmentation,
): Volume<Uint8Array> {
  const { data } = image;
  let [low, high] = [range[0] ?? -Number.MAX_VALUE, range[1] ?? Number.MAX_VALUE];
  if (outliers !== null) {
    const { mean, minimum, maximum } = summarise(data, mask.data);
    // A constant region has no outliers; its rounded mean may differ from its intensity.
    if (maximum > minimum) {
      const deviation = standardDeviation(data, mask.data, mean);
      low = Math.max(low, mean - outliers * deviation);
      high = Math.min(high, mean + outliers * deviation);
    }
  }
  const kept = new Uint8Array(data.length);
  for (let i = 0; i < kept.length; i++) {
    const value = data[i];
    kept[i] = mask.data[i] !== 0 && value >= low && value <= high ? 1 : 0;
  }
  return { ...mask, data: kept };
}
