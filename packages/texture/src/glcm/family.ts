import { defineFamily } from "@pixelmetry/roi";
import { glcmFeatures } from "./features.ts";
import { glcmParameters, glcmSettings } from "./settings.ts";

/** Grey level co-occurrence matrix. */
export const glcm = defineFamily({
  id: "glcm",
  title: "Grey level co-occurrence matrix",
  description:
    "How often two grey levels occur side by side inside a ROI, in each of four directions (thirteen in a volume), as IBSI defines it; pairs with a pixel outside the ROI do not count. Each measure is given as the mean over the directions and, for images, per direction.",
  nyxusGroups: ["*ALL_GLCM*", "*3D_GLCM*"],
  parameters: glcmParameters,
  features: (parameters) => glcmFeatures(glcmSettings(parameters)),
});
