import { defineFamily } from "@pixelmetry/roi";
import { perimeterParameters } from "../contour/parameters.ts";
import { convexHullFeatures } from "./features.ts";

/** Convex hull, and how close the region comes to it and to a disc. */
export const convexHull = defineFamily({
  id: "convex_hull",
  title: "Convex hull and circularity",
  description:
    "Area and perimeter of the convex hull of the region's pixels, and ratios that compare the region with its hull and with a disc.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: perimeterParameters,
  features: convexHullFeatures,
});
