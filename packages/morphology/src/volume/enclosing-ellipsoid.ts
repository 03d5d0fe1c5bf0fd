import { defineDerived } from "@pixelmetry/roi";
import { symmetricEigenvalues } from "../numeric/symmetric-eigenvalues.ts";
import { meshHull } from "./mesh-hull.ts";

/** Semi-axes of an ellipsoid in descending order, in the unit of lengths. */
export type SemiAxes = readonly [number, number, number];

/** The ellipsoid of least volume that holds the mesh. */
export const enclosingEllipsoid = defineDerived({
  key: "enclosing_ellipsoid",
  needs: { hull: meshHull },
  cost: { perPixel: 0, perRoi: 1_000_000 },
  derive: ({ hull }): SemiAxes => smallestEllipsoid(hull.corners),
});

/** Volume of the result over the least one, less 1, at most; the mesh lies inside in any case. */
const precision = 1e-9;
/** Convergence is linear and takes some hundred steps; the limit is there for the sake of certainty. */
const mostSteps = 200_000;

/**
 * Khachiyan's algorithm with away steps: weights of the points, whose weighted covariance is the ellipsoid up to a
 * factor, move to the point that lies farthest out or away from the one that lies deepest.
 * @see M. J. Todd, E. A. Yıldırım, On Khachiyan's algorithm for the computation of minimum-volume enclosing ellipsoids,
 *   2007, doi:10.1016/j.dam.2007.02.013
 * @param points - x, y, z of each, not all in one plane
 */
export function smallestEllipsoid(points: Float64Array): SemiAxes {
  const { scaled, scale } = aboutMiddle(points);
  const count = points.length / 3;
  const weights = new Float64Array(count);
  const extremes = extremePoints(scaled);
  for (const i of extremes) weights[i] = 1 / extremes.length;
  let moments = momentsOf(scaled, weights);
  for (let step = 0; step < mostSteps; step++) {
    const { far, deep, farthest, deepest } = distances(
      scaled,
      weights,
      inverse(moments.covariance),
      moments.mean,
    );
    // In the lifted space of dimension 4 the distance of every point of the ellipsoid is 4.
    const above = farthest / 3 - 1;
    if (above <= (2 / 3) * precision) break;
    if (above * 3 >= 3 - deepest) shift(weights, far, (farthest - 3) / (4 * farthest));
    else shift(weights, deep, (deepest - 3) / (4 * deepest));
    moments = momentsOf(scaled, weights);
  }
  const { farthest } = distances(scaled, weights, inverse(moments.covariance), moments.mean);
  const axes = symmetricEigenvalues(physical(moments.covariance, scale)).map((n) => Math.sqrt(n * farthest));
  return [axes[0], axes[1], axes[2]];
}

/** Moves a share of all weights to point i; a negative share takes from it, at most all it has. */
function shift(weights: Float64Array, i: number, wanted: number): void {
  const most = -weights[i] / (1 - weights[i]);
  const share = Math.max(wanted, most);
  for (let k = 0; k < weights.length; k++) weights[k] *= 1 - share;
  weights[i] = share === most ? 0 : weights[i] + share;
}

/** Points from the middle of their box with each axis in units of its extent, which keeps thin regions accurate. */
function aboutMiddle(points: Float64Array): { scaled: Float64Array; scale: readonly number[] } {
  const low = [0, 1, 2].map(() => Number.POSITIVE_INFINITY);
  const high = [0, 1, 2].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < points.length; i++) {
    low[i % 3] = Math.min(low[i % 3], points[i]);
    high[i % 3] = Math.max(high[i % 3], points[i]);
  }
  const scale = high.map((most, k) => (most - low[k]) / 2);
  return { scaled: points.map((p, i) => (p - low[i % 3]) / scale[i % 3] - 1), scale };
}

/** The two extreme points along each of several directions that span space. */
function extremePoints(points: Float64Array): number[] {
  const chosen = new Set<number>();
  for (const [x, y, z] of [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 1],
    [1, -1, 1],
    [1, 1, -1],
    [-1, 1, 1],
  ]) {
    let [low, high] = [0, 0];
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; 3 * i < points.length; i++) {
      const at = x * points[3 * i] + y * points[3 * i + 1] + z * points[3 * i + 2];
      if (at < least) [low, least] = [i, at];
      if (at > most) [high, most] = [i, at];
    }
    chosen.add(low).add(high);
  }
  return [...chosen];
}

interface Symmetric {
  readonly xx: number;
  readonly yy: number;
  readonly zz: number;
  readonly xy: number;
  readonly xz: number;
  readonly yz: number;
}

/** Weighted mean and covariance. */
function momentsOf(
  points: Float64Array,
  weights: Float64Array,
): { covariance: Symmetric; mean: readonly [number, number, number] } {
  let [mx, my, mz] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    mx += weights[i] * points[3 * i];
    my += weights[i] * points[3 * i + 1];
    mz += weights[i] * points[3 * i + 2];
  }
  let [xx, yy, zz, xy, xz, yz] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i];
    if (w === 0) continue;
    const [x, y, z] = [points[3 * i] - mx, points[3 * i + 1] - my, points[3 * i + 2] - mz];
    xx += w * x * x;
    yy += w * y * y;
    zz += w * z * z;
    xy += w * x * y;
    xz += w * x * z;
    yz += w * y * z;
  }
  return { covariance: { xx, yy, zz, xy, xz, yz }, mean: [mx, my, mz] };
}

function inverse({ xx, yy, zz, xy, xz, yz }: Symmetric): Symmetric {
  const a = yy * zz - yz * yz;
  const b = xz * yz - xy * zz;
  const c = xy * yz - xz * yy;
  const determinant = xx * a + xy * b + xz * c;
  return {
    xx: a / determinant,
    xy: b / determinant,
    xz: c / determinant,
    yy: (xx * zz - xz * xz) / determinant,
    yz: (xy * xz - xx * yz) / determinant,
    zz: (xx * yy - xy * xy) / determinant,
  };
}

/** Squared distances from the mean in units of the covariance: the largest, and the least of a point with weight. */
function distances(
  points: Float64Array,
  weights: Float64Array,
  { xx, yy, zz, xy, xz, yz }: Symmetric,
  [mx, my, mz]: readonly [number, number, number],
): { far: number; deep: number; farthest: number; deepest: number } {
  let [far, deep] = [0, 0];
  let [farthest, deepest] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < weights.length; i++) {
    const [x, y, z] = [points[3 * i] - mx, points[3 * i + 1] - my, points[3 * i + 2] - mz];
    const square = x * (xx * x + 2 * (xy * y + xz * z)) + y * (yy * y + 2 * yz * z) + zz * z * z;
    if (square > farthest) {
      farthest = square;
      far = i;
    }
    if (weights[i] > 0 && square < deepest) {
      deepest = square;
      deep = i;
    }
  }
  return { far, deep, farthest, deepest };
}

const physical = (m: Symmetric, [sx, sy, sz]: readonly number[]): Symmetric => ({
  xx: m.xx * sx * sx,
  yy: m.yy * sy * sy,
  zz: m.zz * sz * sz,
  xy: m.xy * sx * sy,
  xz: m.xz * sx * sz,
  yz: m.yz * sy * sz,
});
