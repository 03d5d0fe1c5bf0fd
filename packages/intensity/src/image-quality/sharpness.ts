/**
 * Sharpness by differences of differences, after Kumar, Chen and Doermann 2012, on the median-filtered image of the
 * bounding box. Beyond the box its outermost pixels are repeated.
 * @module
 */
import { defineAccumulator, defineSlabToken, type Scratch, type Slab } from "@pixelmetry/roi";
import { type IntensityGrid, intensityGrid } from "./intensity-grid.ts";

/** Rows of context: a window of 2, second differences of 2 beyond it, a median of 1 beyond those. */
const windowReach = 2;
const differenceReach = 2;
const smoothReach = windowReach + differenceReach;
const grid = intensityGrid(smoothReach + 1);

/** Rows [first, end) of the filtered image. */
interface Smoothed {
  readonly first: number;
  readonly end: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** The bounding box's image after a median of 3 x 3 pixels. */
const smoothed = defineSlabToken({
  key: `median_grid(${smoothReach})`,
  needs: { grid },
  reads: "intensity",
  halo: smoothReach + 1,
  cost: { perPixel: 60, perRoi: 300 },
  derive: (slab, { grid }, scratch): Smoothed => smooth(slab, grid, scratch),
});

function smooth(slab: Slab, { layout, intensity }: IntensityGrid, scratch: Scratch): Smoothed {
  const width = layout.width;
  const height = slab.roi.y1 - slab.roi.y0;
  const first = Math.max(0, slab.first - smoothReach);
  const end = Math.min(height, slab.end + smoothReach);
  const values = scratch.float64((end - first) * width);
  const nine = scratch.float64(9);
  for (let y = first; y < end; y++) {
    for (let x = 0; x < width; x++) {
      let n = 0;
      for (let dy = -1; dy <= 1; dy++) {
        const row = layout.origin + (clamp(y + dy, height) - slab.first) * layout.pitchY;
        for (let dx = -1; dx <= 1; dx++) nine[n++] = intensity[row + clamp(x + dx, width)];
      }
      values[(y - first) * width + x] = nine.sort()[4];
    }
  }
  return { first, end, width, height, values };
}

const clamp = (i: number, length: number): number => (i < 0 ? 0 : i >= length ? length - 1 : i);

const at = ({ first, width, height, values }: Smoothed, x: number, y: number): number =>
  values[(clamp(y, height) - first) * width + clamp(x, width)];

/** Half the difference of both neighbours along an axis. */
const gradient = (image: Smoothed, x: number, y: number, dx: number, dy: number): number =>
  Math.abs(at(image, x + dx, y + dy) - at(image, x - dx, y - dy)) / 2;

/** Largest gradients along x and y. */
const largestGradients = defineAccumulator({
  key: "largest_gradients",
  needs: { smoothed },
  reads: "intensity",
  halo: smoothReach + 1,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 10, perRoi: 200 },
  create: () => ({ x: 0, y: 0 }),
  update(state, slab, { smoothed: image }) {
    for (let y = slab.first; y < slab.end; y++) {
      for (let x = 0; x < image.width; x++) {
        state.x = Math.max(state.x, gradient(image, x, y, 1, 0));
        state.y = Math.max(state.y, gradient(image, x, y, 0, 1));
      }
    }
  },
  merge(into, from) {
    into.x = Math.max(into.x, from.x);
    into.y = Math.max(into.y, from.y);
  },
  read: ({ x, y }) => ({ x, y }),
});

/** Pixels with a gradient above this share of the largest are edges. */
const edgeShare = 1e-4;

/** Sum of the sharpness of edge pixels and their number, along x and along y. */
export interface SharpnessSums {
  readonly sumX: number;
  readonly edgesX: number;
  readonly sumY: number;
  readonly edgesY: number;
}

/** Sharpness of the edges of a ROI. */
export const sharpnessSums = defineAccumulator({
  key: "sharpness_sums",
  needs: { smoothed, largest: largestGradients },
  reads: "intensity",
  halo: smoothReach + 1,
  tolerance: 1e-12,
  dimensions: [2],
  cost: { perPixel: 80, perRoi: 500 },
  create: () => ({ sumX: 0, edgesX: 0, sumY: 0, edgesY: 0 }),
  update(state, slab, { smoothed: image, largest }) {
    for (let y = slab.first; y < slab.end; y++) {
      for (let x = 0; x < image.width; x++) {
        if (isEdge(image, x, y, 1, 0, largest.x)) {
          state.edgesX++;
          state.sumX += sharpness(image, x, y, 1, 0, largest.x);
        }
        if (isEdge(image, x, y, 0, 1, largest.y)) {
          state.edgesY++;
          state.sumY += sharpness(image, x, y, 0, 1, largest.y);
        }
      }
    }
  },
  merge(into, from) {
    into.sumX += from.sumX;
    into.edgesX += from.edgesX;
    into.sumY += from.sumY;
    into.edgesY += from.edgesY;
  },
  read: (state): SharpnessSums => state,
});

const isEdge = (image: Smoothed, x: number, y: number, dx: number, dy: number, largest: number): boolean =>
  gradient(image, x, y, dx, dy) > edgeShare * largest;

/** Second differences of the window over the contrast of its edges; 0 where these have none. */
function sharpness(image: Smoothed, x: number, y: number, dx: number, dy: number, largest: number): number {
  let differences = 0;
  let contrast = 0;
  for (let k = -windowReach; k <= windowReach; k++) {
    const [u, v] = [x + k * dx, y + k * dy];
    if (u < 0 || v < 0 || u >= image.width || v >= image.height) continue;
    const middle = at(image, u, v);
    const before = at(image, u - differenceReach * dx, v - differenceReach * dy);
    const after = at(image, u + differenceReach * dx, v + differenceReach * dy);
    differences += Math.abs(after - 2 * middle + before);
    if (isEdge(image, u, v, dx, dy, largest)) contrast += Math.abs(middle - at(image, u - dx, v - dy));
  }
  return contrast > 0 ? differences / contrast : 0;
}
