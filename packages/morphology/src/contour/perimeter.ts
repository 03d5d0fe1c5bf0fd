import { defineFeature, type Feature, missing } from "@pixelmetry/roi";
import { perimeterOf } from "./estimate-perimeter.ts";
import { estimatorOf, type PerimeterParameters } from "./parameters.ts";

const formulas = {
  skimage: "s\\left(n_1 + \\sqrt{2}\\,n_2 + \\tfrac{1+\\sqrt{2}}{2}\\,n_3\\right)",
  skimage_8: "s\\left(n_1 + \\sqrt{2}\\,n_2 + \\tfrac{1+\\sqrt{2}}{2}\\,n_3\\right)",
  crofton: "\\frac{1}{2}\\sum_{k=1}^{4}\\Delta\\theta_k\\,d_k\\,N_k",
  crofton_2: "\\frac{\\pi}{2}\\left(s_y N_{\\text{row}}+s_x N_{\\text{column}}\\right)",
  iso_line: "\\sum_i \\lVert m_{i+1}-m_i\\rVert",
  polygon: "\\sum_i \\lVert p_{i+1}-p_i\\rVert",
  cracks: "s_x N_{\\text{top, bottom}} + s_y N_{\\text{left, right}}",
} as const;
const references = {
  skimage:
    "K. Benkrid, D. Crookes, Design and FPGA implementation of a perimeter estimator, Queen's University of Belfast (2000); scikit-image, skimage.measure.perimeter with neighborhood=4, the one of regionprops.",
  skimage_8:
    "K. Benkrid, D. Crookes, Design and FPGA implementation of a perimeter estimator, Queen's University of Belfast (2000); scikit-image, skimage.measure.perimeter with neighborhood=8.",
  crofton:
    "D. Legland, K. Kieu, M.-F. Devaux, Image Analysis & Stereology 26 (2007) 83, doi:10.5566/ias.v26.p83-92; scikit-image, skimage.measure.perimeter_crofton with 4 directions.",
  crofton_2:
    "D. Legland, K. Kieu, M.-F. Devaux, Image Analysis & Stereology 26 (2007) 83, doi:10.5566/ias.v26.p83-92; scikit-image, skimage.measure.perimeter_crofton with 2 directions.",
  iso_line:
    "W. E. Lorensen, H. E. Cline, Computer Graphics 21 (1987) 163, doi:10.1145/37402.37422, in the plane; scikit-image, length of skimage.measure.find_contours at 0.5.",
  polygon: "OpenCV, arcLength of the contours of findContours; Nyxus, 2D morphology.",
  cracks: "A. Rosenfeld and A. C. Kak, Digital Picture Processing, Academic Press (1982).",
} as const;
const onePixel = {
  skimage: "0",
  skimage_8: "0",
  crofton: "2.682",
  crofton_2: "3.142",
  iso_line: "2.828",
  polygon: "0",
  cracks: "4",
} as const;

/** Text that features computed from the perimeter share. */
export const perimeterNote = (parameters: PerimeterParameters): string =>
  /^skimage/.test(estimatorOf(parameters)) ? " Pixels that are not square: missing (undefined)." : "";

/** Length of the boundary. */
export function perimeter(parameters: PerimeterParameters): Feature {
  const estimator = estimatorOf(parameters);
  return defineFeature({
    id: "morphology_perimeter",
    definition:
      "Length of the boundary of the region, holes included, by the chosen estimator: weighted steps between boundary pixels (skimage; skimage_8 for those that touch background at a corner as well), intersections with lines in four or two directions (crofton, crofton_2), lines halfway between pixels inside and outside (iso_line), chains of the centres of boundary pixels (polygon) or sides of pixels (cracks).",
    formula: formulas[estimator],
    unit: "length",
    dimensions: [2],
    names: {
      nyxus: "PERIMETER",
      ...(estimator === "skimage" ? { skimage: "perimeter", cellprofiler: "AreaShape_Perimeter" } : {}),
      ...(estimator === "crofton" ? { skimage: "perimeter_crofton" } : {}),
    },
    reference: references[estimator],
    degenerate: `One pixel of size 1: ${onePixel[estimator]}.${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "contour.perimeter": estimator },
    needs: { perimeter: perimeterOf(estimator) },
    compute: ({ perimeter: length }) => (Number.isNaN(length) ? missing("undefined") : length),
  });
}

/** Diameter of the disc with the same perimeter. */
export function diameterEqualPerimeter(parameters: PerimeterParameters): Feature {
  const estimator = estimatorOf(parameters);
  return defineFeature({
    id: "morphology_diameter_equal_perimeter",
    definition: "Diameter of the disc whose circumference is the perimeter of the region.",
    formula: "\\frac{P}{\\pi}",
    unit: "length",
    dimensions: [2],
    names: { nyxus: "DIAMETER_EQUAL_PERIMETER" },
    reference: "ISO 9276-6:2008, perimeter-equivalent diameter; Nyxus, 2D morphology.",
    degenerate: `One pixel of size 1: ${onePixel[estimator]} over pi.${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "contour.perimeter": estimator },
    needs: { perimeter: perimeterOf(estimator) },
    compute: ({ perimeter: length }) => (Number.isNaN(length) ? missing("undefined") : length / Math.PI),
  });
}
