/** Parameters of the best-fit ellipse. */
export const ellipseParameters = {
  "ellipse.pixel_extent": {
    default: true,
    description:
      "Whether second moments include the extent of a pixel, spacing^2 / 12 per axis, as in MATLAB and Nyxus; without it they are those of pixel centres, as in scikit-image, CellProfiler, PyRadiomics and IBSI.",
  },
} as const;

export interface EllipseParameters {
  readonly "ellipse.pixel_extent": boolean;
}
