import { defineFeature, roiInfo } from "@pixelmetry/roi";
import { regionProperties } from "../sources.ts";

const needs = { roi: roiInfo };
const reference = regionProperties;
const position = "One pixel: its own coordinate. Intensities do not matter.";
const extension = "One pixel: 1. Intensities do not matter.";

/** First column. */
export const bboxXMin = defineFeature({
  id: "morphology_bbox_x_min",
  definition: "Smallest x coordinate of a pixel, counted from 0 at the first column of the image.",
  formula: "\\min_i x_i",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "BBOX_XMIN", cellprofiler: "AreaShape_BoundingBoxMinimum_X", skimage: "bbox-1" },
  reference,
  degenerate: position,
  needs,
  compute: ({ roi }) => roi.x0,
});

/** First row. */
export const bboxYMin = defineFeature({
  id: "morphology_bbox_y_min",
  definition: "Smallest y coordinate of a pixel, counted from 0 at the first row of the image.",
  formula: "\\min_i y_i",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "BBOX_YMIN", cellprofiler: "AreaShape_BoundingBoxMinimum_Y", skimage: "bbox-0" },
  reference,
  degenerate: position,
  needs,
  compute: ({ roi }) => roi.y0,
});

/** First plane. */
export const bboxZMin = defineFeature({
  id: "morphology_bbox_z_min",
  definition: "Smallest z coordinate of a voxel, counted from 0 at the first plane of the volume.",
  formula: "\\min_i z_i",
  unit: "pixel",
  dimensions: [3],
  names: { cellprofiler: "AreaShape_BoundingBoxMinimum_Z" },
  reference,
  degenerate: position,
  needs,
  compute: ({ roi }) => roi.z0,
});

/** Columns. */
export const bboxWidth = defineFeature({
  id: "morphology_bbox_width",
  definition: "Number of columns from the first to the last that the region has pixels in.",
  formula: "\\max_i x_i - \\min_i x_i + 1",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "BBOX_WIDTH" },
  reference,
  degenerate: extension,
  needs,
  compute: ({ roi }) => roi.x1 - roi.x0,
});

/** Rows. */
export const bboxHeight = defineFeature({
  id: "morphology_bbox_height",
  definition: "Number of rows from the first to the last that the region has pixels in.",
  formula: "\\max_i y_i - \\min_i y_i + 1",
  unit: "pixel",
  dimensions: [2, 3],
  names: { nyxus: "BBOX_HEIGHT" },
  reference,
  degenerate: extension,
  needs,
  compute: ({ roi }) => roi.y1 - roi.y0,
});

/** Planes. */
export const bboxDepth = defineFeature({
  id: "morphology_bbox_depth",
  definition: "Number of planes from the first to the last that the region has voxels in.",
  formula: "\\max_i z_i - \\min_i z_i + 1",
  unit: "pixel",
  dimensions: [3],
  names: {},
  reference,
  degenerate: extension,
  needs,
  compute: ({ roi }) => roi.z1 - roi.z0,
});

/** Share of the bounding box that the region covers. */
export const extent = defineFeature({
  id: "morphology_extent",
  definition: "Number of pixels over the number of pixels of the bounding box; in (0, 1].",
  formula: "\\frac{n}{w\\,h\\,d}",
  unit: "dimensionless",
  dimensions: [2, 3],
  names: { nyxus: "EXTENT", cellprofiler: "AreaShape_Extent", skimage: "extent" },
  reference,
  degenerate: extension,
  needs,
  compute: ({ roi }) => roi.count / ((roi.x1 - roi.x0) * (roi.y1 - roi.y0) * (roi.z1 - roi.z0)),
});

/** Width over height of the bounding box. */
export const aspectRatio = defineFeature({
  id: "morphology_aspect_ratio",
  definition:
    "Width over height of the bounding box, both in the unit of lengths; below 1 for upright boxes.",
  formula: "\\frac{w\\,s_x}{h\\,s_y}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "ASPECT_RATIO" },
  reference: "Nyxus, 2D morphology.",
  degenerate: "One square pixel: 1. Intensities do not matter.",
  needs,
  compute({ roi: { x0, x1, y0, y1, image } }) {
    return ((x1 - x0) * image.spacing[0]) / ((y1 - y0) * image.spacing[1]);
  },
});
