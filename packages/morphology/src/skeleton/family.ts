import { defineFamily } from "@pixelmetry/roi";
import { skeletonFeatures } from "./features.ts";

/** The lines in the middle of a region. */
export const skeleton = defineFamily({
  id: "skeleton",
  title: "Skeleton",
  description: "Length, ends and junctions of the lines that are left when the region is thinned.",
  nyxusGroups: [],
  parameters: {},
  features: () => skeletonFeatures,
});
