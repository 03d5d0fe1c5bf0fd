/**
 * Spatial autocorrelation of the intensities of a ROI.
 * @module
 */
import { type AnyFeature, defineFeature, missing, type Value } from "@pixelmetry/roi";
import { type SpatialSums, spatialSums } from "./intensity-box.ts";

const source = (code: string): string =>
  `IBSI ${code}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.1 (arXiv:1612.07003).`;

const weights = "w_{ij} = \\frac{1}{\\lVert x_i - x_j \\rVert}";
const degenerate =
  "No finite pixel: missing (empty). One pixel: missing (too few pixels). Constant: missing (constant intensity). Bounding box of more than 16.7 million pixels: missing (exceeds budget).";

export const spatialAutocorrelationFeatures: readonly AnyFeature[] = [
  feature(
    "geary_c",
    "Geary's C: how much the intensities of two pixels differ, weighted by the inverse distance of the pixels and relative to the variance; below 1 when near pixels are alike.",
    `C = \\frac{N - 1}{2 \\sum_{i \\ne j} w_{ij}} \\cdot \\frac{\\sum_{i \\ne j} w_{ij} (X_i - X_j)^2}{\\sum_i (X_i - \\mu)^2},\\quad ${weights}`,
    "NPT7",
    "Geary 1954, doi:10.2307/2986645.",
    // (y_i - y_j)² = y_i² + y_j² - 2 y_i y_j, and w is symmetric.
    ({ n, weights, products, squares, deviations }) =>
      ((n - 1) * (squares - products)) / (weights * deviations),
  ),
  feature(
    "moran_i",
    "Moran's I: correlation of the intensities of two pixels, weighted by the inverse distance of the pixels; near -1 / (N - 1) without spatial order.",
    `I = \\frac{N}{\\sum_{i \\ne j} w_{ij}} \\cdot \\frac{\\sum_{i \\ne j} w_{ij} (X_i - \\mu)(X_j - \\mu)}{\\sum_i (X_i - \\mu)^2},\\quad ${weights}`,
    "N365",
    "Moran 1950, doi:10.1093/biomet/37.1-2.17.",
    ({ n, weights, products, deviations }) => (n * products) / (weights * deviations),
  ),
];

function feature(
  id: string,
  definition: string,
  formula: string,
  ibsi: string,
  reference: string,
  of: (sums: SpatialSums) => number,
): AnyFeature {
  return defineFeature({
    id: `spatial_autocorrelation_${id}`,
    definition: `${definition} Distances are those of pixel centres, in physical units where the image has them.`,
    formula,
    unit: "dimensionless",
    dimensions: [2, 3],
    names: { ibsi },
    reference: `${source(ibsi)} ${reference}`,
    degenerate,
    needs: { sums: spatialSums },
    compute({ sums }): Value {
      if (sums.missing !== undefined) return sums.missing;
      if (sums.n < 2) return missing(sums.n === 0 ? "empty" : "too-few-pixels");
      return sums.deviations === 0 ? missing("constant-intensity") : of(sums);
    },
  });
}
