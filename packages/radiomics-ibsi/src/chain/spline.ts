/**
 * Cubic B-splines through the samples of an axis that goes on for ever with its first and last sample
 * (Unser, Aldroubi and Eden 1993, doi:10.1109/78.193220; the closed forms at the ends are derived here).
 *
 * Beyond the ends the coefficients approach the boundary sample s geometrically, c[-k] = s + z^k (c[0] - s), and
 * s itself is ((4 + z) c[0] + c[1]) / (5 + z). So coefficients that lie outside are sums of two that do not.
 * @module
 */

/** Pole of the cubic B-spline filter. */
const pole = Math.sqrt(3) - 2;

/** What a coefficient `k` samples beyond an end is made of: the coefficient at the end and the one beside it. */
export interface SplineBorders {
  readonly last: number;
  readonly end: Float64Array;
  readonly beside: Float64Array;
}

/** Largest distance of a tap beyond an end: positions lie at most half a step outside. */
const reach = 2;

export function splineBorders(source: number): SplineBorders {
  const end = new Float64Array(reach + 1);
  const beside = new Float64Array(reach + 1);
  for (let k = 0; k <= reach; k++) {
    const decay = pole ** k;
    end[k] = decay + ((1 - decay) * (4 + pole)) / (5 + pole);
    beside[k] = (1 - decay) / (5 + pole);
  }
  return { last: source - 1, end, beside };
}

/** Writes the four taps of a position, none of them outside the axis. */
export function splineWeights(
  position: number,
  { last, end, beside }: SplineBorders,
  index: Int32Array,
  weight: Float64Array,
  at: number,
): void {
  const floor = Math.floor(position);
  const f = position - floor;
  const g = 1 - f;
  // Four neighbours that lie inside, whatever lies outside is folded into them.
  const base = Math.max(0, Math.min(floor - 1, last - 3));
  for (let t = 0; t < 4; t++) index[at + t] = Math.min(base + t, last);
  for (let t = 0; t < 4; t++) {
    const w =
      t === 0
        ? (g * g * g) / 6
        : t === 1
          ? (4 - 3 * f * f * (1 + g)) / 6
          : t === 2
            ? (4 - 3 * g * g * (1 + f)) / 6
            : (f * f * f) / 6;
    const i = floor - 1 + t;
    if (i < 0) {
      weight[at] += w * end[-i];
      weight[at + Math.min(1, last)] += w * beside[-i];
    } else if (i > last) {
      weight[at + last - base] += w * end[i - last];
      weight[at + Math.max(last - 1, 0) - base] += w * beside[i - last];
    } else weight[at + i - base] += w;
  }
}

/**
 * Replaces samples by the coefficients of the spline through them, along the middle axis of
 * `outer` × `length` × `inner` numbers.
 */
export function splineCoefficients(data: Float64Array, outer: number, length: number, inner: number): void {
  if (length === 1) return;
  // A constant s beyond an end has the filtered value 6 s / (1 - z) throughout.
  const rest = 6 / (1 - pole);
  const limits = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    const first = o * length * inner;
    const last = first + (length - 1) * inner;
    for (let i = 0; i < inner; i++) {
      limits[i] = rest * data[last + i];
      data[first + i] *= rest;
    }
    for (let p = first + inner; p < last + inner; p++) data[p] = 6 * data[p] + pole * data[p - inner];
    for (let i = 0; i < inner; i++) {
      const limit = limits[i];
      data[last + i] = -pole * (limit / (1 - pole) + (data[last + i] - limit) / (1 - pole * pole));
    }
    for (let p = last - 1; p >= first; p--) data[p] = pole * (data[p + inner] - data[p]);
  }
}
