/**
 * The measures of a grey tone difference matrix. Double sums over pairs of levels are written out as sums over
 * levels, all terms of one sign, so nothing cancels.
 * @module
 */
import { type Quantity, type Scratch, square } from "@pixelmetry/roi";
import type { ToneMatrix } from "./tones.ts";

/** What all measures start from. */
interface Sums {
  readonly matrix: ToneMatrix;
  /** Sum of count times difference over the levels: the total times sum p s. */
  readonly weighted: number;
  /** Sum of the differences. */
  readonly differences: number;
  /** Mean of the levels of all pixels above the lowest, small where they are close; sum of squared deviations. */
  readonly mean: number;
  readonly squares: number;
}

/** A number measured on one matrix, with all that is said about it. */
export interface ToneMeasure {
  readonly id: string;
  readonly definition: string;
  /** LaTeX; n_i pixels of level i have a neighbour, s_i is the sum of their differences. */
  readonly formula: string;
  readonly unit: Quantity;
  readonly ibsi: string;
  readonly nyxus: string;
  readonly pyradiomics: string;
  /** What constant ROIs give. */
  readonly constant: string;
  /** NaN where the matrix leaves it undefined. */
  readonly of: (sums: Sums, scratch: Scratch) => number;
}

const p = "p_i = n_i/N,\\ N = \\sum_i n_i";

export const toneMeasures: readonly ToneMeasure[] = [
  {
    id: "coarseness",
    definition: "Inverse of the mean difference between pixels and their neighbourhoods, weighted by level.",
    formula: `\\frac{1}{\\sum_i p_i s_i},\\quad ${p}`,
    unit: "dimensionless",
    ibsi: "QCDE",
    nyxus: "COARSENESS",
    pyradiomics: "Coarseness",
    constant:
      "missing (undefined), as wherever no pixel differs from its neighbourhood (1/0); IBSI, PyRadiomics and MIRP put 10^6 there",
    of: ({ matrix, weighted }) => (weighted > 0 ? matrix.total / weighted : Number.NaN),
  },
  {
    id: "contrast",
    definition:
      "Spread of the grey levels times the mean difference between pixels and their neighbourhoods.",
    formula: `\\frac{\\sum_{i,j} p_i p_j (i-j)^2}{N_{g,p}(N_{g,p}-1)} \\cdot \\frac{\\sum_i s_i}{N},\\quad ${p},\\ N_{g,p} \\text{ the number of levels with } n_i > 0`,
    unit: "dimensionless",
    ibsi: "65HE",
    nyxus: "CONTRAST",
    pyradiomics: "Contrast",
    constant: "0",
    of: ({ matrix: { length, total }, squares, differences }) =>
      length > 1 ? (((2 * squares) / total / (length * (length - 1))) * differences) / total : 0,
  },
  {
    id: "busyness",
    definition:
      "Mean difference between pixels and their neighbourhoods over the differences between levels times their frequency.",
    formula: `\\frac{\\sum_i p_i s_i}{\\sum_{i,j} |i\\,p_i - j\\,p_j|},\\quad p_i, p_j \\neq 0,\\ ${p}`,
    unit: "dimensionless",
    ibsi: "NQ30",
    nyxus: "BUSYNESS",
    pyradiomics: "Busyness",
    constant: "0; missing (undefined) when all of several levels have the same i p_i (division by 0)",
    of: busyness,
  },
  {
    id: "complexity",
    definition: "Differences of levels times the differences between their pixels and the neighbourhoods.",
    formula: `\\frac{1}{N} \\sum_{i,j} |i-j| \\frac{p_i s_i + p_j s_j}{p_i + p_j},\\quad p_i, p_j \\neq 0,\\ ${p}`,
    unit: "dimensionless",
    ibsi: "HDEZ",
    nyxus: "COMPLEXITY",
    pyradiomics: "Complexity",
    constant: "0",
    of: complexity,
  },
  {
    id: "strength",
    definition: "Squared differences of levels over the differences between pixels and their neighbourhoods.",
    formula: `\\frac{\\sum_{i,j} (p_i + p_j)(i-j)^2}{\\sum_i s_i},\\quad p_i, p_j \\neq 0,\\ ${p}`,
    unit: "dimensionless",
    ibsi: "1X9X",
    nyxus: "STRENGTH",
    pyradiomics: "Strength",
    constant: "0, as wherever no pixel differs from its neighbourhood",
    of: strength,
  },
];

