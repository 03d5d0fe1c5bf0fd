/**
 * The processing chain of IBSI chapter 1, up to the image and the two masks that features are measured on.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type Diagnostics, imageDiagnostics, roiDiagnostics } from "./diagnostics.ts";
import { interpolate, interpolateMask } from "./interpolate.ts";
import { checkSameGrid, countVoxels, maskOf, type Roi } from "./mask.ts";
import type { Interpolation, Pipeline } from "./pipeline.ts";
import { resegment } from "./resegment.ts";
import { roundIntensities } from "./round.ts";
import { gridOf, type Vector, type Volume } from "./volume.ts";

export interface ProcessOptions {
  /** Value of the region's voxels in the mask; every value but 0 when absent. */
  readonly label?: number;
  /** Names for messages. */
  readonly imageName?: string;
  readonly maskName?: string;
}

/** What features are measured on. Image and masks share a grid. */
export interface Processed extends Roi {
  /** Interpolated, not re-segmented. */
  readonly image: Volume;
  readonly diagnostics: Diagnostics;
}

/**
 * Rounds, interpolates and re-segments.
 * @param mask - on the grid of `image`
 * @throws PixelmetryError `geometry-mismatch`, `no-roi` when nothing of the region is left, `invalid-argument` for
 * interpolation of images that are not finite
 */
export function processImage(
  image: Volume,
  mask: Volume,
  pipeline: Pipeline,
  { label, imageName = "image", maskName = "mask" }: ProcessOptions = {},
): Processed {
  checkSameGrid(image, mask, maskName);
  // Headers round: the mask takes the grid of the image.
  const inside = { ...maskOf(mask, label, maskName), ...gridOf(image) };
  const loaded = pipeline.rounding === "nearest" ? roundIntensities(image) : image;
  const initial = { image: imageDiagnostics(loaded), roi: roiDiagnostics(loaded, both(inside)) };

  const { interpolation } = pipeline;
  if (interpolation !== null && initial.image.count < loaded.data.length) throw notFinite(imageName);
  const resampled = interpolation === null ? loaded : interpolateImage(loaded, interpolation);
  const covered = interpolation === null ? inside : interpolateRoi(inside, interpolation);
  if (countVoxels(covered) === 0) {
    throw nothingLeft(maskName, "interpolation leaves no voxel of the region", "use a smaller spacing");
  }
  const intensityMask = resegment(resampled, covered, pipeline.resegmentation);
  if (countVoxels(intensityMask) === 0) {
    throw nothingLeft(maskName, "re-segmentation leaves no voxel of the region", "use a wider range");
  }
  const roi = { morphologicalMask: covered, intensityMask };
  const diagnostics = {
    image: { initial: initial.image, interpolated: imageDiagnostics(resampled) },
    roi: {
      initial: initial.roi,
      interpolated: roiDiagnostics(resampled, both(covered)),
      resegmented: roiDiagnostics(resampled, roi),
    },
  };
  return { image: resampled, ...roi, diagnostics };
}

/** Both masks of a region before re-segmentation. */
const both = (mask: Volume<Uint8Array>): Roi => ({ morphologicalMask: mask, intensityMask: mask });

function interpolateImage(image: Volume, settings: Interpolation): Volume {
  const resampled = interpolate(image, spacingOf(image, settings), settings.image);
  return settings.rounding === "nearest" ? roundIntensities(resampled) : resampled;
}

const interpolateRoi = (mask: Volume<Uint8Array>, settings: Interpolation): Volume<Uint8Array> =>
  interpolateMask(mask, spacingOf(mask, settings), settings.mask, settings.threshold);

const spacingOf = ({ spacing: [, , z] }: Volume, { spacing }: Interpolation): Vector => [
  spacing[0],
  spacing[1],
  spacing[2] ?? z,
];

const notFinite = (where: string): PixelmetryError =>
  new PixelmetryError("invalid-argument", {
    where,
    what: "the image holds NaN or infinite voxels, which interpolation would spread",
    remedy: "replace them, or leave interpolation out",
  });

const nothingLeft = (where: string, what: string, remedy: string): PixelmetryError =>
  new PixelmetryError("no-roi", { where, what, remedy });
