/**
 * Magnitude of the intensities of a ROI, measured from 0 as they are: nothing is shifted to be positive.
 * @module
 */
import { defineFeature, missing } from "@pixelmetry/roi";
import { firstOrderMoments } from "./first-order.ts";
import { empty, ibsiStatistics } from "./sources.ts";

export const intensityEnergy = defineFeature({
  id: "intensity_energy",
  definition: "Sum of the squared intensities of the ROI.",
  formula: "\\sum_{i=1}^{N} x_i^2",
  unit: "intensity^2",
  dimensions: [2, 3],
  names: { nyxus: "ENERGY", ibsi: "N8CA", pyradiomics: "firstorder_Energy" },
  reference: `${ibsiStatistics("N8CA")} Nyxus wraps at 2^32 for intensities over 65535.`,
  degenerate: `${empty} One pixel: its squared intensity. Constant: N times the squared intensity.`,
  needs: { moments: firstOrderMoments },
  compute: ({ moments: { n, sumOfSquares } }) => (n === 0 ? missing("empty") : sumOfSquares),
});

export const intensityRootMeanSquare = defineFeature({
  id: "intensity_root_mean_square",
  definition: "Square root of the mean squared intensity of the ROI.",
  formula: "\\sqrt{\\frac{1}{N} \\sum_{i=1}^{N} x_i^2}",
  unit: "intensity",
  dimensions: [2, 3],
  names: { nyxus: "ROOT_MEAN_SQUARED", ibsi: "5ZWQ", pyradiomics: "firstorder_RootMeanSquared" },
  reference: `${ibsiStatistics("5ZWQ")} Nyxus wraps at 2^32 for intensities over 65535.`,
  degenerate: `${empty} One pixel, constant: the magnitude of that intensity.`,
  needs: { moments: firstOrderMoments },
  compute: ({ moments: { n, sumOfSquares } }) => (n === 0 ? missing("empty") : Math.sqrt(sumOfSquares / n)),
});
