/**
 * The processing chain of IBSI: from an image and a mask to what features are measured on.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { filterVolume } from "../filters/filter-volume.ts";
import { type Diagnostics, type ImageDiagnostics, imageDiagnostics, roiDiagnostics } from "./diagnostics.ts";
import { interpolate, interpolateMask } from "./interpolate.ts";
import { checkSameGrid, countVoxels, maskOf, type Roi } from "./mask.ts";
import type { Interpolation, Pipeline } from "./pipeline.ts";
import { resegment } from "./resegment.ts";
import { roundIntensities } from "./round.ts";
import { type Grid, gridOf, type Vector, type Volume } from "./volume.ts";

/** Names for messages. */
export interface ProcessOptions {
  /** Value of the region's voxels in the mask; every value but 0 when absent. */
  readonly label?: number;
  readonly imageName?: string;
  readonly maskName?: string;
}

/** An image that regions can be measured on, one after another. */
export interface PreparedImage {
  readonly pipeline: Pipeline;
  /** Rounded as the pipeline says. */
  readonly loaded: Volume;
  /** Interpolated. */
  readonly image: Volume;
  /** What features are measured on: the response of the filter, or the interpolated image. */
  readonly response: Volume;
  readonly diagnostics: Pick<Diagnostics, "image">;
}

/** What features are measured on. Image, response and masks share a grid. */
export interface Processed extends Roi {
  /** Interpolated, not re-segmented. */
  readonly image: Volume;
  /** What features are measured on: the response of the filter, or the interpolated image. */
  readonly response: Volume;
  readonly diagnostics: Diagnostics;
}

/**
 * Rounds, interpolates, filters and re-segments.
 * @param mask - on the grid of `image`
 * @throws PixelmetryError `geometry-mismatch`, `no-roi` when nothing of the region is left, `invalid-argument` for
 * images that cannot be interpolated or filtered because they are not finite, `memory-budget` for spacings that make
 * too many voxels
 */
export function processImage(
  image: Volume,
  mask: Volume,
  pipeline: Pipeline,
  options: ProcessOptions = {},
): Processed {
  checkSameGrid(image, mask, options.maskName ?? "mask");
  return processRegion(prepareImage(image, pipeline, options.imageName), mask, options);
}

/** The steps that do not depend on the region; see {@link processImage}. */
export function prepareImage(image: Volume, pipeline: Pipeline, where = "image"): PreparedImage {
  const { interpolation, filter } = pipeline;
  const loaded = pipeline.rounding === "nearest" ? roundIntensities(image) : image;
  const initial = imageDiagnostics(loaded);
  if (interpolation !== null && initial.count < loaded.data.length) throw notFinite(where);
  const resampled = interpolation === null ? loaded : interpolateImage(loaded, interpolation);
  const interpolated: ImageDiagnostics = interpolation === null ? initial : imageDiagnostics(resampled);
  return {
    pipeline,
    loaded,
    image: resampled,
    response: filter === null ? resampled : filterVolume(resampled, filter),
    diagnostics: { image: { initial, interpolated } },
  };
}

/** The steps of one region of a prepared image; see {@link processImage}. */
export function processRegion(
  { pipeline, loaded, image, response, diagnostics }: PreparedImage,
  mask: Volume,
  { label, maskName = "mask" }: Omit<ProcessOptions, "imageName"> = {},
): Processed {
  checkSameGrid(loaded, mask, maskName);
  // Headers round: the mask takes the grid of the image.
  const inside = { ...maskOf(mask, label, maskName), ...gridOf(loaded) };
  const { interpolation, resegmentation } = pipeline;
  const covered = interpolation === null ? inside : interpolateRoi(inside, interpolation);
  if (countVoxels(covered) === 0) {
    throw nothingLeft(maskName, "interpolation leaves no voxel of the region", "use a smaller spacing");
  }
  const intensityMask = resegment(image, covered, resegmentation);
  if (countVoxels(intensityMask) === 0) {
    throw nothingLeft(maskName, "re-segmentation leaves no voxel of the region", "use a wider range");
  }
  const roi = { morphologicalMask: covered, intensityMask };
  return {
    image,
    response,
    ...roi,
    diagnostics: {
      ...diagnostics,
      roi: {
        initial: roiDiagnostics(loaded, both(inside)),
        interpolated: roiDiagnostics(image, both(covered)),
        resegmented: roiDiagnostics(image, roi),
      },
    },
  };
}

/** Both masks of a region before re-segmentation. */
const both = (mask: Volume<Uint8Array>): Roi => ({ morphologicalMask: mask, intensityMask: mask });

function interpolateImage(image: Volume, settings: Interpolation): Volume {
  const resampled = interpolate(image, spacingOf(image, settings), settings.image);
  return settings.rounding === "nearest" ? roundIntensities(resampled) : resampled;
}

const interpolateRoi = (mask: Volume<Uint8Array>, settings: Interpolation): Volume<Uint8Array> =>
  interpolateMask(mask, spacingOf(mask, settings), settings.mask, settings.threshold);

const spacingOf = ({ spacing: [, , z] }: Grid, { spacing }: Interpolation): Vector => [
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
