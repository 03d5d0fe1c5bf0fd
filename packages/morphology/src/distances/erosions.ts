import { type AnyFeature, defineFeature } from "@pixelmetry/roi";
import { deepestPixel } from "./deepest.ts";
import { deepestGap } from "./deepest-gap.ts";

const reference =
  "J. Serra, Image Analysis and Mathematical Morphology, Academic Press (1982); Nyxus, erosion features (with the border of the bounding box eroded as well).";

/** Erosions of the region. */
export const erosionsToVanish = defineFeature({
  id: "morphology_erosions_to_vanish",
  definition:
    "Number of erosions with a cross of 3 x 3 pixels until nothing of the region is left: the largest city-block distance of its pixels to background. Pixels beyond the image are background.",
  formula: "\\max_{p\\in R}\\ \\min_{q\\notin R}\\lVert p-q\\rVert_1",
  unit: "count",
  dimensions: [2],
  names: { nyxus: "EROSIONS_2_VANISH" },
  reference,
  degenerate: "One pixel: 1. The size of a pixel and intensities do not matter.",
  needs: { deepest: deepestPixel },
  compute: ({ deepest }) => deepest,
});

/** Erosions of the rest of the bounding box. */
export const erosionsToVanishComplement = defineFeature({
  id: "morphology_erosions_to_vanish_complement",
  definition:
    "Number of erosions with a cross of 3 x 3 pixels until nothing is left of the pixels of the bounding box that are not in the region; everything outside the box is background to them.",
  formula: "\\max_{p\\in B\\setminus R}\\ \\min_{q\\notin B\\setminus R}\\lVert p-q\\rVert_1",
  unit: "count",
  dimensions: [2],
  names: { nyxus: "EROSIONS_2_VANISH_COMPLEMENT" },
  reference:
    "Own definition: the erosions of the region, for its complement in the bounding box. Nyxus names the feature and always gives 0.",
  degenerate:
    "A region that fills its bounding box, such as one pixel: 0. The size of a pixel and intensities do not matter.",
  needs: { deepest: deepestGap },
  compute: ({ deepest }) => deepest,
});

export const erosionFeatures: readonly AnyFeature[] = [erosionsToVanish, erosionsToVanishComplement];
