import { type AnyFeature, defineFeature, missing } from "@pixelmetry/roi";
import { baselinePower, gaborCounts } from "./counts.ts";
import { roiMean } from "./mean.ts";
import type { GaborSettings } from "./settings.ts";

/** Share of a ROI that answers to each filter of the bank. */
export function gaborResponseRatio(s: GaborSettings): AnyFeature {
  return defineFeature({
    id: "gabor_response_ratio",
    definition:
      "Number of pixels of the ROI at which the magnitude of a filter's response exceeds a share of the largest response of the low-pass filter, over the number of those at which the low-pass response does. Columns name frequency and angle.",
    formula:
      "\\frac{|\\{i : |r_{f,\\theta,i}| > \\tau \\max_j |b_j|\\}|}{|\\{i : |b_i| > \\tau \\max_j |b_j|\\}|},\\quad r_{f,\\theta} = I * h_{f,\\theta},\\; b = I * h_{f_0,90},\\; h_{f,\\theta}(x, y) = \\frac{g\\,e^{2\\pi\\mathrm{i} f x'}}{\\sum g},\\; g = e^{-\\frac{x'^2+\\gamma^2 y'^2}{2\\sigma^2}},\\; \\sigma = \\frac{s}{f},\\; x' = x\\cos\\theta+y\\sin\\theta,\\; y' = y\\cos\\theta-x\\sin\\theta",
    unit: "dimensionless",
    dimensions: [2],
    names: { nyxus: "GABOR" },
    reference:
      "Nyxus GABOR, after WND-CHARM (Orlov et al., Pattern Recognition Letters 29 (2008) 1684, doi:10.1016/j.patrec.2008.04.013) and Grigorescu, Petkov and Kruizinga, IEEE Trans. Image Process. 11 (2002) 1160, doi:10.1109/TIP.2002.804262. What differs from Nyxus: only pixels of the ROI count, not those of its bounding box; the outline of the ROI is no edge (gabor.background); kernels are centred, Nyxus's even ones are not; frequencies are at most that of Nyquist and in cycles per pixel, Nyxus's default ones of 4 to 64 radians per pixel are beyond it; kernels hold three standard deviations of the envelope, so that a filter does not answer to its own edge; the low-pass filter is one for every size of kernel; numerator and denominator have the same threshold, Nyxus divides by the number of pixels above the smallest low-pass response; magnitudes are not cut to whole numbers, which empties the counts of dim images.",
    degenerate:
      "No finite pixel: missing (empty). Low-pass response 0 everywhere, as where all intensities are 0: missing (undefined). One pixel, constant: 0 with the defaults (narrow envelopes, gabor.sigma below 0.45, answer to a constant).",
    parameters: s.parameters,
    columns: s.columns,
    nyxusColumns: s.columns.map((_, i) => String(i)),
    needs: { mean: roiMean, largest: baselinePower(s), counts: gaborCounts(s) },
    compute({ mean, largest, counts }) {
      if (mean.n === 0) return missing("empty");
      if (!(largest > 0)) return missing("undefined");
      return counts.filters.map((n) => n / counts.baseline);
    },
  });
}
