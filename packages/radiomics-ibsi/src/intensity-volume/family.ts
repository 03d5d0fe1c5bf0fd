import { defineFamily } from "@pixelmetry/roi";
import { ivhFeatures } from "./features.ts";
import { ivhParameters, ivhSettings } from "./settings.ts";

/** Intensity-volume histogram. */
export const ivh = defineFamily({
  id: "ivh",
  title: "Intensity-volume histogram",
  description:
    "Which share of a ROI is at least as bright as a given share of its intensity range, and the other way round, as IBSI defines it; dose-volume histograms are read the same way. The levels are finer than those of the texture families and have parameters of their own. NaN and infinite pixels are left out.",
  nyxusGroups: [],
  parameters: ivhParameters,
  features: (parameters) => ivhFeatures(ivhSettings(parameters)),
});
