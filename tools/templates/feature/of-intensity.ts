import { defineFeature, missing, valueCounts } from "@pixelmetry/roi";

/** TODO: what is measured, in a few words. */
export const __camel__ = defineFeature({
  id: "__id__",
  definition: "TODO: what is measured, in one sentence.",
  formula: "n",
  unit: "count",
  dimensions: [2, 3],
  names: {},
  reference: "TODO: the paper or manual the definition comes from, or: Own definition.",
  degenerate: "TODO: what one-pixel and constant ROIs give. No finite pixel: missing (empty).",
  needs: { counts: valueCounts },
  compute: ({ counts: { n } }) => (n === 0 ? missing("empty") : n),
});
