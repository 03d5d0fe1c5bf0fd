import { defineFeature, type Feature, type FeatureNames, missing, type Value } from "@pixelmetry/roi";
import { type EdgeValues, edgeValues } from "./edge-values.ts";

const boundary =
  "boundary pixels: those with a pixel above, below, left or right that is not of the region or not of the image";

/** One statistic of the boundary pixels' intensities. */
const edgeFeature = (
  statistic: string,
  words: string,
  formula: string,
  names: FeatureNames,
  onePixel: string,
  of: (edge: EdgeValues) => Value,
): Feature =>
  defineFeature({
    id: `morphology_edge_intensity_${statistic}`,
    definition: `${words} of the intensities of the ${boundary}.`,
    formula,
    unit: "intensity",
    dimensions: [2],
    names,
    reference:
      "CellProfiler, MeasureObjectIntensity, edge intensities (there, the border of the image makes no boundary); Nyxus, 2D morphology.",
    degenerate: `One pixel: ${onePixel}. No finite intensity on the boundary: missing (empty).`,
    needs: { edge: edgeValues },
    compute: ({ edge }) => (edge.n === 0 ? missing("empty") : of(edge)),
  });

/** Mean intensity of the boundary. */
export const edgeIntensityMean = edgeFeature(
  "mean",
  "Mean",
  "\\frac{1}{m}\\sum_{i \\in B} x_i",
  { nyxus: "EDGE_MEAN_INTENSITY", cellprofiler: "Intensity_MeanIntensityEdge" },
  "its intensity",
  ({ mean }) => mean,
);

/** Standard deviation of intensities of the boundary. */
export const edgeIntensityStandardDeviation = edgeFeature(
  "standard_deviation",
  "Standard deviation, with m - 1 in the denominator,",
  "\\sqrt{\\frac{1}{m-1}\\sum_{i \\in B} (x_i-\\bar x)^2}",
  { nyxus: "EDGE_STDDEV_INTENSITY" },
  "missing (too-few-pixels)",
  ({ n, m2 }) => (n < 2 ? missing("too-few-pixels") : Math.sqrt(m2 / (n - 1))),
);

/** Largest intensity of the boundary. */
export const edgeIntensityMaximum = edgeFeature(
  "maximum",
  "Largest",
  "\\max_{i \\in B} x_i",
  { nyxus: "EDGE_MAX_INTENSITY", cellprofiler: "Intensity_MaxIntensityEdge" },
  "its intensity",
  ({ maximum }) => maximum,
);

/** Smallest intensity of the boundary. */
export const edgeIntensityMinimum = edgeFeature(
  "minimum",
  "Smallest",
  "\\min_{i \\in B} x_i",
  { nyxus: "EDGE_MIN_INTENSITY", cellprofiler: "Intensity_MinIntensityEdge" },
  "its intensity",
  ({ minimum }) => minimum,
);

/** Sum of intensities of the boundary. */
export const edgeIntensitySum = edgeFeature(
  "sum",
  "Sum",
  "\\sum_{i \\in B} x_i",
  { nyxus: "EDGE_INTEGRATED_INTENSITY", cellprofiler: "Intensity_IntegratedIntensityEdge" },
  "its intensity",
  ({ sum }) => sum,
);