/** Writes the measures of a matrix with pixels in it to `out` from `at`. */
export function measureTones(matrix: ToneMatrix, out: Float64Array, at: number, scratch: Scratch): void {
  const mark = scratch.mark();
  const sums = sumsOf(matrix);
  for (let m = 0; m < toneMeasures.length; m++) out[at + m] = toneMeasures[m].of(sums, scratch);
  scratch.release(mark);
}

function sumsOf(matrix: ToneMatrix): Sums {
  const { length, total, level, count, difference } = matrix;
  let weighted = 0;
  let differences = 0;
  let levels = 0;
  for (let k = 0; k < length; k++) {
    weighted += count[k] * difference[k];
    differences += difference[k];
    levels += count[k] * (level[k] - level[0]);
  }
  const mean = levels / total;
  let squares = 0;
  for (let k = 0; k < length; k++) squares += count[k] * square(level[k] - level[0] - mean);
  return { matrix, weighted, differences, mean, squares };
}

/** Sum over all pairs |a - b| of sorted numbers: the gap above the k-th of m lies between k (m - k) pairs. */
function busyness({ matrix: { length, level, count }, weighted }: Sums, scratch: Scratch): number {
  if (length === 1) return 0;
  const sorted = scratch.float64(length);
  for (let k = 0; k < length; k++) sorted[k] = level[k] * count[k];
  sorted.sort();
  let apart = 0;
  for (let k = 1; k < length; k++) apart += (sorted[k] - sorted[k - 1]) * k * (length - k);
  return apart > 0 ? weighted / (2 * apart) : Number.NaN;
}

/**
 * Levels with the same count share a denominator, and there are no more different counts than the square root of
 * twice the pixels: for each, sum |i - j| over its levels j for every level i, in one sweep.
 */
function complexity({ matrix: { length, total, level, count, difference } }: Sums, scratch: Scratch): number {
  // By count, then level; exact below 2^53.
  const keys = scratch.float64(length);
  const weights = scratch.float64(length);
  for (let k = 0; k < length; k++) {
    keys[k] = count[k] * levelBase + level[k];
    weights[k] = count[k] * difference[k];
  }
  keys.sort();
  let sum = 0;
  for (let first = 0, end = 0; first < length; first = end) {
    const shared = Math.floor(keys[first] / levelBase);
    const base = shared * levelBase;
    let levels = 0;
    for (; end < length && keys[end] < base + levelBase; end++) levels += keys[end] - base;
    // Levels j up to i count with i - j, those above with j - i.
    let next = first;
    let nextLevel = keys[next] - base;
    let apart = levels;
    let slope = first - end;
    for (let k = 0; k < length; k++) {
      if (level[k] === nextLevel) {
        apart -= 2 * nextLevel;
        slope += 2;
        next++;
        nextLevel = next < end ? keys[next] - base : 0;
      }
      sum += (weights[k] * (slope * level[k] + apart)) / (count[k] + shared);
    }
  }
  return (2 * sum) / total;
}

/** Levels are below it. */
const levelBase = 2 ** 16;

/** Sum over j of (i - j)^2 for all i at once: the deviations of the levels from their plain mean. */
function strength({ matrix: { length, total, level }, mean, squares, differences }: Sums): number {
  if (differences === 0) return 0;
  let plain = 0;
  for (let k = 0; k < length; k++) plain += level[k] - level[0];
  plain /= length;
  let spread = 0;
  for (let k = 0; k < length; k++) spread += square(level[k] - level[0] - plain);
  // sum p (i - plain)^2 is the variance and the squared distance of the two means.
  const deviation = squares / total + square(mean - plain);
  return (2 * (spread + length * deviation)) / differences;
}
