/**
 * How far the intensities of a ROI spread.
 * @module
 */
import { defineFeature, defineSetFeature, missing, type Value } from "@pixelmetry/roi";
import {
  type FirstOrderMoments,
  firstOrderDeviations,
  firstOrderMoments,
  firstOrderQuantiles,
} from "./first-order.ts";
import { empty, ibsiStatistics } from "./sources.ts";

const needs = { moments: firstOrderMoments };
const onePixel = "One pixel: missing (too few pixels).";
const sampleSource =
  "Bessel's correction: unbiased for pixels drawn independently from one population. Nyxus gives 0 for one pixel.";

function sampleVariance({ n, m2 }: FirstOrderMoments): Value {
  if (n === 0) return missing("empty");
  return n === 1 ? missing("too-few-pixels") : m2 / (n - 1);
}

/** `f` of the sample variance, or the reason why there is none. */
function ofSampleVariance(moments: FirstOrderMoments, f: (variance: number) => Value): Value {
  const variance = sampleVariance(moments);
  return typeof variance === "number" ? f(variance) : variance;
}

export const intensityVariance = defineFeature({
  id: "intensity_variance",
  definition:
    "Mean squared deviation of the intensities from their mean, of the ROI as the whole population.",
  formula: "\\sigma^2 = \\frac{1}{N} \\sum_{i=1}^{N} (x_i - \\mu)^2",
  unit: "intensity^2",
  dimensions: [2, 3],
  names: { nyxus: "VARIANCE_BIASED", ibsi: "ECT3", pyradiomics: "firstorder_Variance" },
  reference: ibsiStatistics("ECT3"),
  degenerate: `${empty} One pixel, constant: 0.`,
  needs,
  compute: ({ moments: { n, m2 } }) => (n === 0 ? missing("empty") : m2 / n),
});

export const intensitySampleVariance = defineFeature({
  id: "intensity_sample_variance",
  definition:
    "Sum of squared deviations of the intensities from their mean over the number of pixels less one.",
  formula: "s^2 = \\frac{1}{N - 1} \\sum_{i=1}^{N} (x_i - \\mu)^2",
  unit: "intensity^2",
  dimensions: [2, 3],
  names: { nyxus: "VARIANCE" },
  reference: sampleSource,
  degenerate: `${empty} ${onePixel} Constant: 0.`,
  needs,
  compute: ({ moments }) => sampleVariance(moments),
});

export const intensityStandardDeviation = defineFeature({
  id: "intensity_standard_deviation",
  definition: "Square root of the variance of the intensities, of the ROI as the whole population.",
  formula: "\\sigma = \\sqrt{\\frac{1}{N} \\sum_{i=1}^{N} (x_i - \\mu)^2}",
  unit: "intensity",
  dimensions: [2, 3],
  names: {
    nyxus: "STANDARD_DEVIATION_BIASED",
    pyradiomics: "firstorder_StandardDeviation",
    cellprofiler: "Intensity_StdIntensity",
    skimage: "intensity_std",
  },
  reference: `Square root of: ${ibsiStatistics("ECT3")}`,
  degenerate: `${empty} One pixel, constant: 0.`,
  needs,
  compute: ({ moments: { n, m2 } }) => (n === 0 ? missing("empty") : Math.sqrt(m2 / n)),
});

export const intensitySampleStandardDeviation = defineFeature({
  id: "intensity_sample_standard_deviation",
  definition: "Square root of the sample variance of the intensities.",
  formula: "s = \\sqrt{\\frac{1}{N - 1} \\sum_{i=1}^{N} (x_i - \\mu)^2}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "STANDARD_DEVIATION" },
  reference: sampleSource,
  degenerate: `${empty} ${onePixel} Constant: 0.`,
  needs,
  compute: ({ moments }) => ofSampleVariance(moments, Math.sqrt),
});

export const intensityStandardError = defineFeature({
  id: "intensity_standard_error",
  definition:
    "Standard error of the mean: sample standard deviation over the square root of the number of pixels.",
  formula: "\\frac{s}{\\sqrt{N}}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "STANDARD_ERROR" },
  reference: `${sampleSource} Neighbouring pixels are rarely independent, so the mean of a ROI is less certain than this.`,
  degenerate: `${empty} ${onePixel} Constant: 0.`,
  needs,
  compute: ({ moments }) => ofSampleVariance(moments, (variance) => Math.sqrt(variance / moments.n)),
});

export const intensityCoefficientOfVariation = defineFeature({
  id: "intensity_coefficient_of_variation",
  definition: "Population standard deviation of the intensities over their mean.",
  formula: "\\frac{\\sigma}{\\mu}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { ibsi: "7TET" },
  reference: ibsiStatistics("7TET"),
  degenerate: `${empty} One pixel, constant: 0. Mean 0: missing (undefined).`,
  needs,
  compute: ({ moments: { n, mean, m2 } }) =>
    n === 0 ? missing("empty") : mean === 0 ? missing("undefined") : Math.sqrt(m2 / n) / mean,
});

