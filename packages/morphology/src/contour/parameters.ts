/** Ways to estimate the length of a boundary from pixels. */
export const perimeterEstimators = [
  "skimage",
  "skimage_8",
  "crofton",
  "crofton_2",
  "iso_line",
  "polygon",
  "cracks",
] as const;

export type PerimeterEstimator = (typeof perimeterEstimators)[number];

/** Parameter of everything that is computed from the perimeter. */
export const perimeterParameters = {
  "contour.perimeter": {
    default: "skimage",
    choices: perimeterEstimators,
    description:
      "How the perimeter is estimated. skimage: boundary pixels weighted by the steps between them, as in scikit-image's and MATLAB's region properties; needs square pixels. skimage_8: the same for the thicker boundary of pixels that touch background at a side or corner. crofton: intersections with lines in four directions; the least biased for smooth outlines. crofton_2: in two. iso_line: lines halfway between pixels inside and outside (marching squares). polygon: closed chains through the centres of boundary pixels, as in OpenCV, and in Nyxus for regions with one smooth outline. cracks: sides of pixels between region and background, exact for rectangles.",
  },
} as const;

export interface PerimeterParameters {
  readonly "contour.perimeter": string;
}

/** The parameter as the word it is checked to be. */
export const estimatorOf = (parameters: PerimeterParameters): PerimeterEstimator =>
  parameters["contour.perimeter"] as PerimeterEstimator;
