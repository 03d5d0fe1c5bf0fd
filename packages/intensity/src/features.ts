/**
 * Every feature of this package, in alphabetical order of ids.
 * @module
 */
import type { AnyFeature, Discretisation } from "@pixelmetry/roi";
import {
  intensityCoefficientOfVariation,
  intensityCoveredImageRange,
  intensityMeanAbsoluteDeviation,
  intensityMedianAbsoluteDeviation,
  intensityRobustMeanAbsoluteDeviation,
  intensitySampleCoefficientOfVariation,
  intensitySampleStandardDeviation,
  intensitySampleVariance,
  intensityStandardDeviation,
  intensityStandardError,
  intensityVariance,
} from "./dispersion.ts";
import {
  intensityExcessKurtosis,
  intensityHyperflatness,
  intensityHyperskewness,
  intensityKurtosis,
  intensitySkewness,
} from "./distribution-shape.ts";
import { intensityEnergy, intensityRootMeanSquare } from "./energy.ts";
import { histogramCounts, intensityEntropy, intensityUniformity } from "./histogram.ts";
import {
  intensityIntegrated,
  intensityMean,
  intensityMedian,
  intensityMode,
  intensityRobustMean,
} from "./location.ts";
import {
  intensityInterquartileRange,
  intensityMaximum,
  intensityMinimum,
  intensityPercentile1,
  intensityPercentile10,
  intensityPercentile25,
  intensityPercentile75,
  intensityPercentile90,
  intensityPercentile99,
  intensityQuartileCoefficientOfDispersion,
  intensityRange,
  intensityUniformityPiu,
} from "./quantiles.ts";

export const histogramFeatures = (d: Discretisation): readonly AnyFeature[] => [histogramCounts(d)];

/** Nyxus has a second code for volumes: the same with a 3 in front. */
export function alsoForVolumes(feature: AnyFeature): AnyFeature {
  const { nyxus, nyxusAliases = [] } = feature.names;
  if (nyxus === undefined) return feature;
  return { ...feature, names: { ...feature.names, nyxusAliases: [...nyxusAliases, `3${nyxus}`] } };
}

export const intensityFeatures = (d: Discretisation): readonly AnyFeature[] => [
  intensityCoefficientOfVariation,
  intensityCoveredImageRange,
  intensityEnergy,
  intensityEntropy(d),
  intensityExcessKurtosis,
  intensityHyperflatness,
  intensityHyperskewness,
  intensityIntegrated,
  intensityInterquartileRange,
  intensityKurtosis,
  intensityMaximum,
  intensityMean,
  intensityMeanAbsoluteDeviation,
  intensityMedian,
  intensityMedianAbsoluteDeviation,
  intensityMinimum,
  intensityMode,
  intensityPercentile1,
  intensityPercentile10,
  intensityPercentile25,
  intensityPercentile75,
  intensityPercentile90,
  intensityPercentile99,
  intensityQuartileCoefficientOfDispersion,
  intensityRange,
  intensityRobustMean,
  intensityRobustMeanAbsoluteDeviation,
  intensityRootMeanSquare,
  intensitySampleCoefficientOfVariation,
  intensitySampleStandardDeviation,
  intensitySampleVariance,
  intensitySkewness,
  intensityStandardDeviation,
  intensityStandardError,
  intensityUniformity(d),
  intensityUniformityPiu,
  intensityVariance,
];
