/**
 * Features of the histogram of a ROI's grey levels.
 * @module
 */
import {
  type AnyFeature,
  type Discretisation,
  defineFeature,
  log2,
  missing,
  type Value,
} from "@pixelmetry/roi";
import { type LevelHistogram, levelHistogram } from "./level-histogram.ts";
import { empty, ibsiHistogram } from "./sources.ts";

export const tooMany = "More than 65535 grey levels: missing (exceeds budget).";

/** The parameters of the discretisation that the numbers depend on. */
export function parametersOf(d: Discretisation): Record<string, string | number> {
  const { method } = d;
  if (method === "none") return { "discretisation.method": method };
  if (method === "fixed-bin-number")
    return { "discretisation.method": method, "discretisation.bins": d.bins };
  return {
    "discretisation.method": method,
    "discretisation.size": d.size,
    "discretisation.origin": d.origin,
    ...(d.origin === "fixed" ? { "discretisation.minimum": d.minimum } : {}),
  };
}

/** Sum of `f` over the shares of the occupied grey levels, or the reason why there is none. */
function sumOverShares({ n, levels, counts }: LevelHistogram, f: (share: number) => number): Value {
  if (n === 0) return missing("empty");
  if (Number.isNaN(levels)) return missing("exceeds-budget");
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += f(counts[i] / n);
  return sum;
}

export const intensityEntropy = (d: Discretisation): AnyFeature =>
  defineFeature({
    id: "intensity_entropy",
    definition: "Shannon entropy of the histogram of grey levels.",
    formula: "-\\sum_{g=1}^{N_g} p_g \\log_2 p_g",
    unit: "bit",
    dimensions: [2, 3],
    names: { nyxus: "ENTROPY", ibsi: "TLU2", pyradiomics: "firstorder_Entropy" },
    reference: `${ibsiHistogram("TLU2")} Empty grey levels do not count; Nyxus and PyRadiomics add 2.2e-16 inside the logarithm.`,
    degenerate: `${empty} One pixel, constant: 0. ${tooMany}`,
    parameters: parametersOf(d),
    needs: { histogram: levelHistogram(d) },
    compute: ({ histogram }) => sumOverShares(histogram, (p) => (p < 1 ? -p * log2(p) : 0)),
  });

export const intensityUniformity = (d: Discretisation): AnyFeature =>
  defineFeature({
    id: "intensity_uniformity",
    definition: "Sum of the squared shares of the grey levels: 1 when there is only one.",
    formula: "\\sum_{g=1}^{N_g} p_g^2",
    unit: "dimensionless",
    dimensions: [2, 3],
    names: { nyxus: "UNIFORMITY", ibsi: "BJ5W", pyradiomics: "firstorder_Uniformity" },
    reference: ibsiHistogram("BJ5W"),
    degenerate: `${empty} One pixel, constant: 1. ${tooMany}`,
    parameters: parametersOf(d),
    needs: { histogram: levelHistogram(d) },
    compute: ({ histogram }) => sumOverShares(histogram, (p) => p * p),
  });

/** Pixels per grey level, one column for each of the discretisation's `bins`. */
export function histogramCounts(d: Discretisation): AnyFeature {
  const columns = Array.from({ length: d.bins }, (_, i) => i);
  return defineFeature({
    id: "histogram_counts",
    definition: "Number of pixels per grey level; column bin_i holds level i + 1.",
    formula: "n_g = \\left|\\{i : g(x_i) = g\\}\\right|",
    unit: "count",
    dimensions: [2, 3],
    names: { nyxus: "HISTOGRAM" },
    reference: `Intensity histogram: ${ibsiHistogram("ZVCW")}`,
    degenerate: `${empty} One pixel, constant: all pixels in bin_0 (Nyxus: all zeros when they are 0). More grey levels than columns, which fixed-bin-number never gives: missing (exceeds budget).`,
    parameters: { ...parametersOf(d), "discretisation.bins": d.bins },
    columns: columns.map((i) => `bin_${i}`),
    nyxusColumns: columns.map((i) => `BIN_${i}`),
    needs: { histogram: levelHistogram(d) },
    compute({ histogram: { n, levels, occupied, counts } }) {
      if (n === 0) return missing("empty");
      if (!(levels <= d.bins)) return missing("exceeds-budget");
      const columns = new Float64Array(d.bins);
      for (let i = 0; i < occupied.length; i++) columns[occupied[i] - 1] = counts[i];
      return columns;
    },
  });
}
