import { type AnyFeature, defineFeature, missing } from "@pixelmetry/roi";
import { codeCounts } from "./codes.ts";

/** Shares of the rotation-invariant uniform patterns; one column per code. */
export function lbpHistogram(points: number, radius: number): AnyFeature {
  return defineFeature({
    id: "lbp_histogram",
    definition:
      "Share of the pixels with each local binary pattern: column k up to P counts patterns in which the k neighbours that are not darker than the pixel lie side by side on the circle, column P + 1 all others. Pixels with a neighbour outside the ROI have no pattern; in a volume neighbours lie in the slice.",
    formula:
      "\\frac{|\\{i : c_i = k\\}|}{|\\{i : c_i \\text{ exists}\\}|},\\quad c = \\begin{cases} \\sum_p s_p & \\text{if } \\sum_p |s_p - s_{p-1}| \\le 2 \\\\ P + 1 & \\text{otherwise} \\end{cases},\\quad s_p = [x_p \\ge x],\\; x_p = I(R\\cos\\tfrac{2\\pi p}{P}, -R\\sin\\tfrac{2\\pi p}{P})",
    unit: "dimensionless",
    dimensions: [2, 3],
    names: { skimage: "local_binary_pattern" },
    reference:
      "Ojala, Pietikäinen and Mäenpää, IEEE Trans. Pattern Anal. Mach. Intell. 24 (2002) 971, doi:10.1109/TPAMI.2002.1017623; scikit-image local_binary_pattern, method uniform, whose positions are rounded to five decimals, as here. Interpolation is bilinear. scikit-image codes whole images, with 0 beyond; here all pixels that a neighbour is interpolated from must be in the ROI. What is interpolated here is the difference from the pixel, so that neighbours in flat surroundings are equal, which rounding makes them miss there.",
    degenerate:
      "No finite pixel: missing (empty). No pixel with all of its neighbours in the ROI, as in one pixel: missing (too few pixels). Constant: 1 in column P.",
    parameters: { "lbp.points": points, "lbp.radius": radius },
    columns: Array.from({ length: points + 2 }, (_, code) => String(code)),
    needs: { codes: codeCounts(points, radius) },
    compute({ codes: { pixels, counts } }) {
      if (pixels === 0) return missing("empty");
      const coded = counts.reduce((sum, n) => sum + n, 0);
      return coded === 0 ? missing("too-few-pixels") : counts.map((n) => n / coded);
    },
  });
}
