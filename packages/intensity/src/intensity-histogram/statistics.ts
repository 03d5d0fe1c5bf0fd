/**
 * The statistics of the intensity histogram: what each is in grey levels and in intensities.
 * @module
 */
import { missing, type Quantity, type Value } from "@pixelmetry/roi";
import { centreOf, type LevelStatistics } from "./level-statistics.ts";

/** One quantity, as a grey level and, unless that is the same number, in intensity units. */
export interface Statistic {
  readonly id: string;
  readonly definition: string;
  readonly formula: string;
  /** Nyxus code without `_IDX` and `_VAL`. */
  readonly nyxus: string;
  readonly ibsi?: string;
  /** Unit of the statistic of grey levels; that of the intensities follows. */
  readonly unit: Quantity;
  readonly degenerate: string;
  readonly note?: string;
  readonly level: (statistics: LevelStatistics) => Value;
  /** Absent when the statistic does not depend on the unit: skewness, kurtosis, entropy, uniformity. */
  readonly value?: (statistics: LevelStatistics) => Value;
  /** What the statistic of the intensities is, where it is more than the same of bin centres. */
  readonly valueDefinition?: string;
}

const same = "One pixel, constant: 1, the only grey level";
const zero = "One pixel, constant: 0";
const scaled =
  (f: (s: LevelStatistics) => Value, power = 1) =>
  (s: LevelStatistics): Value => {
    const level = f(s);
    return typeof level === "number" ? level * s.bins.width ** power : level;
  };
const placed =
  (f: (s: LevelStatistics) => Value) =>
  (s: LevelStatistics): Value => {
    const level = f(s);
    return typeof level === "number" ? centreOf(s.bins, level) : level;
  };
const over = (numerator: number, denominator: number): Value =>
  denominator === 0 ? missing("undefined") : numerator / denominator;
const number = (value: number): Value => (Number.isNaN(value) ? missing("undefined") : value);

const percentileNote =
  "Percentiles interpolate linearly between order statistics of grey levels, as the IBSI values do. Nyxus interpolates within the bin instead (IH_P90_VAL of the IBSI phantom: 4.31 for 4) and gives an index one too high when a percentile is an upper bin edge.";
const robust = "Over levels from the 10th to the 90th percentile; none there: missing (undefined)";

/** A statistic of location: a level, or the intensity in the middle of its bin. */
function location(
  statistic: Omit<Statistic, "unit" | "degenerate" | "value" | "level"> & {
    readonly degenerate?: string;
    readonly level: (s: LevelStatistics) => number;
  },
): Statistic {
  const level = (s: LevelStatistics): Value => number(statistic.level(s));
  return { degenerate: same, ...statistic, unit: "grey level", level, value: placed(level) };
}

/** A statistic of spread: in levels, or times the bin width. */
function spread(
  statistic: Omit<Statistic, "unit" | "value" | "level" | "degenerate"> & {
    readonly degenerate?: string;
    readonly level: (s: LevelStatistics) => number;
  },
): Statistic {
  const level = (s: LevelStatistics): Value => number(statistic.level(s));
  return { degenerate: zero, ...statistic, unit: "grey level", level, value: scaled(level) };
}

const variance = ({ n, sums }: LevelStatistics): number => sums.m2 / n;
const quotient = "One pixel, constant: missing (constant intensity), because the quotient is 0/0";

