/**
 * What the features of the intensity histogram share: statistics of the grey levels, computed once per ROI from
 * the pixels per level, and where the levels lie among the intensities.
 * @module
 */
import {
  type CentralSums,
  centralSums,
  type DerivedToken,
  type Discretisation,
  defineDerived,
  discretisationKey,
  log2,
  type Multiset,
  quantiles,
  valueCounts,
} from "@pixelmetry/roi";
import { type LevelHistogram, levelHistogram } from "../level-histogram.ts";

/** Bins of equal width: level g covers `lower` + (g - 1) `width` to `lower` + g `width`. */
export interface Bins {
  readonly lower: number;
  /** 0 for a constant ROI with a fixed bin number. */
  readonly width: number;
  /** Smallest and largest intensity of the ROI. */
  readonly minimum: number;
  readonly maximum: number;
}

/** The steepest rise or fall of the histogram, and the level it is at. */
export interface Gradient {
  readonly value: number;
  readonly level: number;
}

/** Statistics of grey levels; those of an empty histogram are not numbers. */
export interface LevelStatistics {
  /** Number of finite pixels. */
  readonly n: number;
  /** Number of grey levels; NaN when there would be too many. */
  readonly levels: number;
  /** Number of levels that have pixels. */
  readonly occupied: number;
  readonly bins: Bins;
  readonly sums: CentralSums;
  readonly minimum: number;
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly maximum: number;
  readonly mode: number;
  readonly meanDeviation: number;
  readonly medianDeviation: number;
  /** Over the levels from the 10th to the 90th percentile, both included; NaN when there is none. */
  readonly robustMean: number;
  readonly robustDeviation: number;
  readonly entropy: number;
  readonly uniformity: number;
  /** Undefined for fewer than two grey levels. */
  readonly steepestRise: Gradient | undefined;
  readonly steepestFall: Gradient | undefined;
}

/** Statistics of the grey levels of a ROI. */
export function levelStatistics(
  d: Discretisation,
): DerivedToken<
  LevelStatistics,
  { counts: typeof valueCounts; histogram: ReturnType<typeof levelHistogram> }
> {
  return defineDerived({
    key: `level_statistics(${discretisationKey(d)})`,
    needs: { counts: valueCounts, histogram: levelHistogram(d) },
    cost: { perPixel: 0.1, perRoi: 3000 },
    derive: ({ counts: { values }, histogram }) => statisticsOf(histogram, binsOf(d, values)),
  });
}

function binsOf(d: Discretisation, values: Float64Array): Bins {
  const minimum = values[0];
  const maximum = values[values.length - 1];
  const extrema = { minimum, maximum };
  if (d.method === "fixed-bin-number") {
    return { lower: minimum, width: maximum > minimum ? (maximum - minimum) / d.bins : 0, ...extrema };
  }
  if (d.method === "fixed-bin-size") {
    const multiple = Math.floor(minimum / d.size) * d.size;
    const lower = d.origin === "fixed" ? d.minimum : d.origin === "roi-minimum" ? minimum : multiple;
    return { lower, width: d.size, ...extrema };
  }
  // Whole numbers are their own levels unless the ROI reaches below 1 and is lifted.
  return { lower: (minimum < 1 ? Math.round(minimum) - 1 : 0) + 0.5, width: 1, ...extrema };
}

/** Intensity in the middle of a grey level; levels between two are allowed. */
export const centreOf = ({ lower, width }: Bins, level: number): number => lower + (level - 0.5) * width;

function statisticsOf({ n, levels, occupied, counts }: LevelHistogram, bins: Bins): LevelStatistics {
  const set: Multiset = { n, values: Float64Array.from(occupied), counts: Float64Array.from(counts) };
  const sums = centralSums(set);
  // A histogram of too many levels is empty, whatever the number of pixels.
  const some = occupied.length > 0;
  const [minimum, p10, p25, median, p75, p90, maximum] = some
    ? quantiles(set, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1])
    : new Array<number>(7).fill(Number.NaN);
  let [mode, most, meanDeviation, medianDeviation, entropy, uniformity] = [Number.NaN, 0, 0, 0, 0, 0];
  let [robustCount, robustSum] = [0, 0];
  for (let i = 0; i < occupied.length; i++) {
    const [level, count] = [occupied[i], counts[i]];
    const share = count / n;
    const nearer = Math.abs(level - sums.mean) < Math.abs(mode - sums.mean);
    if (count > most || (count === most && nearer)) [mode, most] = [level, count];
    meanDeviation += count * Math.abs(level - sums.mean);
    medianDeviation += count * Math.abs(level - median);
    entropy -= share < 1 ? share * log2(share) : 0;
    uniformity += share * share;
    if (level >= p10 && level <= p90) {
      robustCount += count;
      robustSum += count * level;
    }
  }
  const robustMean = robustSum / robustCount;
  let robustDeviation = 0;
  for (let i = 0; i < occupied.length; i++) {
    if (occupied[i] >= p10 && occupied[i] <= p90)
      robustDeviation += counts[i] * Math.abs(occupied[i] - robustMean);
  }
  return {
    n,
    levels,
    occupied: occupied.length,
    bins,
    sums,
    ...{ minimum, p10, p25, median, p75, p90, maximum, mode },
    meanDeviation: meanDeviation / n,
    medianDeviation: medianDeviation / n,
    robustMean,
    robustDeviation: robustDeviation / robustCount,
    entropy,
    uniformity,
    steepestRise: steepest(levels, occupied, counts, 1),
    steepestFall: steepest(levels, occupied, counts, -1),
  };
}

/**
 * First level with the largest (`sign` 1) or smallest (`sign` -1) gradient. Only levels next to an occupied one
 * have a gradient other than 0; the first level stands for all others.
 */
function steepest(
  levels: number,
  occupied: readonly number[],
  counts: readonly number[],
  sign: 1 | -1,
): Gradient | undefined {
  if (!(levels > 1)) return undefined;
  let best: Gradient | undefined;
  const visit = (level: number, near: number): void => {
    const pixels = (at: number): number => {
      for (let i = Math.max(0, near - 2); i <= near + 2 && i < occupied.length; i++) {
        if (occupied[i] === at) return counts[i];
      }
      return 0;
    };
    const before = Math.max(1, level - 1);
    const after = Math.min(levels, level + 1);
    const value = (pixels(after) - pixels(before)) / (after - before);
    if (best === undefined || sign * value > sign * best.value) best = { value, level };
  };
  visit(1, 0);
  let last = 1;
  for (let i = 0; i < occupied.length; i++) {
    for (let level = Math.max(last + 1, occupied[i] - 1); level <= occupied[i] + 1; level++) {
      if (level > levels) break;
      visit(level, i);
      last = level;
    }
  }
  return best;
}
