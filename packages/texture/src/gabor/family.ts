import { defineFamily } from "@pixelmetry/roi";
import { gaborResponseRatio } from "./response-ratio.ts";
import { gaborParameters, gaborSettings } from "./settings.ts";

/** Gabor filters. */
export const gabor = defineFamily({
  id: "gabor",
  title: "Gabor filters",
  description:
    "How much of a ROI answers to waves of given frequencies and directions, each in a Gaussian envelope: the share of its pixels with a response above a threshold, relative to a low-pass filter.",
  nyxusGroups: [],
  parameters: gaborParameters,
  features: (parameters) => [gaborResponseRatio(gaborSettings(parameters))],
});
