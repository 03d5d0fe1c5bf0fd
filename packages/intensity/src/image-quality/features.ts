/**
 * Focus, saturation and sharpness of the image of a ROI's bounding box, in which everything outside the ROI is 0.
 * @module
 */
import {
  type AnyFeature,
  defineFeature,
  hypot,
  ln,
  type Multiset,
  missing,
  type RoiInfo,
  roiInfo,
  square,
  valueCounts,
} from "@pixelmetry/roi";
import { empty } from "../sources.ts";
import { laplacianVariance } from "./laplacian.ts";
import { type PowerRings, powerRings } from "./power-spectrum.ts";
import { sharpnessSums } from "./sharpness.ts";

const box =
  "The image is the ROI's bounding box, 0 outside the ROI and where the intensity is not finite: the outline of a ROI that does not fill its box is an edge of the image.";

const focusScore = defineFeature({
  id: "image_quality_focus_score",
  definition: "Variance of the Laplacian: how much of the image is fine detail.",
  formula:
    "\\operatorname{Var}(L),\\quad L = I * \\begin{pmatrix} 0 & 1 & 0 \\\\ 1 & -4 & 1 \\\\ 0 & 1 & 0 \\end{pmatrix}",
  unit: "intensity^2",
  dimensions: [2],
  names: { nyxus: "FOCUS_SCORE" },
  reference: `Pech-Pacheco et al., ICPR 2000, doi:10.1109/ICPR.2000.903548, with zeros beyond the box (OpenCV Laplacian, BORDER_CONSTANT). Not CellProfiler's FocusScore, which is a normalised variance of the intensities. ${box}`,
  degenerate: `${empty} One pixel: 0. Constant: not 0, because the border is an edge.`,
  needs: { counts: valueCounts, laplacian: laplacianVariance },
  compute: ({ counts, laplacian }) => (counts.n === 0 ? missing("empty") : laplacian.whole),
});

const localFocusScore = defineFeature({
  id: "image_quality_local_focus_score",
  definition: "Mean variance of the Laplacian over the four quarters of the image, each filtered by itself.",
  formula: "\\frac{1}{4} \\sum_{q=1}^{4} \\operatorname{Var}(L_q)",
  unit: "intensity^2",
  dimensions: [2],
  names: { nyxus: "LOCAL_FOCUS_SCORE" },
  reference: `As image_quality_focus_score; quarters are floor(W/2) by floor(H/2) pixels. Nyxus visits only the first quarter when both sides are even. ${box}`,
  degenerate: `${empty} One pixel wide or high: missing (too few pixels). Constant: not 0, because the borders are edges.`,
  needs: { counts: valueCounts, laplacian: laplacianVariance },
  compute({ counts, laplacian: { quarters } }) {
    if (counts.n === 0) return missing("empty");
    return Number.isNaN(quarters) ? missing("too-few-pixels") : quarters;
  },
});

/** Smallest and largest intensity of the box's image, and the shares of its pixels that have them. */
function saturation(
  { n, values, counts }: Multiset,
  { x0, x1, y0, y1 }: RoiInfo,
): { readonly minimum: number; readonly maximum: number; readonly low: number; readonly high: number } {
  const pixels = (x1 - x0) * (y1 - y0);
  const outside = pixels - n;
  const last = values.length - 1;
  const minimum = outside > 0 ? Math.min(0, values[0]) : values[0];
  const maximum = outside > 0 ? Math.max(0, values[last]) : values[last];
  const share = (value: number, index: number): number =>
    ((values[index] === value ? counts[index] : 0) + (value === 0 ? outside : 0)) / pixels;
  return { minimum, maximum, low: share(minimum, 0), high: share(maximum, last) };
}

const saturationNeeds = { counts: valueCounts, roi: roiInfo };

const maximumSaturation = defineFeature({
  id: "image_quality_maximum_saturation",
  definition: "Share of the image's pixels that have its largest intensity.",
  formula: "\\frac{|\\{i : I_i = \\max I\\}|}{W H}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "MAX_SATURATION", cellprofiler: "ImageQuality_PercentMaximal" },
  reference: `CellProfiler MeasureImageQuality, PercentMaximal over 100. ${box}`,
  degenerate: `${empty} One pixel: 1. Constant: the share of the box that the ROI fills.`,
  needs: saturationNeeds,
  compute: ({ counts, roi }) => (counts.n === 0 ? missing("empty") : saturation(counts, roi).high),
});

const minimumSaturation = defineFeature({
  id: "image_quality_minimum_saturation",
  definition: "Share of the image's pixels that have its smallest intensity.",
  formula: "\\frac{|\\{i : I_i = \\min I\\}|}{W H}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "MIN_SATURATION", cellprofiler: "ImageQuality_PercentMinimal" },
  reference: `CellProfiler MeasureImageQuality, PercentMinimal over 100. Nyxus gives 0 for a constant image. ${box}`,
  degenerate: `${empty} One pixel: 1. Constant: 1 when the ROI fills its box, else the share outside it.`,
  needs: saturationNeeds,
  compute: ({ counts, roi }) => (counts.n === 0 ? missing("empty") : saturation(counts, roi).low),
});

