import { defineFeature, roiInfo } from "@pixelmetry/roi";

/** Share of the bounding box that the region covers; in (0, 1]. */
export const boxFill = defineFeature({
  id: "__id___box_fill",
  definition: "Number of pixels of the region over the number of pixels of its bounding box.",
  formula: "\\frac{N}{w\\,h\\,d}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: {},
  reference: "Own definition.",
  degenerate: "One pixel: 1. A constant region is like any other. Empty regions do not occur.",
  needs: { roi: roiInfo },
  compute: ({ roi }) => roi.count / ((roi.x1 - roi.x0) * (roi.y1 - roi.y0) * (roi.z1 - roi.z0)),
});
