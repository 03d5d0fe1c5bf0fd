/**
 * Geometric moments of a 2D ROI up to order 3 in x and in y, in one sweep over its pixels.
 * @module
 */

import {
  type DerivedToken,
  defineAccumulator,
  defineDerived,
  type RoiAccumulator,
  type SlabToken,
} from "../accumulator.ts";
import { ln } from "../numeric/elementary.ts";
import { integerPower, square } from "../numeric/integer-power.ts";
import { nothing } from "../token.ts";
import { type DistanceMap, distanceMap } from "./distance-map.ts";

/** What every pixel counts as: one, or its intensity. */
export type MomentMass = "shape" | "intensity";

/**
 * Sums of mass times u^p v^q with coordinates from the middle of the bounding box, in pixels; index 4 p + q. Near the
 * centroid powers stay small, so that moving the origin loses next to nothing.
 */
interface AnchoredSums {
  readonly sums: Float64Array;
  /** Pixels that were added. */
  count: number;
  /** From the middle of the bounding box to its first pixel, and the size of a pixel. */
  readonly anchorX: number;
  readonly anchorY: number;
  readonly spacingX: number;
  readonly spacingY: number;
}

/** Moments by index 4 p + q, p, q = 0..3; lengths are in the table's unit. */
export interface ImageMoments {
  /** Number of (finite) pixels. */
  readonly count: number;
  /** About the first pixel of the bounding box. */
  readonly raw: Float64Array;
  /** About the centroid. NaN when the mass is 0. */
  readonly central: Float64Array;
}

const weight = distanceMap("euclidean", { to: "edge" });

interface WeightNeeds {
  readonly [name: string]: SlabToken<DistanceMap, never>;
}

function sums(mass: MomentMass, weighted: boolean): RoiAccumulator<AnchoredSums, AnchoredSums, WeightNeeds> {
  const needs = (weighted ? { weight } : nothing) as unknown as WeightNeeds;
  return defineAccumulator({
    key: `moment_sums(${mass}${weighted ? ",weighted" : ""})`,
    needs,
    reads: mass === "shape" ? "mask" : "intensity",
    halo: 0,
    tolerance: 1e-12,
    dimensions: [2],
    cost: { perPixel: weighted ? 25 : 4, perRoi: 500 },
    create: ({ roi }) => ({
      sums: new Float64Array(16),
      count: 0,
      anchorX: (roi.x1 - roi.x0 - 1) / 2,
      anchorY: (roi.y1 - roi.y0 - 1) / 2,
      spacingX: roi.image.spacing[0],
      spacingY: roi.image.spacing[1],
    }),
    update(state, slab, needed) {
      const { runs, values, ownedFirst, ownedEnd } = slab;
      const total = state.sums;
      const map = (needed as { weight?: DistanceMap }).weight;
      for (let r = ownedFirst; r < ownedEnd; r++) {
        let u = runs.x[r] - state.anchorX;
        const v = runs.y[r] - state.anchorY;
        const from = runs.offset[r];
        const length = runs.length[r];
        const at =
          map === undefined
            ? 0
            : map.layout.origin + (runs.y[r] - slab.first) * map.layout.pitchY + runs.x[r];
        state.count += length;
        let s0 = 0;
        let s1 = 0;
        let s2 = 0;
        let s3 = 0;
        for (let i = 0; i < length; i++, u++) {
          let w = mass === "shape" ? 1 : values[from + i];
          if (map !== undefined) w *= ln(Math.sqrt(map.distances[at + i]) + 0.001);
          const u2 = u * u;
          s0 += w;
          s1 += w * u;
          s2 += w * u2;
          s3 += w * u2 * u;
        }
        const v2 = v * v;
        const v3 = v2 * v;
        add(total, 0, s0, v, v2, v3);
        add(total, 4, s1, v, v2, v3);
        add(total, 8, s2, v, v2, v3);
        add(total, 12, s3, v, v2, v3);
      }
    },
    merge(into, from) {
      for (let i = 0; i < 16; i++) into.sums[i] += from.sums[i];
      into.count += from.count;
    },
    read: (state) => state,
  });
}

function add(total: Float64Array, at: number, s: number, v: number, v2: number, v3: number): void {
  total[at] += s;
  total[at + 1] += s * v;
  total[at + 2] += s * v2;
  total[at + 3] += s * v3;
}

