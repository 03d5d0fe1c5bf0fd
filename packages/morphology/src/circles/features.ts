import { type AnyFeature, defineFeature, missing, roiInfo } from "@pixelmetry/roi";
import { circumscribedDiameter, enclosingDiameter, inscribedDiameter } from "./circle-diameters.ts";
import { largestDistance } from "./largest-distance.ts";

const nyxus = "Nyxus, 2D morphology.";
const twice = (distance: string): string => `2\\,${distance}`;

/** Smallest circle that holds the region. */
export const minimumEnclosingCircleDiameter = defineFeature({
  id: "morphology_minimum_enclosing_circle_diameter",
  definition: "Diameter of the smallest circle that holds all pixels of the region, with their corners.",
  formula: twice("\\min_c \\max_{p \\in R} \\lVert p-c \\rVert"),
  unit: "length",
  dimensions: [2],
  names: { nyxus: "DIAMETER_MIN_ENCLOSING_CIRCLE" },
  reference:
    "E. Welzl, Smallest enclosing disks, Lecture Notes in Computer Science 555 (1991) 359, doi:10.1007/BFb0038202; ISO 9276-6:2008.",
  degenerate: "One pixel of size 1: 1.414. Intensities do not matter.",
  needs: { diameter: enclosingDiameter },
  compute: ({ diameter }) => diameter,
});

/** Smallest circle about the centroid that holds the region. */
export const circumscribedCircleDiameter = defineFeature({
  id: "morphology_circumscribed_circle_diameter",
  definition:
    "Diameter of the smallest circle about the centroid that holds all pixels of the region, with their corners.",
  formula: twice("\\max_{p \\in R} \\lVert p-\\bar p \\rVert"),
  unit: "length",
  dimensions: [2],
  names: { nyxus: "DIAMETER_CIRCUMSCRIBING_CIRCLE" },
  reference: nyxus,
  degenerate: "One pixel of size 1: 1.414. Intensities do not matter.",
  needs: { diameter: circumscribedDiameter },
  compute: ({ diameter }) => diameter,
});

/** Largest circle about the centroid inside the region. */
export const inscribedCircleDiameter = defineFeature({
  id: "morphology_inscribed_circle_diameter",
  definition: "Diameter of the largest circle about the centroid that lies in the region.",
  formula: twice("\\min_{p \\in \\partial R} \\lVert p-\\bar p \\rVert"),
  unit: "length",
  dimensions: [2],
  names: { nyxus: "DIAMETER_INSCRIBING_CIRCLE" },
  reference: nyxus,
  degenerate:
    "One pixel of size 1: 1. A centroid outside the region: missing (undefined). Intensities do not matter.",
  needs: { diameter: inscribedDiameter },
  compute: ({ diameter }) => (Number.isNaN(diameter) ? missing("undefined") : diameter),
});

/** Largest circle inside the region. */
export const maximumInscribedCircleDiameter = defineFeature({
  id: "morphology_maximum_inscribed_circle_diameter",
  definition:
    "Diameter of the largest circle inside the region: twice the largest distance of a pixel's centre to the centre of the nearest background pixel, less the size of a pixel. Of a square with an odd number of columns it is the width.",
  formula: "2\\max_{p \\in R} \\min_{q \\notin R} \\lVert p-q \\rVert - \\sqrt{s_x s_y}",
  unit: "length",
  dimensions: [2],
  names: {},
  reference:
    "A. Meijster, J. Roerdink, W. Hesselink, A general algorithm for computing distance transforms in linear time (2000), doi:10.1007/0-306-47025-X_36.",
  degenerate: "One pixel of size 1: 1. Intensities do not matter.",
  needs: { roi: roiInfo, distance: largestDistance },
  compute: ({ roi, distance }) => 2 * distance - Math.sqrt(roi.image.spacing[0] * roi.image.spacing[1]),
});

export const circleFeatures: readonly AnyFeature[] = [
  circumscribedCircleDiameter,
  inscribedCircleDiameter,
  maximumInscribedCircleDiameter,
  minimumEnclosingCircleDiameter,
];
