import { defineFamily } from "@pixelmetry/roi";
import { intensityPositionFeatures } from "./features.ts";

/** Where the intensity is largest. */
export const intensityPosition = defineFamily({
  id: "intensity_position",
  title: "Position of the largest intensity",
  description:
    "Coordinates of the brightest pixel of a ROI in the image. The centre of mass of the intensity and its distance from the centroid are in the family morphology_basic.",
  nyxusGroups: [],
  parameters: {},
  features: () => intensityPositionFeatures,
});
