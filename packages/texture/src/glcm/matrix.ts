/**
 * A co-occurrence matrix as its measures see it: the distributions of single levels, of sums and of
 * differences of the two levels of a pair, and what only the cells themselves tell.
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";
import type { Cells } from "./pair-counts.ts";

/**
 * All arrays hold whole numbers of pairs; dividing by `total` makes them probabilities. Level i of the
 * definitions is at index i - low.
 */
export interface Matrix {
  /** Pairs counted, in both orders when the matrix is symmetric. */
  readonly total: number;
  /** Number of grey levels, from 1 to the highest of the ROI. */
  readonly levelCount: number;
  readonly low: number;
  /** By level of the first pixel of a pair, and of the second; the same array when symmetric. */
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** By sum of levels minus 2 · low, and by absolute difference of levels. */
  readonly sum: Float64Array;
  readonly difference: Float64Array;
  /** Largest cell. */
  readonly maximum: number;
  /** Sum of squared cells. */
  readonly squares: number;
  /** Sum over pairs of the product of their levels. */
  readonly products: number;
  readonly rowMean: number;
  readonly columnMean: number;
  readonly rowVariance: number;
  readonly columnVariance: number;
  readonly differenceMean: number;
  readonly sumMean: number;
  /** Bits. */
  readonly jointEntropy: number;
  readonly rowEntropy: number;
  readonly columnEntropy: number;
}

/** Pairs in cells with fewer pairs than this are summed by that number, so that each logarithm is taken once. */
const tallied = 64;

/** Reads the cells of one matrix once; the arrays live in `scratch`. */
export function matrixOf(
  cells: Cells,
  low: number,
  span: number,
  levelCount: number,
  symmetric: boolean,
  scratch: Scratch,
): Matrix {
  let pairs = 0;
  for (let c = 0; c < cells.length; c++) pairs += cells.count[c];
  const total = symmetric ? 2 * pairs : pairs;
  const row = scratch.float64(span);
  const column = symmetric ? row : scratch.float64(span);
  const sum = scratch.float64(2 * span - 1);
  const difference = scratch.float64(span);
  const tally = scratch.float64(tallied);
  let maximum = 0;
  let squares = 0;
  let products = 0;
  let bits = 0;
  for (let c = 0; c < cells.length; c++) {
    const i = cells.row[c];
    const j = cells.column[c];
    const count = cells.count[c];
    // A pair of a symmetric matrix stands for both orders: in two cells, or twice in one on the diagonal.
    const both = symmetric ? 2 * count : count;
    const inCell = i === j ? both : count;
    row[i] += count;
    column[j] += count;
    sum[i + j] += both;
    difference[i > j ? i - j : j - i] += both;
    if (inCell > maximum) maximum = inCell;
    squares += both * inCell;
    products += both * (i + low) * (j + low);
    if (inCell < tallied) tally[inCell] += both;
    else bits -= both * Math.log2(inCell / total);
  }
  for (let count = 1; count < tallied; count++) {
    if (tally[count] > 0) bits -= tally[count] * Math.log2(count / total);
  }
  const rowMean = meanOf(row, total);
  const columnMean = symmetric ? rowMean : meanOf(column, total);
  const rowVariance = varianceOf(row, total, rowMean);
  const rowEntropy = entropyOf(row, total);
  return {
    total,
    levelCount,
    low,
    row,
    column,
    sum,
    difference,
    maximum,
    squares,
    products,
    rowMean: low + rowMean,
    columnMean: low + columnMean,
    rowVariance,
    columnVariance: symmetric ? rowVariance : varianceOf(column, total, columnMean),
    differenceMean: meanOf(difference, total),
    sumMean: 2 * low + meanOf(sum, total),
    jointEntropy: bits / total,
    rowEntropy,
    columnEntropy: symmetric ? rowEntropy : entropyOf(column, total),
  };
}

/** Mean index of a distribution. */
function meanOf(counts: Float64Array, total: number): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += k * counts[k];
  return sum / total;
}

/** Variance of the index of a distribution around its mean. */
export function varianceOf(counts: Float64Array, total: number, mean: number): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += (k - mean) * (k - mean) * counts[k];
  return sum / total;
}

/** Shannon entropy of a distribution, bits. */
export function entropyOf(counts: Float64Array, total: number): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) if (counts[k] > 0) sum -= counts[k] * Math.log2(counts[k] / total);
  return sum / total;
}
