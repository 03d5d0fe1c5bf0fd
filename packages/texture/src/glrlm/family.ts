import { defineFamily } from "@pixelmetry/roi";
import { glrlmFeatures } from "./features.ts";
import { glrlmParameters, glrlmSettings } from "./settings.ts";

/** Grey level run length matrix. */
export const glrlm = defineFamily({
  id: "glrlm",
  title: "Grey level run length matrix",
  description:
    "How many runs of each length there are at each grey level, in each of four directions (thirteen in a volume), as IBSI defines it; a run is a longest row of pixels of one level inside a ROI. Each measure is given as the mean over the directions and, for images, per direction.",
  nyxusGroups: ["*ALL_GLRLM*", "*3D_GLRLM*"],
  parameters: glrlmParameters,
  features: (parameters) => glrlmFeatures(glrlmSettings(parameters)),
});
