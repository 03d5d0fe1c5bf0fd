import { defineFeature, type Feature, missing, roiInfo } from "@pixelmetry/roi";
import { ellipseMoments } from "../sources.ts";
import { ellipseOf } from "./ellipse.ts";
import type { EllipseParameters } from "./parameters.ts";

const tooFew = missing("too-few-pixels");

const withoutAxis = (pixelExtent: boolean, onePixel: string, line: string): string =>
  pixelExtent
    ? `One square pixel: ${onePixel}. Intensities do not matter.`
    : `One pixel: missing (too-few-pixels). A line: ${line}. Intensities do not matter.`;

/** Second axis over longest axis. */
export function elongation(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_elongation",
    definition:
      "Second over longest axis length of the ellipse (in a volume, ellipsoid) that has the second moments of the region; 1 for a disc, towards 0 the more elongated.",
    formula: "\\sqrt{\\lambda_2 / \\lambda_1}",
    unit: "dimensionless",
    dimensions: [2, 3],
    names: { nyxus: "ELONGATION" },
    reference: ellipseMoments,
    degenerate: withoutAxis(pixelExtent, "1", "0"),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse: { major, minor } }) => (major === 0 ? tooFew : minor / major),
  });
}

/** Focal distance over major axis. */
export function eccentricity(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_eccentricity",
    definition:
      "Distance of the foci over the major axis length of the ellipse that has the second moments of the region; 0 for a disc, 1 for a line without width.",
    formula: "\\sqrt{1-\\lambda_2/\\lambda_1}",
    unit: "dimensionless",
    dimensions: [2],
    names: {
      nyxus: "ECCENTRICITY",
      ...(pixelExtent ? {} : { skimage: "eccentricity", cellprofiler: "AreaShape_Eccentricity" }),
    },
    reference: ellipseMoments,
    degenerate: withoutAxis(pixelExtent, "0", "1"),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse }) => (ellipse.major === 0 ? tooFew : ellipse.eccentricity),
  });
}

/** Direction of the major axis. */
export function orientation(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_orientation",
    definition:
      "Angle from the x axis (columns to the right) towards the y axis (rows downwards) to the major axis of the ellipse that has the second moments of the region, in (-90, 90]. scikit-image counts from the y axis towards the x axis in radians: pi/2 minus this.",
    formula: "\\frac{1}{2}\\operatorname{atan2}\\left(2\\mu_{xy},\\ \\mu_{xx}-\\mu_{yy}\\right)",
    unit: "degree",
    dimensions: [2],
    names: { nyxus: "ORIENTATION" },
    reference: ellipseMoments,
    degenerate:
      "One square pixel, a square and whatever else has no longest direction: missing (undefined); Nyxus gives 0. Intensities do not matter.",
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { ellipse: ellipseOf(pixelExtent) },
    compute: ({ ellipse: { orientation: angle } }) => (Number.isNaN(angle) ? missing("undefined") : angle),
  });
}

/** Area over the disc on the major axis. */
export function roundness(parameters: EllipseParameters): Feature {
  const pixelExtent = parameters["ellipse.pixel_extent"];
  return defineFeature({
    id: "morphology_roundness",
    definition:
      "Area of the region over the area of the disc whose diameter is the major axis length of the ellipse that has the second moments of the region.",
    formula: "\\frac{4 A}{\\pi\\, a^2}",
    unit: "dimensionless",
    dimensions: [2],
    names: { nyxus: "ROUNDNESS" },
    reference:
      "Nyxus, 2D morphology; the roundness of ImageJ up to the pixel extent and the area of the ellipse.",
    degenerate: withoutAxis(pixelExtent, "0.955", "its width matters, its length does not"),
    parameters: { "ellipse.pixel_extent": pixelExtent },
    needs: { roi: roiInfo, ellipse: ellipseOf(pixelExtent) },
    compute({ roi, ellipse: { major } }) {
      if (major === 0) return tooFew;
      return (4 * roi.count * (roi.image.spacing[0] * roi.image.spacing[1])) / (Math.PI * major * major);
    },
  });
}
