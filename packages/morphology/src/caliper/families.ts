import { defineFamily } from "@pixelmetry/roi";
import { feretFeatures, martinFeatures, nassensteinFeatures } from "./features.ts";
import { caliperParameters } from "./parameters.ts";

const nyxusGroups = ["*ALL_MORPHOLOGY*"];

/** Widths between parallel lines. */
export const feret = defineFamily({
  id: "feret",
  title: "Feret diameters",
  description:
    "Width of the region between parallel lines: exact extremes over all directions, from its convex hull, and statistics over directions in equal steps. Pixels have area: a row of n pixels is n wide.",
  nyxusGroups,
  parameters: caliperParameters,
  features: feretFeatures,
});

/** Chords that halve the area. */
export const martin = defineFamily({
  id: "martin",
  title: "Martin diameters",
  description:
    "Length of the chord that halves the area of the region, over directions in equal steps. The region itself is cut, holes and bays included, not its convex hull.",
  nyxusGroups,
  parameters: caliperParameters,
  features: martinFeatures,
});

/** Chords from points of contact. */
export const nassenstein = defineFamily({
  id: "nassenstein",
  title: "Nassenstein diameters",
  description:
    "Length of the chord from the point of contact with a tangent straight into the region, over directions in equal steps.",
  nyxusGroups,
  parameters: caliperParameters,
  features: nassensteinFeatures,
});