/** Every statistic, in alphabetical order of ids. */
export const statistics: readonly Statistic[] = [
  {
    id: "coefficient_of_variation",
    definition: "Standard deviation over mean",
    formula: "\\frac{\\sigma}{\\mu}",
    nyxus: "COEFFICIENT_OF_VARIATION",
    ibsi: "CWYJ",
    unit: "dimensionless",
    degenerate: `${zero}. Mean 0: missing (undefined)`,
    level: (s) => over(Math.sqrt(variance(s)), s.sums.mean),
    value: (s) => over(Math.sqrt(variance(s)) * s.bins.width, centreOf(s.bins, s.sums.mean)),
  },
  {
    id: "entropy",
    definition: "Shannon entropy",
    formula: "-\\sum_{g=1}^{N_g} p_g \\log_2 p_g",
    nyxus: "ENTROPY",
    unit: "bit",
    degenerate: zero,
    note: "IBSI TLU2, the same number as intensity_entropy.",
    level: (s) => s.entropy,
  },
  {
    id: "excess_kurtosis",
    definition: "Fourth standardised central moment less 3",
    formula: "\\frac{\\sum_g p_g (g - \\mu)^4}{\\sigma^4} - 3",
    nyxus: "EXCESS_KURTOSIS",
    ibsi: "C3I7",
    unit: "dimensionless",
    degenerate: quotient,
    level: ({ n, occupied, sums: { m2, m4 } }) =>
      occupied === 1 ? missing("constant-intensity") : (n * m4) / (m2 * m2) - 3,
  },
  spread({
    id: "interquartile_range",
    definition: "Difference between the 75th and the 25th percentile",
    formula: "P_{75} - P_{25}",
    nyxus: "INTERQUANTILE_RANGE",
    ibsi: "WR0O",
    note: percentileNote,
    level: (s) => s.p75 - s.p25,
  }),
  {
    ...location({
      id: "maximum",
      definition: "Largest",
      formula: "\\max_i g_i",
      nyxus: "MAXIMUM",
      ibsi: "3NCY",
      level: (s) => s.maximum,
    }),
    valueDefinition: "Largest intensity, as Nyxus has it: not the middle of the last bin",
    value: (s) => s.bins.maximum,
  },
  location({
    id: "mean",
    definition: "Mean",
    formula: "\\mu = \\sum_{g=1}^{N_g} g\\,p_g",
    nyxus: "MEAN",
    ibsi: "X6K6",
    level: (s) => s.sums.mean,
  }),
  spread({
    id: "mean_absolute_deviation",
    definition: "Mean distance from the mean",
    formula: "\\sum_{g=1}^{N_g} p_g |g - \\mu|",
    nyxus: "MEAN_ABSOLUTE_DEVIATION",
    ibsi: "D2ZX",
    level: (s) => s.meanDeviation,
  }),
  location({
    id: "median",
    definition: "Median; between two levels their mean",
    formula: "M = P_{50}",
    nyxus: "MEDIAN",
    ibsi: "WIFQ",
    note: "Nyxus takes the upper of two middle pixels.",
    level: (s) => s.median,
  }),
  spread({
    id: "median_absolute_deviation",
    definition: "Mean distance from the median",
    formula: "\\sum_{g=1}^{N_g} p_g |g - M|",
    nyxus: "MEDIAN_ABSOLUTE_DEVIATION",
    ibsi: "4RNL",
    level: (s) => s.medianDeviation,
  }),
  {
    ...location({
      id: "minimum",
      definition: "Smallest",
      formula: "\\min_i g_i",
      nyxus: "MINIMUM",
      ibsi: "1PR8",
      level: (s) => s.minimum,
    }),
    valueDefinition: "Smallest intensity, as Nyxus has it: not the middle of the first bin",
    value: (s) => s.bins.minimum,
  },
  location({
    id: "mode",
    definition: "Most frequent; of several the one nearest to the mean, then the smallest,",
    formula: "\\arg\\max_g p_g",
    nyxus: "MODE",
    ibsi: "AMMC",
    note: "Nyxus takes the smallest of several.",
    level: (s) => s.mode,
  }),
  location({
    id: "percentile_10",
    definition: "10th percentile",
    formula: "P_{10}",
    nyxus: "P10",
    ibsi: "GPMT",
    note: percentileNote,
    level: (s) => s.p10,
  }),
  location({
    id: "percentile_90",
    definition: "90th percentile",
    formula: "P_{90}",
    nyxus: "P90",
    ibsi: "OZ0C",
    note: percentileNote,
    level: (s) => s.p90,
  }),
  {
    id: "quartile_coefficient_of_dispersion",
    definition: "Interquartile range over the sum of the quartiles",
    formula: "\\frac{P_{75} - P_{25}}{P_{75} + P_{25}}",
    nyxus: "QUANTILE_COEFFICIENT_OF_DISPERSION",
    ibsi: "SLWD",
    unit: "dimensionless",
    degenerate: `${zero}. Quartiles that sum to 0: missing (undefined)`,
    note: percentileNote,
    level: (s) => over(s.p75 - s.p25, s.p75 + s.p25),
    value: (s) => over((s.p75 - s.p25) * s.bins.width, centreOf(s.bins, s.p75) + centreOf(s.bins, s.p25)),
  },
  {
    ...spread({
      id: "range",
      definition: "Difference between the largest and the smallest",
      formula: "\\max_i g_i - \\min_i g_i",
      nyxus: "RANGE",
      ibsi: "5Z3W",
      level: (s) => s.maximum - s.minimum,
    }),
    valueDefinition: "Difference between the largest and the smallest intensity, as Nyxus has it",
    value: (s) => s.bins.maximum - s.bins.minimum,
  },
  location({
    id: "robust_mean",
    definition: "Mean, from the 10th to the 90th percentile (both included),",
    formula:
      "\\mu_{10-90} = \\frac{1}{N_{10-90}} \\sum_{i \\in R} g_i,\\quad R = \\{i : P_{10} \\le g_i \\le P_{90}\\}",
    nyxus: "ROBUST_MEAN",
    degenerate: `${same}. ${robust}`,
    level: (s) => s.robustMean,
  }),
  spread({
    id: "robust_mean_absolute_deviation",
    definition: "Mean distance from their mean, from the 10th to the 90th percentile (both included),",
    formula: "\\frac{1}{N_{10-90}} \\sum_{i \\in R} |g_i - \\mu_{10-90}|",
    nyxus: "ROBUST_MEAN_ABSOLUTE_DEVIATION",
    ibsi: "WRZB",
    degenerate: `${zero}. ${robust}`,
    level: (s) => s.robustDeviation,
  }),
  {
    id: "skewness",
    definition: "Third standardised central moment",
    formula: "\\frac{\\sum_g p_g (g - \\mu)^3}{\\sigma^3}",
    nyxus: "SKEWNESS",
    ibsi: "88K1",
    unit: "dimensionless",
    degenerate: quotient,
    level: ({ n, occupied, sums: { m2, m3 } }) =>
      occupied === 1 ? missing("constant-intensity") : m3 / n / ((m2 / n) * Math.sqrt(m2 / n)),
  },
  {
    id: "uniformity",
    definition: "Sum of the squared shares",
    formula: "\\sum_{g=1}^{N_g} p_g^2",
    nyxus: "UNIFORMITY",
    unit: "dimensionless",
    degenerate: "One pixel, constant: 1",
    note: "IBSI BJ5W, the same number as intensity_uniformity.",
    level: (s) => s.uniformity,
  },
  {
    id: "variance",
    definition: "Mean squared deviation from the mean",
    formula: "\\sigma^2 = \\sum_{g=1}^{N_g} p_g (g - \\mu)^2",
    nyxus: "VARIANCE",
    ibsi: "CH89",
    unit: "grey level^2",
    degenerate: zero,
    level: variance,
    value: scaled(variance, 2),
  },
];
