import { type AnyFeature, defineFeature, type Feature, missing, roiInfo } from "@pixelmetry/roi";
import { perimeterOf } from "../contour/estimate-perimeter.ts";
import { estimatorOf, type PerimeterParameters } from "../contour/parameters.ts";
import { perimeterNote } from "../contour/perimeter.ts";
import { iso9276, regionProperties } from "../sources.ts";
import { convexHull } from "./convex-hull.ts";

const hullOnly = { hull: convexHull };
const corners =
  "of the region as a union of pixels with area (scikit-image and Nyxus count the pixels in a hull of points)";

/** Area of the convex hull. */
export const convexArea = defineFeature({
  id: "morphology_convex_area",
  definition: `Area of the convex hull ${corners}.`,
  formula: "\\frac{1}{2}\\sum_i \\left(x_i y_{i+1} - x_{i+1} y_i\\right)",
  unit: "area",
  dimensions: [2],
  names: { nyxus: "CONVEX_HULL_AREA" },
  reference: regionProperties,
  degenerate: "One pixel: the area of a pixel. Intensities do not matter.",
  needs: hullOnly,
  compute: ({ hull }) => hull.area,
});

/** Length of the convex hull. */
export const convexPerimeter = defineFeature({
  id: "morphology_convex_perimeter",
  definition: `Length of the boundary of the convex hull ${corners}.`,
  formula: "\\sum_i \\lVert v_{i+1} - v_i \\rVert",
  unit: "length",
  dimensions: [2],
  names: {},
  reference: iso9276,
  degenerate: "One pixel of size 1: 4. Intensities do not matter.",
  needs: hullOnly,
  compute: ({ hull }) => hull.perimeter,
});

/** Area over convex area. */
export const solidity = defineFeature({
  id: "morphology_solidity",
  definition: `Area of the region over the area of its convex hull ${corners}; in (0, 1].`,
  formula: "\\frac{A}{A_{\\text{convex}}}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "SOLIDITY" },
  reference: regionProperties,
  degenerate: "One pixel: 1. Intensities do not matter.",
  needs: { roi: roiInfo, hull: convexHull },
  compute: ({ roi, hull }) => (roi.count * (roi.image.spacing[0] * roi.image.spacing[1])) / hull.area,
});

/** Features that divide by the perimeter: no value without one. */
function perPerimeter(
  parameters: PerimeterParameters,
  definition: Pick<Feature, "id" | "definition" | "formula" | "names" | "reference"> & {
    readonly onePixel: string;
    readonly power: 1 | 2;
  },
): Feature {
  const { onePixel, power, ...rest } = definition;
  const estimator = estimatorOf(parameters);
  const single = /^(skimage|polygon)/.test(estimator)
    ? "One pixel has the perimeter 0: missing (undefined)."
    : `One square pixel: ${onePixel}.`;
  return defineFeature({
    ...rest,
    unit: "dimensionless",
    dimensions: [2],
    degenerate: `${single}${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "contour.perimeter": estimator },
    needs: { roi: roiInfo, perimeter: perimeterOf(estimator) },
    compute({ roi, perimeter }) {
      if (!(perimeter > 0)) return missing("undefined");
      const square =
        (4 * Math.PI * roi.count * (roi.image.spacing[0] * roi.image.spacing[1])) / perimeter ** 2;
      return power === 1 ? Math.sqrt(square) : square;
    },
  });
}

/** Circumference of the disc of the same area over the perimeter. */
export const circularity = (parameters: PerimeterParameters): Feature =>
  perPerimeter(parameters, {
    id: "morphology_circularity",
    definition:
      "Circumference of the disc that has the area of the region, over the perimeter of the region; 1 for a disc, as far as the estimator of the perimeter is right. The form factor is its square.",
    formula: "\\frac{\\sqrt{4\\pi A}}{P}",
    names: { nyxus: "CIRCULARITY" },
    reference: iso9276,
    onePixel:
      "0.886 by its sides, 1.253 by its iso-line, 1.322 by intersections with lines in four directions, 1.128 in two",
    power: 1,
  });

/** Circularity squared. */
export const formFactor = (parameters: PerimeterParameters): Feature =>
  perPerimeter(parameters, {
    id: "morphology_form_factor",
    definition:
      "Area of the region over the area of the disc with its perimeter; 1 for a disc, as far as the estimator of the perimeter is right.",
    formula: "\\frac{4\\pi A}{P^2}",
    names: { cellprofiler: "AreaShape_FormFactor" },
    reference: "CellProfiler, MeasureObjectSizeShape; E. P. Cox, Journal of Paleontology 1 (1927) 179.",
    onePixel:
      "0.785 by its sides, 1.571 by its iso-line, 1.748 by intersections with lines in four directions, 1.273 in two",
    power: 2,
  });

/** Convex perimeter over perimeter. */
export function convexity(parameters: PerimeterParameters): Feature {
  const estimator = estimatorOf(parameters);
  return defineFeature({
    id: "morphology_convexity",
    definition:
      "Perimeter of the convex hull over the perimeter of the region. Estimators along the centres of boundary pixels give shorter perimeters than the hull, which encloses whole pixels: their values exceed 1 for small convex regions.",
    formula: "\\frac{P_{\\text{convex}}}{P}",
    unit: "dimensionless",
    dimensions: [2],
    names: {},
    reference: iso9276,
    degenerate: `A perimeter of 0: missing (undefined).${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "contour.perimeter": estimator },
    needs: { hull: convexHull, perimeter: perimeterOf(estimator) },
    compute: ({ hull, perimeter }) => (perimeter > 0 ? hull.perimeter / perimeter : missing("undefined")),
  });
}

export const convexHullFeatures = (parameters: PerimeterParameters): readonly AnyFeature[] => [
  circularity(parameters),
  convexArea,
  convexPerimeter,
  convexity(parameters),
  formFactor(parameters),
  solidity,
];
