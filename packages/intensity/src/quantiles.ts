/**
 * Order statistics and what is made of them. A percentile is interpolated linearly between order statistics:
 * rank q (N - 1), counted from 0 (type 7 of Hyndman and Fan, numpy's default, and what the IBSI reference
 * values follow).
 * @module
 */
import { defineFeature, type Feature, type FeatureNames, missing } from "@pixelmetry/roi";
import { type FirstOrderQuantiles, firstOrderQuantiles } from "./first-order.ts";
import { empty, ibsiStatistics } from "./sources.ts";

const needs = { quantiles: firstOrderQuantiles };
const estimator =
  "Linear interpolation between order statistics: Hyndman and Fan, The American Statistician 50 (1996) 361, doi:10.2307/2684934, type 7. Nyxus interpolates within a histogram of 100 bins, which differs by up to some percent for small ROIs.";

function percentile(
  q: 1 | 10 | 25 | 75 | 90 | 99,
  names: FeatureNames,
  source?: string,
): Feature<typeof needs> {
  return defineFeature({
    id: `intensity_percentile_${q}`,
    definition: `Intensity that ${q} % of the ROI's pixels do not exceed.`,
    formula: `P_{${q}} = x_{(\\lfloor r \\rfloor)} + (r - \\lfloor r \\rfloor)\\,(x_{(\\lfloor r \\rfloor + 1)} - x_{(\\lfloor r \\rfloor)}),\\quad r = ${q / 100}\\,(N - 1)`,
    unit: "intensity",
    dimensions: [2, 3],
    names,
    reference: source === undefined ? estimator : `${source} ${estimator}`,
    degenerate: `${empty} One pixel, constant: that intensity.`,
    needs,
    compute: ({ quantiles }) =>
      quantiles.n === 0 ? missing("empty") : quantiles[`p${q}` satisfies keyof FirstOrderQuantiles],
  });
}

export const intensityPercentile1 = percentile(1, { nyxus: "P01" });
export const intensityPercentile10 = percentile(
  10,
  { nyxus: "P10", ibsi: "QG58", pyradiomics: "firstorder_10Percentile" },
  ibsiStatistics("QG58"),
);
export const intensityPercentile25 = percentile(25, { nyxus: "P25" });
export const intensityPercentile75 = percentile(75, { nyxus: "P75" });
export const intensityPercentile90 = percentile(
  90,
  { nyxus: "P90", ibsi: "8DWT", pyradiomics: "firstorder_90Percentile" },
  ibsiStatistics("8DWT"),
);
export const intensityPercentile99 = percentile(99, { nyxus: "P99" });

export const intensityMinimum = defineFeature({
  id: "intensity_minimum",
  definition: "Smallest intensity of the ROI.",
  formula: "\\min_i x_i",
  unit: "intensity",
  dimensions: [2, 3],
  names: {
    nyxus: "MIN",
    ibsi: "1GSF",
    pyradiomics: "firstorder_Minimum",
    cellprofiler: "Intensity_MinIntensity",
    skimage: "intensity_min",
  },
  reference: ibsiStatistics("1GSF"),
  degenerate: `${empty} One pixel, constant: that intensity.`,
  needs,
  compute: ({ quantiles: { n, minimum } }) => (n === 0 ? missing("empty") : minimum),
});

export const intensityMaximum = defineFeature({
  id: "intensity_maximum",
  definition: "Largest intensity of the ROI.",
  formula: "\\max_i x_i",
  unit: "intensity",
  dimensions: [2, 3],
  names: {
    nyxus: "MAX",
    ibsi: "84IY",
    pyradiomics: "firstorder_Maximum",
    cellprofiler: "Intensity_MaxIntensity",
    skimage: "intensity_max",
  },
  reference: ibsiStatistics("84IY"),
  degenerate: `${empty} One pixel, constant: that intensity.`,
  needs,
  compute: ({ quantiles: { n, maximum } }) => (n === 0 ? missing("empty") : maximum),
});

export const intensityRange = defineFeature({
  id: "intensity_range",
  definition: "Difference between the largest and the smallest intensity of the ROI.",
  formula: "\\max_i x_i - \\min_i x_i",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "RANGE", ibsi: "2OJQ", pyradiomics: "firstorder_Range" },
  reference: ibsiStatistics("2OJQ"),
  degenerate: `${empty} One pixel, constant: 0.`,
  needs,
  compute: ({ quantiles: { n, minimum, maximum } }) => (n === 0 ? missing("empty") : maximum - minimum),
});

export const intensityInterquartileRange = defineFeature({
  id: "intensity_interquartile_range",
  definition: "Difference between the 75th and the 25th percentile of the intensities.",
  formula: "P_{75} - P_{25}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "INTERQUARTILE_RANGE", ibsi: "SALO", pyradiomics: "firstorder_InterquartileRange" },
  reference: `${ibsiStatistics("SALO")} ${estimator}`,
  degenerate: `${empty} One pixel, constant: 0.`,
  needs,
  compute: ({ quantiles: { n, p25, p75 } }) => (n === 0 ? missing("empty") : p75 - p25),
});

export const intensityQuartileCoefficientOfDispersion = defineFeature({
  id: "intensity_quartile_coefficient_of_dispersion",
  definition: "Interquartile range over the sum of the quartiles.",
  formula: "\\frac{P_{75} - P_{25}}{P_{75} + P_{25}}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "QCOD", ibsi: "9S40" },
  reference: `${ibsiStatistics("9S40")} ${estimator}`,
  degenerate: `${empty} One pixel, constant: 0. Quartiles that sum to 0, e.g. all intensities 0: missing (undefined).`,
  needs,
  compute: ({ quantiles: { n, p25, p75 } }) =>
    n === 0 ? missing("empty") : p75 + p25 === 0 ? missing("undefined") : (p75 - p25) / (p75 + p25),
});

export const intensityUniformityPiu = defineFeature({
  id: "intensity_uniformity_piu",
  definition: "Percent image uniformity: 100 % less the contrast of the largest and the smallest intensity.",
  formula: "100 \\left(1 - \\frac{\\max_i x_i - \\min_i x_i}{\\max_i x_i + \\min_i x_i}\\right)",
  unit: "percent",
  dimensions: [2, 3],
  names: { nyxus: "UNIFORMITY_PIU" },
  reference:
    "Percent integral uniformity of the ACR Large and Small Phantom Test Guidance for MRI, over all pixels of the ROI.",
  degenerate: `${empty} One pixel, constant: 100. Extrema that sum to 0, e.g. all intensities 0: missing (undefined).`,
  needs,
  compute: ({ quantiles: { n, minimum, maximum } }) =>
    n === 0
      ? missing("empty")
      : maximum + minimum === 0
        ? missing("undefined")
        : 100 * (1 - (maximum - minimum) / (maximum + minimum)),
});
