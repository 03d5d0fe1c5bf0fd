/**
 * The measures of a matrix of grey level against size, all in one pass over its cells.
 * @module
 */
import { log2, type Scratch, square } from "@pixelmetry/roi";
import { type LargeSizes, largeSizes, type SizeCounts } from "./counts.ts";

/** Place of each measure among those of a matrix. */
export const sizeMeasures = [
  "small",
  "large",
  "low",
  "high",
  "small-low",
  "small-high",
  "large-low",
  "large-high",
  "level-non-uniformity",
  "normalised-level-non-uniformity",
  "size-non-uniformity",
  "normalised-size-non-uniformity",
  "percentage",
  "level-variance",
  "size-variance",
  "entropy",
  "level-mean",
  "size-mean",
  "energy",
] as const;

export type SizeMeasure = (typeof sizeMeasures)[number];

/** Cells with fewer counts than this are summed by that number, so that each logarithm is taken once. */
const tallied = 64;

/**
 * Writes the measures of a matrix to `out` from `at` and returns the number of its entries; an empty matrix has no
 * measures. `pixels` is what the percentage refers to; default: the sum of all sizes.
 */
export function measureSizes(
  counts: SizeCounts,
  out: Float64Array,
  at: number,
  scratch: Scratch,
  pixels?: number,
): number {
  const mark = scratch.mark();
  const { low, span, columns, table } = counts;
  const large = largeSizes(counts, scratch);
  const total = totalOf(table, large);
  if (total === 0) {
    scratch.release(mark);
    return 0;
  }
  const perLevel = scratch.float64(span);
  const perSize = scratch.float64(columns + 1);
  const tally = scratch.float64(tallied);
  // Sums over the sizes of all cells weighted by (1, i^-2, i^2): short ones by j^-2, long ones by j^2.
  let small = 0;
  let smallLow = 0;
  let smallHigh = 0;
  let big = 0;
  let bigLow = 0;
  let bigHigh = 0;
  let lowest = 0;
  let highest = 0;
  let levels = 0;
  let levelSquares = 0;
  let cellSquares = 0;
  let bits = 0;
  let cell = 0;
  let l = 0;
  for (let k = 0; k < span; k++) {
    let entries = 0;
    let inverse = 0;
    let square = 0;
    for (let j = 1; j <= columns; j++) {
      const count = table[cell++];
      if (count === 0) continue;
      entries += count;
      perSize[j] += count;
      inverse += count / (j * j);
      square += count * (j * j);
      cellSquares += count * count;
      if (count < tallied) tally[count]++;
      else bits -= count * log2(count / total);
    }
    const i = low + k;
    for (; l < large.length && large.level[l] === i; l++) {
      const count = large.count[l];
      const j = large.size[l];
      entries += count;
      inverse += count / (j * j);
      square += count * (j * j);
      cellSquares += count * count;
      if (count < tallied) tally[count]++;
      else bits -= count * log2(count / total);
    }
    if (entries === 0) continue;
    const weight = i * i;
    perLevel[k] = entries;
    small += inverse;
    smallLow += inverse / weight;
    smallHigh += inverse * weight;
    big += square;
    bigLow += square / weight;
    bigHigh += square * weight;
    lowest += entries / weight;
    highest += entries * weight;
    levels += entries * i;
    levelSquares += entries * entries;
  }
  for (let count = 1; count < tallied; count++) {
    if (tally[count] > 0) bits -= tally[count] * count * log2(count / total);
  }
  const levelMean = levels / total;
  let levelVariance = 0;
  for (let k = 0; k < span; k++) {
    if (perLevel[k] > 0) levelVariance += perLevel[k] * square(low + k - levelMean);
  }
  const bySize = columnsOf(perSize, large);
  const sizeMean = bySize.sum / total;
  let sizeVariance = 0;
  for (let j = 1; j <= columns; j++) {
    if (perSize[j] > 0) sizeVariance += perSize[j] * square(j - sizeMean);
  }
  for (const [size, count] of bySize.large) sizeVariance += count * square(size - sizeMean);
  scratch.release(mark);

  out[at] = small / total;
  out[at + 1] = big / total;
  out[at + 2] = lowest / total;
  out[at + 3] = highest / total;
  out[at + 4] = smallLow / total;
  out[at + 5] = smallHigh / total;
  out[at + 6] = bigLow / total;
  out[at + 7] = bigHigh / total;
  out[at + 8] = levelSquares / total;
  out[at + 9] = levelSquares / (total * total);
  out[at + 10] = bySize.squares / total;
  out[at + 11] = bySize.squares / (total * total);
  out[at + 12] = total / (pixels ?? bySize.sum);
  out[at + 13] = levelVariance / total;
  out[at + 14] = sizeVariance / total;
  out[at + 15] = bits / total;
  out[at + 16] = levelMean;
  out[at + 17] = sizeMean;
  out[at + 18] = cellSquares / (total * total);
  return total;
}

function totalOf(table: ArrayLike<number>, { length, count }: LargeSizes): number {
  let total = 0;
  for (let cell = 0; cell < table.length; cell++) total += table[cell];
  for (let l = 0; l < length; l++) total += count[l];
  return total;
}

/** The marginal distribution of sizes: sum of sizes, sum of squared counts, and the sizes beyond the table. */
function columnsOf(
  perSize: Float64Array,
  { length, size, count }: LargeSizes,
): { sum: number; squares: number; large: readonly (readonly [size: number, count: number])[] } {
  let sum = 0;
  let squares = 0;
  for (let j = 1; j < perSize.length; j++) {
    sum += perSize[j] * j;
    squares += perSize[j] * perSize[j];
  }
  if (length === 0) return { sum, squares, large: [] };
  const perLarge = new Map<number, number>();
  for (let l = 0; l < length; l++) perLarge.set(size[l], (perLarge.get(size[l]) ?? 0) + count[l]);
  const large = [...perLarge].sort(([a], [b]) => a - b);
  for (const [j, entries] of large) {
    sum += entries * j;
    squares += entries * entries;
  }
  return { sum, squares, large };
}
