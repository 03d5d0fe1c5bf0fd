/**
 * The shape of the distribution of a ROI's intensities: central moments over powers of the population
 * standard deviation, so none depends on the scale or the origin of the intensities.
 * @module
 */
import { defineFeature, integerPower, missing, type Value } from "@pixelmetry/roi";
import { type FirstOrderMoments, firstOrderMoments } from "./first-order.ts";
import { empty, ibsiStatistics } from "./sources.ts";

const needs = { moments: firstOrderMoments };
const degenerate = `${empty} One pixel, constant: missing (constant intensity), because the quotient is 0/0.`;
const nyxusDeviates = (k: number): string =>
  `Standardised central moment of order ${k}; Abramowitz and Stegun, Handbook of Mathematical Functions, 26.1. Nyxus divides by the sample standard deviation instead: its value is this one times ((N - 1)/N)^(${k}/2).`;

/** Central moment of order k over the k-th power of the standard deviation; `mk` is the central sum. */
function standardised({ n, m2, constant }: FirstOrderMoments, mk: number, k: number): Value {
  if (n === 0) return missing("empty");
  if (constant) return missing("constant-intensity");
  const variance = m2 / n;
  const even = integerPower(variance, k >> 1);
  return mk / n / (k % 2 === 0 ? even : even * Math.sqrt(variance));
}

export const intensitySkewness = defineFeature({
  id: "intensity_skewness",
  definition: "Asymmetry of the intensities: third standardised central moment.",
  formula: "\\frac{\\frac{1}{N} \\sum_i (x_i - \\mu)^3}{\\sigma^3}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "SKEWNESS", ibsi: "KE2A", pyradiomics: "firstorder_Skewness" },
  reference: ibsiStatistics("KE2A"),
  degenerate: `${degenerate} Two pixels: 0. Nyxus gives 0 for three pixels and fewer.`,
  needs,
  compute: ({ moments }) => standardised(moments, moments.m3, 3),
});

export const intensityKurtosis = defineFeature({
  id: "intensity_kurtosis",
  definition:
    "Weight of the tails of the intensities: fourth standardised central moment, 3 for a normal distribution.",
  formula: "\\frac{\\frac{1}{N} \\sum_i (x_i - \\mu)^4}{\\sigma^4}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "KURTOSIS", pyradiomics: "firstorder_Kurtosis" },
  reference: `Excess kurtosis plus 3: ${ibsiStatistics("IPH6")}`,
  degenerate: `${degenerate} Two different pixels: 1. Nyxus gives 0 for four pixels and fewer.`,
  needs,
  compute: ({ moments }) => standardised(moments, moments.m4, 4),
});

export const intensityExcessKurtosis = defineFeature({
  id: "intensity_excess_kurtosis",
  definition: "Weight of the tails of the intensities compared with a normal distribution: kurtosis less 3.",
  formula: "\\frac{\\frac{1}{N} \\sum_i (x_i - \\mu)^4}{\\sigma^4} - 3",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "EXCESS_KURTOSIS", ibsi: "IPH6" },
  reference: ibsiStatistics("IPH6"),
  degenerate: `${degenerate} Two different pixels: -2. Nyxus gives 0 for four pixels and fewer.`,
  needs,
  compute: ({ moments }) => {
    const kurtosis = standardised(moments, moments.m4, 4);
    return typeof kurtosis === "number" ? kurtosis - 3 : kurtosis;
  },
});

export const intensityHyperskewness = defineFeature({
  id: "intensity_hyperskewness",
  definition: "Asymmetry of the tails of the intensities: fifth standardised central moment.",
  formula: "\\frac{\\frac{1}{N} \\sum_i (x_i - \\mu)^5}{\\sigma^5}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "HYPERSKEWNESS" },
  reference: nyxusDeviates(5),
  degenerate: `${degenerate} Two pixels: 0.`,
  needs,
  compute: ({ moments }) => standardised(moments, moments.m5, 5),
});

export const intensityHyperflatness = defineFeature({
  id: "intensity_hyperflatness",
  definition:
    "Weight of the far tails of the intensities: sixth standardised central moment, 15 for a normal distribution.",
  formula: "\\frac{\\frac{1}{N} \\sum_i (x_i - \\mu)^6}{\\sigma^6}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "HYPERFLATNESS" },
  reference: nyxusDeviates(6),
  degenerate: `${degenerate} Two different pixels: 1.`,
  needs,
  compute: ({ moments }) => standardised(moments, moments.m6, 6),
});
