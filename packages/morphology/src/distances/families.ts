import { defineFamily } from "@pixelmetry/roi";
import { erosionFeatures } from "./erosions.ts";
import { radiusFeatures } from "./radius.ts";

/** How many erosions a region survives. */
export const erosion = defineFamily({
  id: "erosion",
  title: "Erosions",
  description:
    "How many erosions with a cross of 3 x 3 pixels a region, and the rest of its bounding box, survive.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => erosionFeatures,
});

/** Distances of pixels to the edge. */
export const roiRadius = defineFamily({
  id: "roi_radius",
  title: "Radius",
  description: "Exact Euclidean distances of the region's pixels to background: maximum, mean and median.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => radiusFeatures,
});
