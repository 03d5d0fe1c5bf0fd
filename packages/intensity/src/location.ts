/**
 * Where the intensities of a ROI lie.
 * @module
 */
import { defineFeature, missing, valueCounts } from "@pixelmetry/roi";
import { firstOrderDeviations, firstOrderMoments, firstOrderQuantiles } from "./first-order.ts";
import { empty, ibsiStatistics } from "./sources.ts";

export const intensityMean = defineFeature({
  id: "intensity_mean",
  definition: "Arithmetic mean of the intensities of the ROI.",
  formula: "\\mu = \\frac{1}{N} \\sum_{i=1}^{N} x_i",
  unit: "intensity",
  dimensions: [2, 3],
  names: {
    nyxus: "MEAN",
    ibsi: "Q4LE",
    pyradiomics: "firstorder_Mean",
    cellprofiler: "Intensity_MeanIntensity",
    skimage: "intensity_mean",
  },
  reference: ibsiStatistics("Q4LE"),
  degenerate: `${empty} One pixel, constant: that intensity.`,
  needs: { moments: firstOrderMoments },
  compute: ({ moments: { n, mean } }) => (n === 0 ? missing("empty") : mean),
});

export const intensityRobustMean = defineFeature({
  id: "intensity_robust_mean",
  definition: "Mean of the intensities from the 10th to the 90th percentile, both included.",
  formula:
    "\\mu_{10-90} = \\frac{1}{N_{10-90}} \\sum_{i \\in R} x_i,\\quad R = \\{i : P_{10} \\le x_i \\le P_{90}\\}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "ROBUST_MEAN" },
  reference: `The mean inside the robust mean absolute deviation: ${ibsiStatistics("1128")} Nyxus takes the percentiles from a histogram of 100 bins, here they are order statistics.`,
  degenerate: `${empty} One pixel, constant: that intensity. No intensity between the percentiles, e.g. two pixels: missing (undefined).`,
  needs: { deviations: firstOrderDeviations },
  compute: ({ deviations: { n, robustCount, robustMean } }) =>
    n === 0 ? missing("empty") : robustCount === 0 ? missing("undefined") : robustMean,
});

export const intensityMedian = defineFeature({
  id: "intensity_median",
  definition:
    "Middle of the sorted intensities; the mean of the two in the middle when their number is even.",
  formula: "M = P_{50}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "MEDIAN", ibsi: "Y12H", pyradiomics: "firstorder_Median" },
  reference: ibsiStatistics("Y12H"),
  degenerate: `${empty} One pixel, constant: that intensity.`,
  needs: { quantiles: firstOrderQuantiles },
  compute: ({ quantiles: { n, p50 } }) => (n === 0 ? missing("empty") : p50),
});

export const intensityMode = defineFeature({
  id: "intensity_mode",
  definition: "Most frequent intensity, not discretised; of several the smallest.",
  formula: "\\min \\arg\\max_{v} \\left|\\{i : x_i = v\\}\\right|",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "MODE" },
  reference: "Nyxus MODE. Not the IBSI mode (AMMC), which is that of grey levels.",
  degenerate: `${empty} One pixel, constant: that intensity. All intensities different, as in most float images: the smallest.`,
  needs: { counts: valueCounts },
  compute: ({ counts: { n, values, counts } }) => {
    if (n === 0) return missing("empty");
    let best = 0;
    let most = 0;
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] > most) {
        most = counts[i];
        best = i;
      }
    }
    return values[best];
  },
});

export const intensityIntegrated = defineFeature({
  id: "intensity_integrated",
  definition: "Sum of the intensities of the ROI.",
  formula: "\\sum_{i=1}^{N} x_i",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "INTEGRATED_INTENSITY", cellprofiler: "Intensity_IntegratedIntensity" },
  reference:
    "CellProfiler, MeasureObjectIntensity; Carpenter et al., Genome Biology 7 (2006) R100, doi:10.1186/gb-2006-7-10-r100.",
  degenerate: `${empty} One pixel: its intensity. Constant: N times the intensity.`,
  needs: { moments: firstOrderMoments },
  compute: ({ moments: { n, sum } }) => (n === 0 ? missing("empty") : sum),
});
