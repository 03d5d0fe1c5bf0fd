/**
 * The intensity-volume histogram: which share of a ROI is at least as bright as each level.
 * @module
 */
import { type DerivedToken, defineDerived, type Multiset, valueCounts } from "@pixelmetry/roi";
import { type IvhSettings, ivhKey } from "./settings.ts";

/**
 * Levels are numbered 0 to `last`; level k stands for the intensity `first + k * step`. Only levels that occur
 * are listed, so memory follows the distinct intensities, however fine the levels are.
 */
export interface IntensityVolumeHistogram {
  /** Number of pixels; 0 when the ROI has no finite one. */
  readonly n: number;
  readonly first: number;
  readonly step: number;
  readonly last: number;
  /** Levels that pixels have, ascending; below 0 and above `last` when intensities exceed the range. */
  readonly levels: Float64Array;
  /** Pixels at each of these levels or above. */
  readonly atLeast: Float64Array;
}

/** The histogram of a ROI. */
export function intensityVolumeHistogram(
  s: IvhSettings,
): DerivedToken<IntensityVolumeHistogram, { readonly counts: typeof valueCounts }> {
  return defineDerived({
    key: ivhKey(s),
    needs: { counts: valueCounts },
    cost: { perPixel: 0.5, perRoi: 500 },
    derive: ({ counts }) => histogramOf(s, counts),
  });
}

/** Places the levels and counts the pixels at or above each. */
export function histogramOf(s: IvhSettings, { n, values, counts }: Multiset): IntensityVolumeHistogram {
  const distinct = values.length;
  const [low, high] = [values[0] ?? 0, values[distinct - 1] ?? 0];
  const scale = scaleOf(s, low, high);
  const levels = new Float64Array(distinct);
  const atLeast = new Float64Array(distinct);
  for (let i = 0; i < distinct; i++) levels[i] = levelOf(s, values[i], low, high);
  let above = 0;
  for (let i = distinct - 1; i >= 0; i--) {
    above += counts[i];
    atLeast[i] = above;
  }
  return { n, ...scale, levels, atLeast };
}

function scaleOf(
  s: IvhSettings,
  low: number,
  high: number,
): Pick<IntensityVolumeHistogram, "first" | "step" | "last"> {
  if (s.method === "fixed-bin-number") return { first: 1, step: 1, last: high > low ? s.bins - 1 : 0 };
  const minimum = s.range === "roi" ? low : s.minimum;
  const maximum = s.range === "fixed" ? s.maximum : high;
  if (s.method === "discrete") {
    return { first: minimum, step: 1, last: Math.max(0, Math.floor(maximum - minimum)) };
  }
  // The upper end of a fixed range closes its last bin; the ROI's largest intensity lies in one.
  const bins = (maximum - minimum) / s.size;
  const last = s.range === "fixed" ? Math.ceil(bins) - 1 : Math.floor(bins);
  return { first: minimum + s.size / 2, step: s.size, last: Math.max(0, last) };
}

/** Number of the highest level that an intensity reaches. */
function levelOf(s: IvhSettings, value: number, low: number, high: number): number {
  if (s.method === "fixed-bin-number") {
    // The order of operations is the definition's: a precomputed factor rounds some values into the next bin.
    return high > low ? Math.min(s.bins - 1, Math.floor((s.bins * (value - low)) / (high - low))) : 0;
  }
  const minimum = s.range === "roi" ? low : s.minimum;
  return Math.floor((value - minimum) / (s.method === "discrete" ? 1 : s.size));
}

/** Pixels at level `k` or above. */
export function pixelsFrom({ levels, atLeast }: IntensityVolumeHistogram, k: number): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle] < k) low = middle + 1;
    else high = middle;
  }
  return low < levels.length ? atLeast[low] : 0;
}

/**
 * Share of the pixels at or above the lowest level whose intensity fraction k / last is at least `percent` %.
 * Whole numbers are compared, so a level that lies exactly at the percentage is never missed by rounding.
 */
export function volumeAtIntensity(h: IntensityVolumeHistogram, percent: number): number {
  let k = Math.floor((percent * h.last) / 100);
  while (k * 100 < percent * h.last) k++;
  return pixelsFrom(h, k) / h.n;
}

/** Intensity of the lowest level that at most `percent` % of the pixels reach; one above the last if none. */
export function intensityAtVolume(h: IntensityVolumeHistogram, percent: number): number {
  const { levels, atLeast } = h;
  let i = 0;
  while (i < levels.length && atLeast[i] * 100 > percent * h.n) i++;
  // Everything above the level before reaches it no more.
  const k = i === 0 ? 0 : levels[i - 1] + 1;
  return h.first + Math.min(Math.max(0, k), h.last + 1) * h.step;
}

/** Area under the curve of volume fraction over intensity fraction by the trapezoidal rule. */
export function areaUnderCurve(h: IntensityVolumeHistogram): number {
  const { levels, atLeast, last } = h;
  if (last === 0) return 0;
  let pixelLevels = 0;
  for (let i = 0; i < levels.length; i++) {
    const pixels = atLeast[i] - (atLeast[i + 1] ?? 0);
    // A pixel counts at every level from 0 to its own.
    pixelLevels += pixels * Math.min(Math.max(0, levels[i] + 1), last + 1);
  }
  const ends = (pixelsFrom(h, 0) + pixelsFrom(h, last)) / 2;
  return (pixelLevels - ends) / (last * h.n);
}
