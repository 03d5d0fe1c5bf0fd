import type { Feature, FeatureDescription, Needs } from "@pixelmetry/roi";
import type { DiameterStatistics } from "./statistics.ts";

/** The six statistics with their wording; `symbol` stands for the diameter. */
const statistics: readonly {
  readonly key: keyof DiameterStatistics;
  readonly id: string;
  readonly nyxus: string;
  readonly words: string;
  readonly formula: (symbol: string) => string;
}[] = [
  {
    key: "maximum",
    id: "maximum",
    nyxus: "MAX",
    words: "Largest",
    formula: (d) => `\\max_\\theta ${d}(\\theta)`,
  },
  {
    key: "mean",
    id: "mean",
    nyxus: "MEAN",
    words: "Mean",
    formula: (d) => `\\frac{1}{m}\\sum_{k=0}^{m-1} ${d}(k\\Delta\\theta)`,
  },
  {
    key: "median",
    id: "median",
    nyxus: "MEDIAN",
    words: "Median",
    formula: (d) => `\\operatorname{median}_k ${d}(k\\Delta\\theta)`,
  },
  {
    key: "minimum",
    id: "minimum",
    nyxus: "MIN",
    words: "Smallest",
    formula: (d) => `\\min_\\theta ${d}(\\theta)`,
  },
  {
    key: "mode",
    id: "mode",
    nyxus: "MODE",
    words:
      "Most frequent (lower end of the fullest class, one pixel wide and counted from 0; the first of several)",
    formula: (d) =>
      `s\\,\\operatorname{mode}_k \\left\\lfloor ${d}(k\\Delta\\theta)/s \\right\\rfloor,\\ s=\\sqrt{s_x s_y}`,
  },
  {
    key: "standardDeviation",
    id: "standard_deviation",
    nyxus: "STDDEV",
    words: "Standard deviation, with the number of directions in the denominator, of the",
    formula: (d) => `\\sqrt{\\frac{1}{m}\\sum_{k=0}^{m-1} \\left(${d}(k\\Delta\\theta)-\\bar ${d}\\right)^2}`,
  },
];

interface DiameterFamily {
  /** `feret`, as in ids and Nyxus codes. */
  readonly name: string;
  readonly symbol: string;
  /** The diameter in one direction; follows "Smallest". */
  readonly diameter: string;
  readonly angleStep: number;
  readonly reference: string;
  readonly onePixel: string;
  readonly needs: Needs;
}

/** One feature per statistic; `compute` takes it from what the family's token delivers. */
export function statisticsFeatures(
  { name, symbol, diameter, angleStep, reference, onePixel, needs }: DiameterFamily,
  compute: (values: never, statistic: keyof DiameterStatistics) => number,
): Feature[] {
  return statistics.map(({ key, id, nyxus, words, formula }) => {
    const description: FeatureDescription = {
      id: `morphology_${name}_diameter_${id}`,
      definition: `${words} ${diameter}.`,
      formula: formula(symbol),
      unit: "length",
      dimensions: [2],
      names: { nyxus: `STAT_${name.toUpperCase()}_DIAM_${nyxus}` },
      reference,
      degenerate: `One pixel: ${onePixel}. Intensities do not matter.`,
      parameters: { "caliper.angle_step": angleStep },
    };
    return { ...description, needs, compute: (values) => compute(values as never, key) };
  });
}
