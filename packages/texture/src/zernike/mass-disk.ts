/**
 * The disk on which a ROI is expanded: around its centroid of intensity, through its farthest pixel.
 * @module
 */
import { type DerivedToken, defineAccumulator, defineDerived, type RoiAccumulator } from "@pixelmetry/roi";

/** First moments from the middle of the bounding box, and where each row begins and ends. Lengths in pixels. */
interface Extent {
  count: number;
  mass: number;
  massX: number;
  massY: number;
  /** First and last pixel of each row, relative to the bounding box; width and -1 for a row without pixels. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly middleX: number;
  readonly middleY: number;
  readonly spacingX: number;
  readonly spacingY: number;
}

/** Centre relative to the bounding box, pixels. */
export interface MassDisk {
  /** Number of finite pixels. */
  readonly count: number;
  readonly mass: number;
  readonly x: number;
  readonly y: number;
  /** Distance of the farthest pixel from the centre, in the unit of lengths. */
  readonly radius: number;
}

const massExtent: RoiAccumulator<Extent, Extent, Record<never, never>> = defineAccumulator({
  key: "mass_extent",
  needs: {},
  reads: "intensity",
  halo: 0,
  tolerance: 1e-12,
  dimensions: [2],
  cost: { perPixel: 1.5, perRoi: 400 },
  create: ({ roi, scratch }): Extent => {
    const [width, height] = [roi.x1 - roi.x0, roi.y1 - roi.y0];
    const [spacingX, spacingY] = roi.image.spacing;
    return {
      count: 0,
      mass: 0,
      massX: 0,
      massY: 0,
      left: scratch.int32(height).fill(width),
      right: scratch.int32(height).fill(-1),
      middleX: (width - 1) / 2,
      middleY: (height - 1) / 2,
      spacingX,
      spacingY,
    };
  },
  update(state, { runs, values, ownedFirst, ownedEnd }) {
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const from = runs.offset[r];
      const length = runs.length[r];
      const x = runs.x[r];
      const y = runs.y[r];
      let mass = 0;
      let massX = 0;
      for (let i = 0; i < length; i++) {
        const w = values[from + i];
        mass += w;
        massX += w * (x + i - state.middleX);
      }
      state.count += length;
      state.mass += mass;
      state.massX += massX;
      state.massY += mass * (y - state.middleY);
      if (x < state.left[y]) state.left[y] = x;
      if (x + length - 1 > state.right[y]) state.right[y] = x + length - 1;
    }
  },
  merge(into, from) {
    into.count += from.count;
    into.mass += from.mass;
    into.massX += from.massX;
    into.massY += from.massY;
    for (let y = 0; y < into.left.length; y++) {
      if (from.left[y] < into.left[y]) into.left[y] = from.left[y];
      if (from.right[y] > into.right[y]) into.right[y] = from.right[y];
    }
  },
  read: (state) => state,
});

/** The disk of a ROI; centre and radius mean something only for a positive mass. */
export const massDisk: DerivedToken<MassDisk, { extent: typeof massExtent }> = defineDerived({
  key: "mass_disk",
  needs: { extent: massExtent },
  cost: { perPixel: 0, perRoi: 200 },
  derive({ extent }) {
    const { count, mass, left, right, spacingX, spacingY } = extent;
    const x = extent.middleX + extent.massX / mass;
    const y = extent.middleY + extent.massY / mass;
    let square = 0;
    for (let row = 0; row < left.length; row++) {
      if (right[row] < 0) continue;
      const dx = Math.max(Math.abs(left[row] - x), Math.abs(right[row] - x)) * spacingX;
      const dy = (row - y) * spacingY;
      square = Math.max(square, dx * dx + dy * dy);
    }
    return { count, mass, x, y, radius: Math.sqrt(square) };
  },
});
