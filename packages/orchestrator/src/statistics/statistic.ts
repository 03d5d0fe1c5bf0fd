/**
 * Statistics over values of several ROIs: of an image, or of the children of a ROI.
 * @module
 */
import { compensatedSum, PixelmetryError } from "@pixelmetry/roi";
import { nearest } from "../nearest.ts";

/** One number made of many. */
export interface Statistic {
  /** As the user writes it, and as columns are named: `q90`, `mean_by_morphology_area`. */
  readonly name: string;
  /** Column that weights come from. */
  readonly weight?: string;
  /**
   * @param values - present values, ascending
   * @param weights - one per value, when the statistic has a weight
   * @returns undefined where the statistic has no value
   */
  compute(values: Float64Array, weights?: Float64Array): number | undefined;
}

const plain: Readonly<Record<string, Statistic["compute"]>> = {
  count: (values) => values.length,
  sum: (values) => (values.length > 0 ? compensatedSum(values) : undefined),
  mean,
  std(values) {
    const { length: n } = values;
    if (n < 2) return undefined;
    const centre = mean(values)!;
    return Math.sqrt(compensatedSum(values.map((value) => (value - centre) ** 2)) / (n - 1));
  },
  min: (values) => values[0],
  max: (values) => values.at(-1),
  median: (values) => sortedQuantile(values, 0.5),
};

/** What help texts say. */
export const statisticWords =
  "count, sum, mean, std (with n - 1), min, max, median, q and a percentage as q90 or q2.5, mean@COLUMN (weighted by that column)";

/**
 * Statistics by name, each once: `mean`, `q90`, `mean@morphology_area`; words may hold several with commas between.
 * @param flag - the option they come from, for messages
 * @throws PixelmetryError `invalid-argument` for a word that is none
 */
export function parseStatistics(words: readonly string[], flag: string): Statistic[] {
  const list = words.flatMap((word) => word.split(",")).map((word) => word.trim());
  return [...new Set(list.filter((word) => word !== ""))].map((word) => parseStatistic(word, flag));
}

function parseStatistic(word: string, flag: string): Statistic {
  if (Object.hasOwn(plain, word)) return { name: word, compute: plain[word] };
  const percent = /^q(\d+(?:\.\d+)?)$/.exec(word)?.[1];
  if (percent !== undefined && Number(percent) <= 100) {
    const q = Number(percent) / 100;
    return { name: word, compute: (values) => sortedQuantile(values, q) };
  }
  const weight = /^mean@(.+)$/.exec(word)?.[1];
  if (weight !== undefined) return { name: `mean_by_${weight}`, weight, compute: weightedMean };
  const near = nearest(word, Object.keys(plain), 1);
  throw new PixelmetryError("invalid-argument", {
    where: flag,
    what: `there is no statistic ${word}`,
    expected: statisticWords,
    ...(near.length > 0 ? { remedy: `did you mean ${near[0]}?` } : {}),
  });
}

function mean(values: Float64Array): number | undefined {
  return values.length > 0 ? compensatedSum(values) / values.length : undefined;
}

/** Undefined when the weights do not add up to more than 0. */
function weightedMean(values: Float64Array, weights: Float64Array = new Float64Array(0)): number | undefined {
  const total = compensatedSum(weights);
  return total > 0 ? compensatedSum(values, weights) / total : undefined;
}

/** By linear interpolation between order statistics, as the quantile features do (Hyndman and Fan, type 7). */
function sortedQuantile(values: Float64Array, q: number): number | undefined {
  if (values.length === 0) return undefined;
  const rank = q * (values.length - 1);
  const low = Math.floor(rank);
  const below = values[low];
  return rank === low ? below : below + (rank - low) * (values[low + 1] - below);
}

/** Sorts the values that are present, and their weights with them. */
export function presentValues(
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { readonly values: Float64Array; readonly weights?: Float64Array } {
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || (weights !== undefined && Number.isNaN(weights[i]))) continue;
    kept.push(i);
  }
  if (weights === undefined) return { values: Float64Array.from(kept, (i) => values[i]).sort() };
  kept.sort((i, j) => values[i] - values[j] || i - j);
  return {
    values: Float64Array.from(kept, (i) => values[i]),
    weights: Float64Array.from(kept, (i) => weights[i]),
  };
}

/**
 * Every statistic of one column.
 * @param values - NaN where a value is missing
 * @param weightOf - a column of the same rows by name
 */
export function computeStatistics(
  statistics: readonly Statistic[],
  values: ArrayLike<number>,
  weightOf: (column: string) => ArrayLike<number>,
): (number | undefined)[] {
  const present = presentValues(values).values;
  return statistics.map(({ compute, weight }) => {
    if (weight === undefined) return compute(present);
    const weighted = presentValues(values, weightOf(weight));
    return compute(weighted.values, weighted.weights);
  });
}
