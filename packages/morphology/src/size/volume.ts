import { cbrt, defineFeature, type RoiInfo, roiInfo } from "@pixelmetry/roi";
import { ibsi, regionProperties } from "../sources.ts";

const needs = { roi: roiInfo };

function volumeOf({ count, image: { spacing } }: RoiInfo): number {
  return count * (spacing[0] * spacing[1] * spacing[2]);
}

/** Volume by voxel counting. */
export const volume = defineFeature({
  id: "morphology_volume",
  definition: "Number of voxels times the volume of a voxel, in the unit of lengths cubed.",
  formula: "n\\,s_x s_y s_z",
  unit: "volume",
  dimensions: [3],
  names: { nyxus: "3VOXEL_VOLUME", ibsi: "YEKZ", pyradiomics: "shape_VoxelVolume", skimage: "area" },
  reference: ibsi("YEKZ"),
  degenerate: "One voxel: the volume of a voxel. Intensities do not matter.",
  needs,
  compute: ({ roi }) => volumeOf(roi),
});

/** Diameter of the ball of the same volume. */
export const diameterEqualVolume = defineFeature({
  id: "morphology_diameter_equal_volume",
  definition: "Diameter of the ball that has the volume of the region.",
  formula: "\\sqrt[3]{\\frac{6\\,n\\,s_x s_y s_z}{\\pi}}",
  unit: "length",
  dimensions: [3],
  names: { cellprofiler: "AreaShape_EquivalentDiameter", skimage: "equivalent_diameter_area" },
  reference: regionProperties,
  degenerate: "One voxel of size 1: 1.241. Intensities do not matter.",
  needs,
  compute: ({ roi }) => cbrt((6 * volumeOf(roi)) / Math.PI),
});