/** Power of a ring below this share of all is rounding, and its logarithm noise. */
const noPower = 1e-20;

function slopeOf({ power }: PowerRings): number {
  const total = power.reduce((sum, p) => sum + p, 0);
  const points: [x: number, y: number][] = [];
  for (let ring = 1; ring < power.length; ring++) {
    if (power[ring] > noPower * total) points.push([ln(ring + 1), ln(power[ring])]);
  }
  const mean = (k: 0 | 1): number => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const sxy = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  const sxx = points.reduce((sum, [x]) => sum + square(x - mx), 0);
  return sxy / sxx;
}

const powerSpectrumSlope = defineFeature({
  id: "image_quality_power_spectrum_slope",
  definition:
    "Slope of the logarithm of the power in rings of frequencies against the logarithm of the frequency: steep for blurred images.",
  formula:
    "\\arg\\min_a \\min_b \\sum_{r=1}^{R} (\\ln P_r - a \\ln(r + 1) - b)^2,\\quad P_r = \\sum_{r \\le |k| < r + 1} |\\hat{I}(k)|^2,\\; R = \\lfloor \\tfrac{1}{8} \\min(W, H) \\rfloor - 2",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "POWER_SPECTRUM_SLOPE" },
  reference: `CellProfiler MeasureImageQuality, PowerLogLogSlope; Field, J. Opt. Soc. Am. A 4 (1987) 2379, doi:10.1364/JOSAA.4.002379. k counts periods per side, and P is a sum, so that white noise gives about 1. CellProfiler takes negative frequencies one too small, which makes its value change when an image is mirrored; Nyxus takes amplitudes for frequencies. Rings with less than 1e-20 of the power are left out. ${box}`,
  degenerate: `${empty} Shorter side of the box below 32 pixels: missing (too few pixels). Constant image: missing (constant intensity). More than 64 MiB of frequencies, about 33 million pixels of the box: missing (exceeds budget).`,
  needs: { ...saturationNeeds, rings: powerRings },
  compute({ counts, roi, rings }) {
    if (counts.n === 0) return missing("empty");
    if (rings.exceeds) return missing("exceeds-budget");
    if (rings.power.length < 3) return missing("too-few-pixels");
    const { minimum, maximum } = saturation(counts, roi);
    if (minimum === maximum) return missing("constant-intensity");
    const slope = slopeOf(rings);
    return Number.isFinite(slope) ? slope : missing("undefined");
  },
});

const sharpness = defineFeature({
  id: "image_quality_sharpness",
  definition:
    "Mean sharpness of edges along x and along y: second differences around an edge over its contrast, on the median-filtered image.",
  formula:
    "\\sqrt{R_x^2 + R_y^2},\\quad R_x = \\frac{1}{|E_x|} \\sum_{i \\in E_x} \\frac{\\sum_{k=-2}^{2} |m_{i+k+2} - 2 m_{i+k} + m_{i+k-2}|}{\\sum_{k=-2}^{2} [i+k \\in E_x]\\,|m_{i+k} - m_{i+k-1}|},\\quad E_x = \\{i : |m_{i+1} - m_{i-1}| > 10^{-4} \\max_j |m_{j+1} - m_{j-1}|\\}",
  unit: "dimensionless",
  dimensions: [2],
  names: { nyxus: "SHARPNESS" },
  reference: `Kumar, Chen and Doermann, Sharpness estimation for document and scene images, ICPR 2012. m is a median of 3 x 3 pixels; beyond the box its outermost pixels are repeated, windows end at the box, and an edge without contrast counts 0. An axis without edges counts 0. Nyxus sums both windows along rows and transposes the edges of images that are not square. ${box}`,
  degenerate: `${empty} No edge, as in one pixel or a constant image: missing (undefined).`,
  needs: { counts: valueCounts, sums: sharpnessSums },
  compute({ counts, sums: { sumX, edgesX, sumY, edgesY } }) {
    if (counts.n === 0) return missing("empty");
    if (edgesX + edgesY === 0) return missing("undefined");
    return hypot(edgesX === 0 ? 0 : sumX / edgesX, edgesY === 0 ? 0 : sumY / edgesY);
  },
});

/** Features with ids of `image_quality_`, in alphabetical order. */
export const imageQualityFeatures: readonly AnyFeature[] = [
  focusScore,
  localFocusScore,
  maximumSaturation,
  minimumSaturation,
  powerSpectrumSlope,
  sharpness,
];
