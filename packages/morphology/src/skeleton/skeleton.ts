import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { boundaryEdges } from "../contour/boundary-edges.ts";
import { type BitGrid, bitsOf, paintRegion, windowAt } from "./bit-grid.ts";
import { thin } from "./thin.ts";
import { branchesOf } from "./windows.ts";

/** What a skeleton consists of. */
export interface Skeleton {
  /** Pairs of pixels beside and above each other, and diagonal pairs without a pixel beside both. */
  readonly alongRow: number;
  readonly alongColumn: number;
  readonly diagonal: number;
  /** Pixels with one branch. */
  readonly endPoints: number;
  /** Pixels with at least three. */
  readonly branchPoints: number;
}

/** Bounding boxes of more pixels, margin included, have no skeleton: its plane of bits takes 24 MiB in all. */
export const largestBox = 1 << 26;

/** The skeleton by thinning; undefined for a bounding box that is too large. */
export const skeleton = defineDerived({
  key: "skeleton",
  needs: { roi: roiInfo, edges: boundaryEdges },
  cost: { perPixel: 150, perRoi: 10000 },
  derive({ roi, edges }): Skeleton | null {
    const [width, height] = [roi.x1 - roi.x0, roi.y1 - roi.y0];
    if (bitsOf(width, height) > largestBox) return null;
    const grid = paintRegion(edges, width, height);
    thin(grid);
    return partsOf(grid);
  },
});

/** Counts pairs from each pixel to those after it in raster order. */
function partsOf(grid: BitGrid): Skeleton {
  const { words, pitch, width, height } = grid;
  let [alongRow, alongColumn, diagonal, endPoints, branchPoints] = [0, 0, 0, 0, 0];
  for (let at = pitch; at < bitsOf(width, height) - pitch; at++) {
    if (words[at >>> 5] === 0) {
      at |= 31;
      continue;
    }
    const window = windowAt(grid, at);
    if ((window & 16) === 0) continue;
    const right = (window >> 5) & 1;
    const below = (window >> 7) & 1;
    alongRow += right;
    alongColumn += below;
    // To the lower left unless beside both, to the left and below; to the lower right likewise.
    if ((window & 0b001_001_000) === 0b001_000_000 && below === 0) diagonal++;
    if ((window & 0b100_000_000) !== 0 && right === 0 && below === 0) diagonal++;
    const branches = branchesOf[window];
    if (branches === 1) endPoints++;
    if (branches >= 3) branchPoints++;
  }
  return { alongRow, alongColumn, diagonal, endPoints, branchPoints };
}
