import { defineFeature, roiInfo } from "@pixelmetry/roi";

/** TODO: what is measured, in a few words. */
export const __camel__ = defineFeature({
  id: "__id__",
  definition: "TODO: what is measured, in one sentence.",
  formula: "n",
  unit: "count",
  dimensions: [2, 3],
  names: {},
  reference: "TODO: the paper or manual the definition comes from, or: Own definition.",
  degenerate: "TODO: what empty, one-pixel and constant ROIs give.",
  needs: { roi: roiInfo },
  compute: ({ roi }) => roi.count,
});
