import { defineFeature, missing, roiInfo } from "@pixelmetry/roi";
import { regionProperties } from "../sources.ts";

const needs = { roi: roiInfo };

/** Number of pixels. */
export const pixelCount = defineFeature({
  id: "morphology_pixel_count",
  definition: "Number of pixels (in a volume, voxels) of the region.",
  formula: "n",
  unit: "count",
  dimensions: [2, 3],
  names: { nyxus: "AREA_PIXELS_COUNT", cellprofiler: "AreaShape_Area", skimage: "num_pixels" },
  reference: regionProperties,
  degenerate: "One pixel: 1. Intensities do not matter.",
  needs,
  compute: ({ roi }) => roi.count,
});

/** Area in the unit of lengths, squared. */
export const area = defineFeature({
  id: "morphology_area",
  definition: "Number of pixels times the area of a pixel, in the unit of lengths squared.",
  formula: "n\\,s_x s_y",
  unit: "area",
  dimensions: [2],
  names: { skimage: "area", pyradiomics: "PixelSurface" },
  reference: regionProperties,
  degenerate: "One pixel: the area of a pixel. Intensities do not matter.",
  needs,
  compute: ({ roi }) => roi.count * (roi.image.spacing[0] * roi.image.spacing[1]),
});

/** Area in square micrometres. */
export const areaUm2 = defineFeature({
  id: "morphology_area_um2",
  definition: "Number of pixels times the physical area of a pixel in square micrometres.",
  formula: "n\\,s_x s_y",
  unit: "um^2",
  dimensions: [2],
  names: { nyxus: "AREA_UM2" },
  reference: "Nyxus, 2D morphology.",
  degenerate:
    "One pixel: the area of a pixel. Without a physical pixel size: missing (no-physical-spacing). Intensities do not matter.",
  needs,
  compute({ roi }) {
    const spacing = roi.image.spacingUm;
    return spacing === undefined ? missing("no-physical-spacing") : roi.count * (spacing[0] * spacing[1]);
  },
});

/** Diameter of the disc of the same area. */
export const diameterEqualArea = defineFeature({
  id: "morphology_diameter_equal_area",
  definition: "Diameter of the disc that has the area of the region.",
  formula: "2\\sqrt{\\frac{n\\,s_x s_y}{\\pi}}",
  unit: "length",
  dimensions: [2],
  names: {
    nyxus: "DIAMETER_EQUAL_AREA",
    cellprofiler: "AreaShape_EquivalentDiameter",
    skimage: "equivalent_diameter_area",
  },
  reference: regionProperties,
  degenerate: "One pixel of size 1: 1.128. Intensities do not matter.",
  needs,
  compute: ({ roi }) => 2 * Math.sqrt((roi.count * (roi.image.spacing[0] * roi.image.spacing[1])) / Math.PI),
});
