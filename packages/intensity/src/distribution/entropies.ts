/**
 * Entropies of the distinct intensities and of grey levels.
 * @module
 */
import {
  type AnyFeature,
  type Discretisation,
  defineFeature,
  exp,
  ln,
  log2,
  missing,
  valueCounts,
} from "@pixelmetry/roi";
import { parametersOf, tooMany } from "../histogram.ts";
import { levelHistogram } from "../level-histogram.ts";
import { empty } from "../sources.ts";

/** -sum of p log2 p; many intensities occur as often as the one before. */
function shannon(n: number, counts: ArrayLike<number>): number {
  if (counts.length === 1) return 0;
  let sum = 0;
  let term = 0;
  let last = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] !== last) {
      last = counts[i];
      term = (-last / n) * log2(last / n);
    }
    sum += term;
  }
  return sum;
}

/** Entropy of the intensities as they are. */
export const intensityShannonEntropy = defineFeature({
  id: "intensity_shannon_entropy",
  definition:
    "Shannon entropy of the intensities as they are: every distinct intensity counts, nothing is discretised.",
  formula: "-\\sum_v p_v \\log_2 p_v,\\quad p_v = \\frac{|\\{i : x_i = v\\}|}{N}",
  unit: "bit",
  dimensions: [2, 3],
  names: { skimage: "shannon_entropy" },
  reference:
    "Shannon, Bell System Technical Journal 27 (1948) 379, doi:10.1002/j.1538-7305.1948.tb01338.x; scikit-image shannon_entropy, which takes whole images. intensity_entropy is that of grey levels.",
  degenerate: `${empty} One pixel, constant: 0. Intensities that all differ: log2 N.`,
  needs: { counts: valueCounts },
  compute: ({ counts: { n, counts } }) => (n === 0 ? missing("empty") : shannon(n, counts)),
});

/** Powers are of shares relative to the largest, so that high orders do not vanish. */
function renyi(n: number, counts: readonly number[], order: number): number {
  if (order === 1) return shannon(n, counts);
  const largest = counts.reduce((most, count) => Math.max(most, count), 0);
  let sum = 0;
  for (const count of counts) sum += count === largest ? 1 : exp(order * ln(count / largest));
  return (order * log2(largest / n) + log2(sum)) / (1 - order);
}

/** Entropy of grey levels that gives more weight to frequent ones the higher its order. */
export const intensityRenyiEntropy = (d: Discretisation, order: number): AnyFeature =>
  defineFeature({
    id: "intensity_renyi_entropy",
    definition:
      "Rényi entropy of the histogram of grey levels: of order 0 the logarithm of the number of levels that occur, of order 1 Shannon's, of high orders that of the most frequent level alone.",
    formula:
      "\\frac{1}{1-\\alpha} \\log_2 \\sum_{g=1}^{N_g} p_g^\\alpha,\\quad -\\sum_{g=1}^{N_g} p_g \\log_2 p_g \\text{ for } \\alpha = 1",
    unit: "bit",
    dimensions: [2, 3],
    names: {},
    reference:
      "Rényi, Proc. 4th Berkeley Symposium on Mathematical Statistics and Probability 1 (1961) 547. Empty grey levels do not count.",
    degenerate: `${empty} One pixel, constant: 0. ${tooMany}`,
    parameters: { ...parametersOf(d), "intensity.renyi_order": order },
    needs: { histogram: levelHistogram(d) },
    compute({ histogram: { n, levels, counts } }) {
      if (n === 0) return missing("empty");
      return Number.isNaN(levels) ? missing("exceeds-budget") : Math.max(0, renyi(n, counts, order));
    },
  });
