import { defineFamily } from "@pixelmetry/roi";
import { chordFeatures } from "./features.ts";
import { chordParameters } from "./parameters.ts";

/** Lengths of parallel lines inside the region. */
export const chords = defineFamily({
  id: "chords",
  title: "Chords",
  description:
    "Lengths of the longest chords on parallel lines through the region, exact for its pixels, over directions in equal steps: of all lines, and the longest of each direction.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: chordParameters,
  features: chordFeatures,
});
