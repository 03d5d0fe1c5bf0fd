import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { differenceOfProducts } from "../numeric/difference-of-products.ts";
import { coordinateSums } from "./coordinate-sums.ts";

/**
 * Position and spread of the pixel centres, in pixels. `x`, `y`, `z` is the centroid relative to the corner of
 * the bounding box, whose absolute part would cost digits. `nnxx` and so on are n^2 times the central second
 * moments: integers, so that a line is recognised as one and a square as having no direction.
 */
export interface CentralMoments {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly nnxx: number;
  readonly nnyy: number;
  readonly nnzz: number;
  readonly nnxy: number;
  readonly nnxz: number;
  readonly nnyz: number;
}

/** Centroid and central second moments of the mask. */
export const centralMoments = defineDerived({
  key: "central_moments",
  needs: { roi: roiInfo, sums: coordinateSums },
  cost: { perPixel: 0, perRoi: 100 },
  derive({ roi, sums: { n, x, y, z, sx, sy, sz, sxx, syy, szz, sxy, sxz, syz } }): CentralMoments {
    return {
      n,
      // From the corner of the bounding box, not from whichever pixel was seen first.
      x: (sx + n * (x - roi.x0)) / n,
      y: (sy + n * (y - roi.y0)) / n,
      z: (sz + n * (z - roi.z0)) / n,
      nnxx: differenceOfProducts(n, sxx, sx, sx),
      nnyy: differenceOfProducts(n, syy, sy, sy),
      nnzz: differenceOfProducts(n, szz, sz, sz),
      nnxy: differenceOfProducts(n, sxy, sx, sy),
      nnxz: differenceOfProducts(n, sxz, sx, sz),
      nnyz: differenceOfProducts(n, syz, sy, sz),
    };
  },
});
