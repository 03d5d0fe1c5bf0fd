import { defineFamily } from "@pixelmetry/roi";
import { fractalFeatures } from "./features.ts";

/** How much of the plane a region and its outline fill as one looks closer. */
export const fractal = defineFamily({
  id: "fractal",
  title: "Fractal dimensions",
  description: "Fractal dimension of the region by counting boxes, and of its outline by walking along it.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => fractalFeatures,
});
