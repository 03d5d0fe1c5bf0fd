/**
 * A processed image in the form in which families measure it. Both are cut to the region: families look no further.
 * @module
 */
import type { MemoryImage, PixelArray } from "@pixelmetry/roi";
import { crop } from "./crop.ts";
import type { Box } from "./mask.ts";
import type { Processed } from "./process.ts";
import type { Vector, Volume } from "./volume.ts";

/**
 * The region for families that measure what is inside: the label is the morphological mask, and voxels outside the
 * intensity mask are NaN, which families leave out of intensities.
 */
export function regionOf({
  response,
  morphologicalMask,
  intensityMask,
  diagnostics,
}: Processed): MemoryImage {
  const { box } = diagnostics.roi.interpolated.morphologicalMask;
  const intensity = new Float64Array(crop(response, box).data);
  const { data: counts } = crop(intensityMask, box);
  for (let i = 0; i < intensity.length; i++) if (counts[i] === 0) intensity[i] = Number.NaN;
  return memoryImage(crop(morphologicalMask, box), intensity);
}

/** Farthest that families look around the region, mm: the radius of the ball of 1 cm³. */
const reach = 6.203504908994;

/** The region for families that look around it: the label is the intensity mask, no voxel is left out. */
export function surroundingsOf({ response, intensityMask, diagnostics }: Processed): MemoryImage {
  const box = grow(diagnostics.roi.resegmented.intensityMask.box, response);
  return memoryImage(crop(intensityMask, box), crop(response, box).data);
}

function grow(box: Box, { size, spacing }: { readonly size: Vector; readonly spacing: Vector }): Box {
  const [x, y, z] = spacing.map((step) => Math.ceil(reach / step)) as unknown as Vector;
  return {
    x0: Math.max(0, box.x0 - x),
    y0: Math.max(0, box.y0 - y),
    z0: Math.max(0, box.z0 - z),
    x1: Math.min(size[0], box.x1 + x),
    y1: Math.min(size[1], box.y1 + y),
    z1: Math.min(size[2], box.z1 + z),
  };
}

function memoryImage(labels: Volume<Uint8Array>, intensity: PixelArray): MemoryImage {
  const [width, height, depth] = labels.size;
  const [x, y, z] = labels.spacing;
  return {
    labels: labels.data,
    intensity,
    width,
    height,
    depth,
    spacing: labels.spacing,
    spacingUm: [1000 * x, 1000 * y, 1000 * z],
  };
}
