import { defineFeature, roiInfo } from "@pixelmetry/roi";
import { regionProperties } from "../sources.ts";
import { centralMoments } from "./central-moments.ts";

const needs = { roi: roiInfo, moments: centralMoments };
const degenerate = "One pixel: its own coordinate. Intensities do not matter.";

/** Mean x coordinate. */
export const centroidX = defineFeature({
  id: "morphology_centroid_x",
  definition: "Mean x coordinate of the pixel centres, counted from 0 at the first column of the image.",
  formula: "\\frac{1}{n}\\sum_{i=1}^{n} x_i",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "CENTROID_X", cellprofiler: "AreaShape_Center_X", skimage: "centroid-1" },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, moments }) => roi.x0 + moments.x,
});

/** Mean y coordinate. */
export const centroidY = defineFeature({
  id: "morphology_centroid_y",
  definition: "Mean y coordinate of the pixel centres, counted from 0 at the first row of the image.",
  formula: "\\frac{1}{n}\\sum_{i=1}^{n} y_i",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "CENTROID_Y", cellprofiler: "AreaShape_Center_Y", skimage: "centroid-0" },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, moments }) => roi.y0 + moments.y,
});

/** Mean z coordinate. */
export const centroidZ = defineFeature({
  id: "morphology_centroid_z",
  definition: "Mean z coordinate of the voxel centres, counted from 0 at the first plane of the volume.",
  formula: "\\frac{1}{n}\\sum_{i=1}^{n} z_i",
  unit: "pixel",
  dimensions: [3],
  names: { cellprofiler: "AreaShape_Center_Z" },
  reference: regionProperties,
  degenerate,
  needs,
  compute: ({ roi, moments }) => roi.z0 + moments.z,
});
