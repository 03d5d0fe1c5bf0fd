import { defineFamily } from "@pixelmetry/roi";
import { spatialAutocorrelationFeatures } from "./features.ts";

/** Moran's I and Geary's C. */
export const spatialAutocorrelation = defineFamily({
  id: "spatial_autocorrelation",
  title: "Spatial autocorrelation",
  description:
    "Whether pixels that lie close together have similar intensities: Moran's I and Geary's C with inverse distances as weights, over all pairs of pixels of a ROI, as IBSI defines them. Exact, in a time that grows as n log n. NaN and infinite pixels are left out.",
  nyxusGroups: [],
  parameters: {},
  features: () => spatialAutocorrelationFeatures,
});
