/**
 * What image and region look like before and after every step: numbers to tell where two processing chains part.
 * @module
 */
import { type IntensitySummary, summarise } from "./intensity-summary.ts";
import { type Box, boundingBox, countVoxels, type Roi } from "./mask.ts";
import type { Vector, Volume } from "./volume.ts";

export interface ImageDiagnostics extends IntensitySummary {
  readonly size: Vector;
  /** mm */
  readonly spacing: Vector;
}

export interface RoiDiagnostics {
  readonly size: Vector;
  readonly morphologicalMask: { readonly voxels: number; readonly box: Box };
  readonly intensityMask: { readonly voxels: number; readonly box: Box };
  /** Intensities in the intensity mask. */
  readonly intensities: IntensitySummary;
}

export interface Diagnostics {
  readonly image: { readonly initial: ImageDiagnostics; readonly interpolated: ImageDiagnostics };
  readonly roi: {
    readonly initial: RoiDiagnostics;
    readonly interpolated: RoiDiagnostics;
    readonly resegmented: RoiDiagnostics;
  };
}

export const imageDiagnostics = ({ data, size, spacing }: Volume): ImageDiagnostics => ({
  size,
  spacing,
  ...summarise(data),
});

export const roiDiagnostics = (image: Volume, { morphologicalMask, intensityMask }: Roi): RoiDiagnostics => ({
  size: image.size,
  morphologicalMask: { voxels: countVoxels(morphologicalMask), box: boundingBox(morphologicalMask) },
  intensityMask: { voxels: countVoxels(intensityMask), box: boundingBox(intensityMask) },
  intensities: summarise(image.data, intensityMask.data),
});

/**
 * The diagnostics under the tags of the IBSI reference values: `img_dim_x_init_img`,
 * `int_mask_vox_count_reseg_roi`, ….
 */
export function diagnosticValues({ image, roi }: Diagnostics): Record<string, number> {
  return {
    ...imageValues(image.initial, "init_img"),
    ...imageValues(image.interpolated, "interp_img"),
    ...roiValues(roi.initial, "init_roi"),
    ...roiValues(roi.interpolated, "interp_roi"),
    ...roiValues(roi.resegmented, "reseg_roi"),
  };
}

const imageValues = (image: ImageDiagnostics, stage: string): Record<string, number> => ({
  ...alongAxes("img_dim", image.size, stage),
  ...alongAxes("vox_dim", image.spacing, stage),
  [`mean_int_${stage}`]: image.mean,
  [`min_int_${stage}`]: image.minimum,
  [`max_int_${stage}`]: image.maximum,
});

const roiValues = (roi: RoiDiagnostics, stage: string): Record<string, number> => ({
  ...alongAxes("int_mask_dim", roi.size, stage),
  ...alongAxes("int_mask_bb_dim", extents(roi.intensityMask.box), stage),
  ...alongAxes("morph_mask_bb_dim", extents(roi.morphologicalMask.box), stage),
  [`int_mask_vox_count_${stage}`]: roi.intensityMask.voxels,
  [`morph_mask_vox_count_${stage}`]: roi.morphologicalMask.voxels,
  [`int_mask_mean_int_${stage}`]: roi.intensities.mean,
  [`int_mask_min_int_${stage}`]: roi.intensities.minimum,
  [`int_mask_max_int_${stage}`]: roi.intensities.maximum,
});

const alongAxes = (tag: string, [x, y, z]: Vector, stage: string): Record<string, number> => ({
  [`${tag}_x_${stage}`]: x,
  [`${tag}_y_${stage}`]: y,
  [`${tag}_z_${stage}`]: z,
});

const extents = ({ x0, y0, z0, x1, y1, z1 }: Box): Vector => [x1 - x0, y1 - y0, z1 - z0];
