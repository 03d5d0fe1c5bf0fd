import { type AnyFeature, defineFeature, integerPower, missing } from "@pixelmetry/roi";
import { boundaryWalks } from "./boundary-walk.ts";
import { boxCounts } from "./box-counts.ts";
import { logSlope } from "./log-slope.ts";

/** How the number of boxes that cover the region grows as they get smaller. */
export const fractalDimensionBoxes = defineFeature({
  id: "morphology_fractal_dimension_boxes",
  definition:
    "Box-counting dimension of the region: slope of the logarithm of the number of square boxes that have a pixel of it over the logarithm of one over their side, by least squares over sides of 2, 4, 8, … pixels up to the first that is no smaller than the bounding box. Of the four grids that start at the corner of the bounding box or half a box before it, the one with the fewest boxes counts. 2 for filled squares, 1 for straight lines.",
  formula: "-\\operatorname{slope}_k\\left(\\ln s_k,\\ \\ln\\min_{g} N_g(s_k)\\right),\\quad s_k=2^k",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "FRACT_DIM_BOXCOUNT" },
  reference:
    "B. B. Mandelbrot, The Fractal Geometry of Nature, Freeman (1982); Nyxus, fractal dimension (with one grid only for regions larger than 32 pixels).",
  degenerate:
    "A bounding box of at most 2 x 2 pixels, such as one pixel: missing (too-few-pixels). The size of a pixel and intensities do not matter.",
  needs: { counts: boxCounts },
  compute({ counts }) {
    if (counts.length < 2) return missing("too-few-pixels");
    const sides = Float64Array.from(counts, (_, k) => integerPower(2, k + 1));
    return -logSlope(sides, counts);
  },
});

/** How the length of the boundary shrinks as the steps that measure it get longer. */
export const fractalDimensionPerimeter = defineFeature({
  id: "morphology_fractal_dimension_perimeter",
  definition:
    "Fractal dimension of the outline: one less the slope of the logarithm of the perimeter over that of the step it is walked with, by least squares over ten steps in equal ratios from two pixels to 0.3 of the largest Feret diameter. The way is the polygon through the middles of the pixel sides that bound the region's part which encloses most, from the leftmost of its topmost sides on; the last step ends at the start. Holes and other parts do not count. 1 for smooth outlines.",
  formula:
    "1-\\operatorname{slope}_k\\left(\\ln\\lambda_k,\\ \\ln P(\\lambda_k)\\right),\\quad \\lambda_k=2s\\left(\\frac{0.3F_{\\max}}{2s}\\right)^{k/9},\\ s=\\sqrt{s_x s_y}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "FRACT_DIM_PERIMETER" },
  reference:
    "ISO 9276-6:2008, fractal dimension by the structured walk; B. H. Kaye, A Random Walk Through Fractal Dimensions, VCH (1989); imea; Nyxus, fractal dimension (there with every k-th pixel of all contours, one after the other).",
  degenerate:
    "A largest Feret diameter below 13.3 pixels, such as that of one pixel, leaves less than a factor of two between steps: missing (too-few-pixels). Intensities do not matter.",
  needs: { walks: boundaryWalks },
  compute: ({ walks: { steps, lengths } }) =>
    steps.length === 0 ? missing("too-few-pixels") : 1 - logSlope(steps, lengths),
});

export const fractalFeatures: readonly AnyFeature[] = [fractalDimensionBoxes, fractalDimensionPerimeter];
