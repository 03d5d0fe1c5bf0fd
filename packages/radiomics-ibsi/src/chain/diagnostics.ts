/**
 * What image and region look like before and after every step: numbers to tell where two processing chains part.
 * @module
 */
import { type IntensitySummary, summarise } from "./intensity-summary.ts";
import { type Box, boundingBox, countVoxels, type Roi } from "./mask.ts";
import { axes, type Vector, type Volume } from "./volume.ts";

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

type Quantity<T> = readonly [tag: string, of: (from: T) => number];

const alongAxes = <T>(tag: string, of: (from: T) => Vector): Quantity<T>[] =>
  axes.map((axis, a) => [`${tag}_${axis}`, (from) => of(from)[a]!]);

const extent = ({ x0, y0, z0, x1, y1, z1 }: Box): Vector => [x1 - x0, y1 - y0, z1 - z0];

const ofImages: readonly Quantity<ImageDiagnostics>[] = [
  ...alongAxes<ImageDiagnostics>("img_dim", ({ size }) => size),
  ...alongAxes<ImageDiagnostics>("vox_dim", ({ spacing }) => spacing),
  ["mean_int", ({ mean }) => mean],
  ["min_int", ({ minimum }) => minimum],
  ["max_int", ({ maximum }) => maximum],
];

const ofRois: readonly Quantity<RoiDiagnostics>[] = [
  ...alongAxes<RoiDiagnostics>("int_mask_dim", ({ size }) => size),
  ...alongAxes<RoiDiagnostics>("int_mask_bb_dim", ({ intensityMask }) => extent(intensityMask.box)),
  ...alongAxes<RoiDiagnostics>("morph_mask_bb_dim", ({ morphologicalMask }) => extent(morphologicalMask.box)),
  ["int_mask_vox_count", ({ intensityMask }) => intensityMask.voxels],
  ["morph_mask_vox_count", ({ morphologicalMask }) => morphologicalMask.voxels],
  ["int_mask_mean_int", ({ intensities }) => intensities.mean],
  ["int_mask_min_int", ({ intensities }) => intensities.minimum],
  ["int_mask_max_int", ({ intensities }) => intensities.maximum],
];

const at = <T>(
  stage: string,
  quantities: readonly Quantity<T>[],
  of: (diagnostics: Diagnostics) => T,
): Quantity<Diagnostics>[] =>
  quantities.map(([tag, value]) => [`${tag}_${stage}`, (diagnostics) => value(of(diagnostics))]);

const all: readonly Quantity<Diagnostics>[] = [
  ...at("init_img", ofImages, ({ image }) => image.initial),
  ...at("interp_img", ofImages, ({ image }) => image.interpolated),
  ...at("init_roi", ofRois, ({ roi }) => roi.initial),
  ...at("interp_roi", ofRois, ({ roi }) => roi.interpolated),
  ...at("reseg_roi", ofRois, ({ roi }) => roi.resegmented),
];

/** Tags of the IBSI reference values for diagnostics: `img_dim_x_init_img`, `int_mask_vox_count_reseg_roi`, …. */
export const diagnosticTags: readonly string[] = all.map(([tag]) => tag);

/** The diagnostics by tag. */
export const diagnosticValues = (diagnostics: Diagnostics): Record<string, number> =>
  Object.fromEntries(all.map(([tag, of]) => [tag, of(diagnostics)]));
