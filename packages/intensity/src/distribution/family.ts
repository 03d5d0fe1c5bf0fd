import { defineFamily, discretisationOf, discretisationParameters } from "@pixelmetry/roi";
import { intensityQuantiles } from "./chosen-quantiles.ts";
import { intensityRenyiEntropy, intensityShannonEntropy } from "./entropies.ts";
import { intensityMedianDistanceToMedian } from "./median-distance.ts";

/** Quantiles of one's choice and entropies. */
export const intensityDistribution = defineFamily({
  id: "intensity_distribution",
  title: "Distribution of the intensities",
  description:
    "Any quantiles, the median distance to the median, and entropies: Shannon's of the intensities as they are, Rényi's of grey levels. Where the pixels lie does not matter. NaN and infinite pixels are left out.",
  nyxusGroups: [],
  parameters: {
    ...discretisationParameters,
    "intensity.quantiles": {
      default: [0.05, 0.5, 0.95],
      description: "Shares of the pixels whose largest intensities are wanted",
      minimum: 0,
      maximum: 1,
    },
    "intensity.renyi_order": {
      default: 2,
      description: "Order of the Rényi entropy; 1 is that of Shannon, 2 the logarithm of the uniformity",
      minimum: 0,
      maximum: 1000,
    },
  },
  features: (parameters) => [
    intensityMedianDistanceToMedian,
    intensityQuantiles(parameters["intensity.quantiles"]),
    intensityRenyiEntropy(discretisationOf(parameters), parameters["intensity.renyi_order"]),
    intensityShannonEntropy,
  ],
});
