/**
 * A co-occurrence matrix as its measures see it: the distributions of single levels, of sums and of
 * differences of the two levels of a pair, and what only the cells themselves tell.
 * @module
 */
import { log2, type Multiset, type Scratch } from "@pixelmetry/roi";
import { type Distribution, distributionOf } from "./distribution.ts";
import type { PairKeys } from "./pair-keys.ts";

/** Counts are whole numbers of pairs; dividing by `total` makes them probabilities. */
export interface Matrix {
  /** Pairs counted, in both orders when the matrix is symmetric. */
  readonly total: number;
  /** Number of grey levels, from 1 to the highest of the ROI. */
  readonly levelCount: number;
  /** Level of the first pixel of a pair, and of the second; the same object when symmetric. */
  readonly row: Distribution;
  readonly column: Distribution;
  /** Sum and absolute difference of the levels of a pair. */
  readonly sum: Distribution;
  readonly difference: Distribution;
  /** Largest cell. */
  readonly maximum: number;
  /** Sum of squared cells. */
  readonly squares: number;
  /** Sum over pairs of the product of their levels. */
  readonly products: number;
  /** Shannon entropy of the cells, bits. */
  readonly entropy: number;
}

/** Bins that are all 0 between two matrices, and room for the lists of a matrix. */
export interface MatrixMemory {
  readonly bins: { readonly [D in "row" | "column" | "sum" | "difference"]: Float64Array };
  readonly lists: {
    readonly [D in "row" | "column" | "sum" | "difference"]: readonly [Float64Array, Float64Array];
  };
  readonly tally: Float64Array;
}

/** Pairs in cells with fewer pairs than this are summed by that number, so that each logarithm is taken once. */
const tallied = 64;

/** Room for matrices of `span` levels with at most `cells` cells in use, one after another. */
export function matrixMemory(span: number, cells: number, scratch: Scratch): MatrixMemory {
  const bins = {
    row: scratch.float64(span),
    column: scratch.float64(span),
    sum: scratch.float64(2 * span),
    difference: scratch.float64(span),
  };
  const list = (most: number) => {
    // A cell adds a level of its row and one of its column, one sum and one difference.
    const length = Math.min(most, 2 * cells);
    return [scratch.float64(length), scratch.float64(length)] as const;
  };
  const lists = { row: list(span), column: list(span), sum: list(2 * span), difference: list(span) };
  return { bins, lists, tally: scratch.float64(tallied) };
}

/**
 * Reads the cells of one matrix once, in ascending order. What it returns is valid until `memory` is used
 * again.
 */
export function matrixOf(
  { n, values, counts }: Multiset,
  { low, span, symmetric }: PairKeys,
  levelCount: number,
  memory: MatrixMemory,
): Matrix {
  const { bins, lists, tally } = memory;
  const { row, sum, difference } = bins;
  const column = symmetric ? row : bins.column;
  const total = symmetric ? 2 * n : n;
  let maximum = 0;
  let squares = 0;
  let products = 0;
  let bits = 0;
  let i = 0;
  let rowStart = 0;
  for (let c = 0; c < values.length; c++) {
    const key = values[c];
    while (key >= rowStart + span) {
      rowStart += span;
      i++;
    }
    const j = key - rowStart;
    const count = counts[c];
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
    else bits -= both * log2(inCell / total);
  }
  for (let count = 1; count < tallied; count++) {
    if (tally[count] === 0) continue;
    bits -= tally[count] * log2(count / total);
    tally[count] = 0;
  }
  const rows = distributionOf(row, low, total, ...lists.row);
  return {
    total,
    levelCount,
    row: rows,
    column: symmetric ? rows : distributionOf(column, low, total, ...lists.column),
    sum: distributionOf(sum, 2 * low, total, ...lists.sum),
    difference: distributionOf(difference, 0, total, ...lists.difference),
    maximum,
    squares,
    products,
    entropy: bits / total,
  };
}
