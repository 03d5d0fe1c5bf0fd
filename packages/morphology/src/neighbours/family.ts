import { defineFamily } from "@pixelmetry/roi";
import { neighbourFeatures } from "./features.ts";
import { neighbourParameters } from "./parameters.ts";

/** Number, distance and direction of the regions around a region. */
export const neighbours = defineFamily({
  id: "neighbours",
  title: "Neighbours",
  description:
    "How many regions lie within a distance of a region, how much of its boundary touches others, and how far and in which direction its neighbours are.",
  nyxusGroups: ["*ALL_NEIGHBOR*", "*ALL_MORPHOLOGY*"],
  parameters: neighbourParameters,
  features: neighbourFeatures,
});
