/**
 * Peaks of the mean intensity within a ball.
 * @module
 */
import { type AnyFeature, defineFeature, missing, roiInfo, type Value } from "@pixelmetry/roi";
import { ballIn, maxReach } from "./ball.ts";
import { type LocalPeaks, localPeaks } from "./local-peaks.ts";

/** Both features, sorted by id. */
export function localIntensityFeatures(radius: number): readonly AnyFeature[] {
  const needs = { peaks: localPeaks(radius), roi: roiInfo };
  const feature = (
    id: string,
    definition: string,
    formula: string,
    ibsi: string,
    of: (peaks: LocalPeaks) => number,
  ): AnyFeature =>
    defineFeature({
      id: `local_intensity_${id}`,
      definition: `${definition} Pixels of the image count whether they are in the ROI or not; in an image the ball is a disc.`,
      formula,
      unit: "intensity",
      dimensions: [2, 3],
      names: { ibsi },
      reference: `IBSI ${ibsi}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.2 (arXiv:1612.07003). Frings et al. 2014, doi:10.1148/radiol.14132807.`,
      degenerate: `No finite pixel: missing (empty). Pixel size unknown: missing (no physical spacing). A ball that reaches more than ${maxReach[2]} pixels of an image or ${maxReach[3]} of a volume: missing (exceeds budget). One pixel, constant: the mean of the ball around it.`,
      parameters: { "local_intensity.radius": radius },
      needs,
      compute({ peaks, roi }): Value {
        const ball = ballIn(roi.image, radius);
        if (typeof ball === "string") return missing(ball);
        return peaks.maximum === Number.NEGATIVE_INFINITY ? missing("empty") : of(peaks);
      },
    });
  const mean =
    "\\bar X(i) = \\frac{1}{|B_i|} \\sum_{j \\in B_i} X_j,\\quad B_i = \\{j: \\lVert x_j - x_i \\rVert \\le r\\}";
  return [
    feature(
      "global_peak",
      "Largest mean intensity within a ball around any pixel of the ROI.",
      `\\max_i \\bar X(i),\\quad ${mean}`,
      "0F91",
      ({ global }) => global,
    ),
    feature(
      "local_peak",
      "Mean intensity within a ball around the brightest pixel of the ROI; the largest of these means if several pixels are brightest.",
      `\\max_{i:\\,X_i = \\max_k X_k} \\bar X(i),\\quad ${mean}`,
      "VJGA",
      ({ local }) => local,
    ),
  ];
}
