import {
  type AnyFeature,
  defineFeature,
  type Feature,
  missing,
  type RoiInfo,
  roiInfo,
  square,
} from "@pixelmetry/roi";
import { type Skeleton, skeleton } from "./skeleton.ts";

const feature = (
  description: Pick<Feature, "id" | "definition" | "formula" | "unit">,
  onePixel: string,
  of: (skeleton: Skeleton, roi: RoiInfo) => number,
): Feature =>
  defineFeature({
    ...description,
    dimensions: [2],
    names: {},
    reference:
      "Z. Guo, R. W. Hall, Communications of the ACM 32 (1989) 359, doi:10.1145/62065.62074; scikit-image, skimage.morphology.thin; MATLAB, bwmorph thin.",
    degenerate: `One pixel: ${onePixel}. A bounding box of more than 2^26 pixels: missing (exceeds-budget). Intensities do not matter.`,
    needs: { roi: roiInfo, skeleton },
    compute: ({ roi, skeleton: found }) => (found === null ? missing("exceeds-budget") : of(found, roi)),
  }) as Feature;

const thinned =
  "the skeleton, the region thinned to lines one pixel wide by taking away pixels from its sides in turn";

/** Features of the skeleton, alphabetically. */
export const skeletonFeatures: readonly AnyFeature[] = [
  feature(
    {
      id: "morphology_skeleton_branch_points",
      definition: `Number of pixels of ${thinned}, at which three or more branches meet: the pixels around it change at least three times from background to skeleton.`,
      formula: "\\left|\\{p\\in S: X(p)\\ge 3\\}\\right|",
      unit: "count",
    },
    "0",
    ({ branchPoints }) => branchPoints,
  ),
  feature(
    {
      id: "morphology_skeleton_end_points",
      definition: `Number of pixels of ${thinned}, at which one branch ends: the pixels around it change once from background to skeleton.`,
      formula: "\\left|\\{p\\in S: X(p)=1\\}\\right|",
      unit: "count",
    },
    "0",
    ({ endPoints }) => endPoints,
  ),
  feature(
    {
      id: "morphology_skeleton_length",
      definition: `Length of ${thinned}, with all its branches: distances between the centres of pixels that have a side in common, or a corner only and no pixel beside both.`,
      formula: "s_x N_{\\text{row}}+s_y N_{\\text{column}}+\\sqrt{s_x^2+s_y^2}\\,N_{\\text{diagonal}}",
      unit: "length",
    },
    "0",
    ({ alongRow, alongColumn, diagonal }, { image: { spacing } }) =>
      alongRow * spacing[0] +
      alongColumn * spacing[1] +
      diagonal * Math.sqrt(square(spacing[0]) + square(spacing[1])),
  ),
];
