import { defineFeature, missing, roiInfo } from "@pixelmetry/roi";
import { ibsi } from "../sources.ts";
import { centralMoments } from "./central-moments.ts";
import { centreOfMass } from "./centre-of-mass.ts";

/** Distance between the centroid and the intensity-weighted centroid. */
export const massDisplacement = defineFeature({
  id: "morphology_mass_displacement",
  definition:
    "Distance between the centroid of the region and its intensity-weighted centroid, in the unit of lengths.",
  formula:
    "\\left\\lVert \\frac{\\sum_i \\mathbf{x}_i I_i}{\\sum_i I_i} - \\frac{1}{n}\\sum_i \\mathbf{x}_i \\right\\rVert",
  unit: "length",
  dimensions: [2, 3],
  names: { nyxus: "MASS_DISPLACEMENT", ibsi: "KLMA", cellprofiler: "Intensity_MassDisplacement" },
  reference: ibsi("KLMA"),
  degenerate:
    "One pixel and constant intensity: 0. Intensities that add up to 0: missing (undefined). No finite intensity: missing (empty).",
  needs: { roi: roiInfo, moments: centralMoments, centre: centreOfMass },
  compute({ roi, moments, centre }) {
    if (centre.n === 0) return missing("empty");
    if (centre.mass === 0) return missing("undefined");
    const [sx, sy, sz] = roi.image.spacing;
    const dx = (centre.x - moments.x) * sx;
    const dy = (centre.y - moments.y) * sy;
    const dz = (centre.z - moments.z) * sz;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  },
});