export const intensitySampleCoefficientOfVariation = defineFeature({
  id: "intensity_sample_coefficient_of_variation",
  definition: "Sample standard deviation of the intensities over their mean.",
  formula: "\\frac{s}{\\mu}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "COV" },
  reference: sampleSource,
  degenerate: `${empty} ${onePixel} Constant: 0. Mean 0: missing (undefined).`,
  needs,
  compute: ({ moments }) =>
    ofSampleVariance(moments, (variance) =>
      moments.mean === 0 ? missing("undefined") : Math.sqrt(variance) / moments.mean,
    ),
});

export const intensityMeanAbsoluteDeviation = defineFeature({
  id: "intensity_mean_absolute_deviation",
  definition: "Mean distance of the intensities from their mean.",
  formula: "\\frac{1}{N} \\sum_{i=1}^{N} |x_i - \\mu|",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "MEAN_ABSOLUTE_DEVIATION", ibsi: "4FUA", pyradiomics: "firstorder_MeanAbsoluteDeviation" },
  reference: ibsiStatistics("4FUA"),
  degenerate: `${empty} One pixel, constant: 0.`,
  needs: { deviations: firstOrderDeviations },
  compute: ({ deviations: { n, aboutMean } }) => (n === 0 ? missing("empty") : aboutMean),
});

export const intensityMedianAbsoluteDeviation = defineFeature({
  id: "intensity_median_absolute_deviation",
  definition:
    "Mean distance of the intensities from their median; not the median of the distances, which is also called MAD.",
  formula: "\\frac{1}{N} \\sum_{i=1}^{N} |x_i - M|",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "MEDIAN_ABSOLUTE_DEVIATION", ibsi: "N72L" },
  reference: ibsiStatistics("N72L"),
  degenerate: `${empty} One pixel, constant: 0.`,
  needs: { deviations: firstOrderDeviations },
  compute: ({ deviations: { n, aboutMedian } }) => (n === 0 ? missing("empty") : aboutMedian),
});

export const intensityRobustMeanAbsoluteDeviation = defineFeature({
  id: "intensity_robust_mean_absolute_deviation",
  definition:
    "Mean distance from their mean of the intensities from the 10th to the 90th percentile, both included.",
  formula:
    "\\frac{1}{N_{10-90}} \\sum_{i \\in R} |x_i - \\mu_{10-90}|,\\quad R = \\{i : P_{10} \\le x_i \\le P_{90}\\}",
  unit: "intensity",
  dimensions: [2, 3],
  names: {
    nyxus: "ROBUST_MEAN_ABSOLUTE_DEVIATION",
    ibsi: "1128",
    pyradiomics: "firstorder_RobustMeanAbsoluteDeviation",
  },
  reference: ibsiStatistics("1128"),
  degenerate: `${empty} One pixel, constant: 0. No intensity between the percentiles, e.g. two pixels: missing (undefined).`,
  needs: { deviations: firstOrderDeviations },
  compute: ({ deviations: { n, robustCount, aboutRobustMean } }) =>
    n === 0 ? missing("empty") : robustCount === 0 ? missing("undefined") : aboutRobustMean,
});

export const intensityCoveredImageRange = defineSetFeature({
  id: "intensity_covered_image_range",
  definition: "Intensity range of the ROI over the intensity range of all labelled pixels of the image.",
  formula: "\\frac{\\max_{i \\in R} x_i - \\min_{i \\in R} x_i}{\\max_{j} x_j - \\min_{j} x_j}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "COVERED_IMAGE_INTENSITY_RANGE" },
  reference:
    "Nyxus COVERED_IMAGE_INTENSITY_RANGE, as its documentation means it: Nyxus gives 0 for arrays in memory and 1 for volumes.",
  degenerate: `${empty} One pixel, constant: 0. All labelled pixels of the image equal: missing (undefined).`,
  needs: { quantiles: firstOrderQuantiles },
  record: ["minimum", "maximum"],
  recordOf: ({ quantiles: { minimum, maximum } }) => [minimum, maximum],
  resolve(records, rows) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      // NaN, the record of a ROI without finite pixels, is neither smaller nor larger.
      if (records[2 * row] < low) low = records[2 * row];
      if (records[2 * row + 1] > high) high = records[2 * row + 1];
    }
    return Array.from({ length: rows }, (_, row) => {
      const range = records[2 * row + 1] - records[2 * row];
      if (Number.isNaN(range)) return missing("empty");
      return high > low ? range / (high - low) : missing("undefined");
    });
  },
});
