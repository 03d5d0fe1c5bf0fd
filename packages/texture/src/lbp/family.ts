import { defineFamily } from "@pixelmetry/roi";
import { lbpHistogram } from "./histogram.ts";

/** Local binary patterns. */
export const lbp = defineFamily({
  id: "lbp",
  title: "Local binary patterns",
  description:
    "Which of the neighbours on a circle around a pixel are not darker than it: the histogram of rotation-invariant uniform patterns. It does not change when intensities are shifted or multiplied by a positive factor.",
  nyxusGroups: [],
  parameters: {
    "lbp.points": {
      default: 8,
      description: "Number of neighbours on the circle",
      minimum: 3,
      maximum: 64,
      integer: true,
    },
    "lbp.radius": {
      default: 1,
      description: "Radius of the circle",
      unit: "pixel",
      minimum: 0.5,
      maximum: 32,
    },
  },
  features: (parameters) => [lbpHistogram(parameters["lbp.points"], parameters["lbp.radius"])],
});
