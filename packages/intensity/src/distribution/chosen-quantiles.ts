import {
  type AnyFeature,
  defineFeature,
  missing,
  PixelmetryError,
  quantiles,
  valueCounts,
} from "@pixelmetry/roi";
import { empty } from "../sources.ts";

/**
 * Quantiles of the user's choice, one column each.
 * @throws PixelmetryError `invalid-argument` for a probability given twice
 */
export function intensityQuantiles(probabilities: readonly number[]): AnyFeature {
  const twice = probabilities.find((q, i) => probabilities.indexOf(q) < i);
  if (twice !== undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: "intensity.quantiles",
      what: `${twice} is in the list twice`,
      remedy: "give every probability once: each has a column of its own",
    });
  }
  const ascending = [...probabilities].sort((a, b) => a - b);
  const places = probabilities.map((q) => ascending.indexOf(q));
  return defineFeature({
    id: "intensity_quantiles",
    definition:
      "Intensities that given shares of the ROI's pixels do not exceed; columns name the share: q0.05 is the 5th percentile.",
    formula:
      "Q_q = x_{(\\lfloor r \\rfloor)} + (r - \\lfloor r \\rfloor)\\,(x_{(\\lfloor r \\rfloor + 1)} - x_{(\\lfloor r \\rfloor)}),\\quad r = q\\,(N - 1)",
    unit: "intensity",
    dimensions: [2, 3],
    names: {},
    reference:
      "Linear interpolation between order statistics: Hyndman and Fan, The American Statistician 50 (1996) 361, doi:10.2307/2684934, type 7, the default of NumPy.",
    degenerate: `${empty} One pixel, constant: that intensity.`,
    parameters: { "intensity.quantiles": probabilities.join(",") },
    columns: probabilities.map((q) => `q${q}`),
    needs: { counts: valueCounts },
    compute({ counts }) {
      if (counts.n === 0) return missing("empty");
      const values = quantiles(counts, ascending);
      return places.map((place) => values[place]);
    },
  });
}