/** Moments with the origin moved by (dx, dy): sums of mass (u + dx)^p (v + dy)^q. */
function moved(from: Float64Array, dx: number, dy: number): Float64Array {
  const rows = new Float64Array(16);
  // First along x, then along y: binomial theorem, orders up to 3.
  for (let q = 0; q < 4; q++) {
    const [m0, m1, m2, m3] = [from[q], from[4 + q], from[8 + q], from[12 + q]];
    rows[q] = m0;
    rows[4 + q] = m1 + dx * m0;
    rows[8 + q] = m2 + dx * (2 * m1 + dx * m0);
    rows[12 + q] = m3 + dx * (3 * m2 + dx * (3 * m1 + dx * m0));
  }
  const out = new Float64Array(16);
  for (let p = 0; p < 16; p += 4) {
    const [m0, m1, m2, m3] = [rows[p], rows[p + 1], rows[p + 2], rows[p + 3]];
    out[p] = m0;
    out[p + 1] = m1 + dy * m0;
    out[p + 2] = m2 + dy * (2 * m1 + dy * m0);
    out[p + 3] = m3 + dy * (3 * m2 + dy * (3 * m1 + dy * m0));
  }
  return out;
}

function scaled(moments: Float64Array, sx: number, sy: number): Float64Array {
  return moments.map((m, i) => m * integerPower(sx, i >> 2) * integerPower(sy, i & 3));
}

const tokens = new Map<string, DerivedToken<ImageMoments>>();

/**
 * Geometric moments of a 2D ROI.
 * @param weighted - every pixel's mass is multiplied by ln(d + 0.001), where d is its distance in pixels to the
 *   nearest pixel of the ROI that touches background: the weight of Nyxus, with exact distances
 */
export function imageMoments(mass: MomentMass, weighted: boolean): DerivedToken<ImageMoments> {
  const key = `image_moments(${mass}${weighted ? ",weighted" : ""})`;
  const known = tokens.get(key);
  if (known !== undefined) return known;
  const token = defineDerived({
    key,
    needs: { anchored: sums(mass, weighted) },
    cost: { perPixel: 0, perRoi: 400 },
    derive: ({ anchored }): ImageMoments => {
      const { sums: m, anchorX, anchorY, spacingX, spacingY } = anchored;
      const central = moved(m, -m[4] / m[0], -m[1] / m[0]);
      // First moments about the centroid vanish by definition; what is left is rounding.
      if (m[0] !== 0) central[1] = central[4] = 0;
      return {
        count: anchored.count,
        raw: scaled(moved(m, anchorX, anchorY), spacingX, spacingY),
        central: scaled(central, spacingX, spacingY),
      };
    },
  }) as unknown as DerivedToken<ImageMoments>;
  tokens.set(key, token);
  return token;
}

/** Central (or raw) moment over mass^((p + q) / 2 + 1); NaN when the mass is not positive and the power is fractional. */
export function normalisedMoment(moments: Float64Array, p: number, q: number): number {
  const mass = moments[0];
  const whole = integerPower(mass, ((p + q) >> 1) + 1);
  return moments[4 * p + q] / ((p + q) % 2 === 0 ? whole : whole * Math.sqrt(mass));
}

/**
 * The seven invariants of Hu.
 * @param central - central moments by index 4 p + q
 * @see M.-K. Hu, Visual pattern recognition by moment invariants, 1962, doi:10.1109/TIT.1962.1057692
 */
export function huInvariants(central: Float64Array): readonly number[] {
  const n = (p: number, q: number): number => normalisedMoment(central, p, q);
  const [n20, n02, n11, n30, n03, n21, n12] = [n(2, 0), n(0, 2), n(1, 1), n(3, 0), n(0, 3), n(2, 1), n(1, 2)];
  const a = n30 + n12;
  const b = n21 + n03;
  const c = n30 - 3 * n12;
  const d = 3 * n21 - n03;
  return [
    n20 + n02,
    square(n20 - n02) + 4 * square(n11),
    square(c) + square(d),
    square(a) + square(b),
    c * a * (square(a) - 3 * square(b)) + d * b * (3 * square(a) - square(b)),
    (n20 - n02) * (square(a) - square(b)) + 4 * n11 * a * b,
    d * a * (square(a) - 3 * square(b)) - c * b * (3 * square(a) - square(b)),
  ];
}
