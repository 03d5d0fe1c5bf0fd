/**
 * Regions of interest: masks, and what lies under them.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { axes, type Grid, type Volume } from "./volume.ts";

/** A region, as IBSI keeps it: its shape, and the voxels whose intensities count. */
export interface Roi {
  /** 1 inside, 0 outside. */
  readonly morphologicalMask: Volume<Uint8Array>;
  /** Part of the morphological mask. */
  readonly intensityMask: Volume<Uint8Array>;
}

/** Smallest box of a mask; upper bounds are exclusive. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  readonly x1: number;
  readonly y1: number;
  readonly z1: number;
}

/**
 * The voxels of a label image that belong to a region.
 * @param label - value of its voxels; every value but 0 when absent
 * @throws PixelmetryError `no-roi` when there are none
 */
export function maskOf(labels: Volume, label: number | undefined, where: string): Volume<Uint8Array> {
  const { data, ...grid } = labels;
  const mask = new Uint8Array(data.length);
  let count = 0;
  for (let i = 0; i < mask.length; i++) {
    if (label === undefined ? data[i] !== 0 && !Number.isNaN(data[i]) : data[i] === label) {
      mask[i] = 1;
      count++;
    }
  }
  if (count === 0) {
    throw new PixelmetryError("no-roi", {
      where,
      what: label === undefined ? "every voxel of the mask is 0" : `no voxel of the mask is ${label}`,
      remedy: "check that the mask belongs to the image, and the label",
    });
  }
  return { ...grid, data: mask };
}

/** Number of voxels inside. */
export function countVoxels({ data }: Volume<Uint8Array>): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) count += data[i];
  return count;
}

/** Smallest box around the voxels inside; all bounds are 0 when there are none. */
export function boundingBox({ data, size: [width, height, depth] }: Volume<Uint8Array>): Box {
  let [x0, y0, z0, x1, y1, z1] = [width, height, depth, 0, 0, 0];
  for (let z = 0, row = 0; z < depth; z++) {
    for (let y = 0; y < height; y++, row += width) {
      const first = data.subarray(row, row + width).indexOf(1);
      if (first < 0) continue;
      const end = data.subarray(row, row + width).lastIndexOf(1) + 1;
      if (first < x0) x0 = first;
      if (end > x1) x1 = end;
      if (y < y0) y0 = y;
      if (y >= y1) y1 = y + 1;
      if (z < z0) z0 = z;
      z1 = z + 1;
    }
  }
  return z1 === 0 ? { x0: 0, y0: 0, z0: 0, x1: 0, y1: 0, z1: 0 } : { x0, y0, z0, x1, y1, z1 };
}

/** Part of a voxel by which two grids may miss each other: headers round. */
const alignment = 1e-3;

/**
 * Checks that a mask lies on the grid of its image.
 * @throws PixelmetryError `geometry-mismatch`
 */
export function checkSameGrid(image: Grid, mask: Grid, where: string): void {
  const wrong = (what: string, expected: readonly number[], received: readonly number[]): PixelmetryError =>
    new PixelmetryError("geometry-mismatch", {
      where,
      what: `the ${what} of the mask is not that of the image`,
      expected: expected.join(", "),
      received: received.join(", "),
      remedy: "resample the mask to the grid of the image",
    });
  if (axes.some((_, a) => image.size[a] !== mask.size[a])) throw wrong("size", image.size, mask.size);
  const far = axes.some(
    (_, a) => Math.abs(image.spacing[a] - mask.spacing[a]) * image.size[a] > alignment * image.spacing[a],
  );
  if (far) throw wrong("spacing", image.spacing, mask.spacing);
  const step = Math.min(...image.spacing);
  if (axes.some((_, a) => Math.abs(image.origin[a] - mask.origin[a]) > alignment * step)) {
    throw wrong("origin", image.origin, mask.origin);
  }
  if (image.direction.some((cosine, i) => Math.abs(cosine - mask.direction[i]) > alignment)) {
    throw wrong("direction", image.direction, mask.direction);
  }
}
