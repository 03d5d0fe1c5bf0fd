import { defineFamily } from "@pixelmetry/roi";
import { circleFeatures } from "./features.ts";

/** Circles around and inside the region. */
export const circles = defineFamily({
  id: "circles",
  title: "Enclosing and inscribed circles",
  description:
    "Diameters of the smallest circles around the region and of the largest ones inside it, wherever their centre is and about the centroid.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => circleFeatures,
});
