import { defineFamily } from "@pixelmetry/roi";
import { localIntensityFeatures } from "./features.ts";

/** Local intensity. */
export const localIntensity = defineFamily({
  id: "local_intensity",
  title: "Local intensity",
  description:
    "Peaks of the mean intensity within a ball of 1 cm³, as IBSI defines them and as positron emission tomography reports them: less noisy than the largest intensity. Needs the physical pixel size. NaN and infinite pixels are left out.",
  nyxusGroups: [],
  parameters: {
    "local_intensity.radius": {
      // (3 / 4π)^(1/3) cm: the ball of 1 cm³.
      default: 6.203504908994,
      description: "Radius of the ball within which intensities are averaged",
      unit: "mm",
      minimum: Number.MIN_VALUE,
    },
  },
  features: (parameters) => localIntensityFeatures(parameters["local_intensity.radius"]),
});
