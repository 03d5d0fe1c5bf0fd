import { defineFeature, roiInfo } from "@pixelmetry/roi";
import { distanceSpread } from "./distance-spread.ts";

/** Spread of the distances to the centroid over the area. */
export const compactness = defineFeature({
  id: "morphology_compactness",
  definition:
    "Sample standard deviation of the distances from the pixel centres to the centroid, over the area; with square pixels of size 1, over the number of pixels. It is not CellProfiler's compactness, the mean squared radius over the area.",
  formula:
    "\\frac{1}{A}\\sqrt{\\frac{1}{n-1}\\sum_{i=1}^{n}\\left(d_i-\\bar d\\right)^2},\\quad d_i=\\lVert\\mathbf{x}_i-\\bar{\\mathbf{x}}\\rVert",
  unit: "1/length",
  dimensions: [2],
  names: { nyxus: "COMPACTNESS" },
  reference: "Nyxus, 2D morphology.",
  degenerate: "One or two pixels: 0. Intensities do not matter.",
  needs: { roi: roiInfo, spread: distanceSpread },
  compute: ({ roi, spread }) => spread / (roi.count * roi.image.spacing[0] * roi.image.spacing[1]),
});
