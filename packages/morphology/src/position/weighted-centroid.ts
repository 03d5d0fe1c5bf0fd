import { defineFeature, missing, roiInfo, type Value } from "@pixelmetry/roi";
import { regionProperties } from "../sources.ts";
import { type CentreOfMass, centreOfMass } from "./centre-of-mass.ts";

const needs = { roi: roiInfo, centre: centreOfMass };
const degenerate =
  "One pixel: its own coordinate. Constant intensity: the centroid. Intensities that add up to 0: missing (undefined). No finite intensity: missing (empty). Intensities of both signs may put it outside of the region.";

function position(origin: number, { n, mass }: CentreOfMass, offset: number): Value {
  if (n === 0) return missing("empty");
  return mass === 0 ? missing("undefined") : origin + offset;
}

/** Intensity-weighted mean x coordinate. */
export const weightedCentroidX = defineFeature({
  id: "morphology_weighted_centroid_x",
  definition: "Mean x coordinate of the pixel centres, weighted with their intensities.",
  formula: "\\frac{\\sum_i x_i I_i}{\\sum_i I_i}",
  unit: "pixel",
  dimensions: [2, 3],
  names: {
    nyxus: "WEIGHTED_CENTROID_X",
    cellprofiler: "Location_CenterMassIntensity_X",
    skimage: "centroid_weighted-1",
  },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, centre }) => position(roi.x0, centre, centre.x),
});

/** Intensity-weighted mean y coordinate. */
export const weightedCentroidY = defineFeature({
  id: "morphology_weighted_centroid_y",
  definition: "Mean y coordinate of the pixel centres, weighted with their intensities.",
  formula: "\\frac{\\sum_i y_i I_i}{\\sum_i I_i}",
  unit: "pixel",
  dimensions: [2, 3],
  names: {
    nyxus: "WEIGHTED_CENTROID_Y",
    cellprofiler: "Location_CenterMassIntensity_Y",
    skimage: "centroid_weighted-0",
  },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, centre }) => position(roi.y0, centre, centre.y),
});

/** Intensity-weighted mean z coordinate. */
export const weightedCentroidZ = defineFeature({
  id: "morphology_weighted_centroid_z",
  definition: "Mean z coordinate of the voxel centres, weighted with their intensities.",
  formula: "\\frac{\\sum_i z_i I_i}{\\sum_i I_i}",
  unit: "pixel",
  dimensions: [3],
  names: { cellprofiler: "Location_CenterMassIntensity_Z" },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, centre }) => position(roi.z0, centre, centre.z),
});
