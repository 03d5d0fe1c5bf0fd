/**
 * ROIs whose statistics have a closed form, with the values they must give.
 * @module
 */
import type { DType } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { type ExactMoments, exactMoments, quotient } from "./exact.ts";
import type { Expectation } from "./expectation.ts";
import { firstOrderFeatures, type Parameters } from "./measured.ts";

/** One ROI and what it must give. */
export interface AnalyticCase {
  readonly name: string;
  readonly dtype: DType;
  readonly pixels: ArrayLike<number>;
  readonly parameters?: Parameters;
  readonly expectations: readonly Expectation[];
}

type Values = Readonly<Record<string, number | readonly number[] | string>>;

/** Ids are given without their family unless they are of the histogram. */
function expectations(values: Values, tolerance: number, reason: string, scale = 0): Expectation[] {
  return Object.entries(values).map(([id, expected]) => ({
    id: id.startsWith("histogram") ? id : `intensity_${id}`,
    expected,
    tolerance: typeof expected === "string" ? 0 : tolerance,
    scale,
    reason,
  }));
}

const exact = (values: Values): Expectation[] => expectations(values, 0, "no step is rounded");
const rounded = (values: Values): Expectation[] =>
  expectations(values, 1e-14, "a closed form of a few rounded operations");

const times = (count: number, value: number): number[] => new Array<number>(count).fill(value);
const upTo = (n: number): number[] => Array.from({ length: n + 1 }, (_, i) => i);
const bins = (bin: number, count: number, of = 64): number[] =>
  upTo(of - 1).map((i) => (i === bin ? count : 0));

/** 0, 1, .., 100: sums of powers of -50..50 by Faulhaber's formulas; rank q (N - 1) is the percentile itself. */
const ramp: AnalyticCase = {
  name: "ramp from 0 to 100",
  dtype: "uint8",
  pixels: upTo(100),
  parameters: { "discretisation.bins": 101 },
  expectations: [
    ...exact({
      mean: 50,
      median: 50,
      robust_mean: 50,
      mode: 0,
      minimum: 0,
      maximum: 100,
      range: 100,
      integrated: 5050,
      energy: 338350,
      percentile_1: 1,
      percentile_10: 10,
      percentile_25: 25,
      percentile_75: 75,
      percentile_90: 90,
      percentile_99: 99,
      interquartile_range: 50,
      quartile_coefficient_of_dispersion: 0.5,
      uniformity_piu: 0,
      variance: 850,
      skewness: 0,
      hyperskewness: 0,
      covered_image_range: 1,
      histogram_counts: times(101, 1),
    }),
    ...rounded({
      sample_variance: 858.5,
      standard_deviation: Math.sqrt(850),
      sample_standard_deviation: Math.sqrt(858.5),
      standard_error: Math.sqrt(8.5),
      coefficient_of_variation: Math.sqrt(850) / 50,
      sample_coefficient_of_variation: Math.sqrt(858.5) / 50,
      kurtosis: 3 - (6 / 5) * (10202 / 10200),
      excess_kurtosis: (-6 / 5) * (10202 / 10200),
      hyperflatness: (50 * 51 * 101 * (3 * 50 ** 4 + 6 * 50 ** 3 - 3 * 50 + 1)) / 21 / 101 / 850 ** 3,
      mean_absolute_deviation: 2550 / 101,
      median_absolute_deviation: 2550 / 101,
      robust_mean_absolute_deviation: 1640 / 81,
      root_mean_square: Math.sqrt(3350),
      entropy: Math.log2(101),
      uniformity: 1 / 101,
    }),
  ],
};

/** A share q of the pixels is `step` brighter than the others: moments of a Bernoulli variable. */
function twoLevels(
  name: string,
  dtype: DType,
  low: number,
  step: number,
  lows: number,
  highs: number,
): AnalyticCase {
  const n = lows + highs;
  const q = highs / n;
  const p = lows / n;
  const s = p * q;
  return {
    name,
    dtype,
    pixels: [...times(lows, low), ...times(highs, low + step)],
    expectations: [
      ...exact({
        minimum: low,
        maximum: low + step,
        range: step,
        mode: lows >= highs ? low : low + step,
        histogram_counts: upTo(63).map((i) => (i === 0 ? lows : i === 63 ? highs : 0)),
      }),
      ...rounded({
        mean: low + q * step,
        variance: s * step ** 2,
        sample_variance: (s * step ** 2 * n) / (n - 1),
        standard_deviation: Math.sqrt(s) * step,
        skewness: (p - q) / Math.sqrt(s),
        kurtosis: (1 - 3 * s) / s,
        excess_kurtosis: (1 - 6 * s) / s,
        hyperskewness: (p ** 4 - q ** 4) / s ** 1.5,
        hyperflatness: (p ** 5 + q ** 5) / s ** 2,
        mean_absolute_deviation: 2 * s * step,
        median_absolute_deviation: Math.min(p, q) * step,
        entropy: -p * Math.log2(p) - q * Math.log2(q),
        uniformity: p * p + q * q,
        uniformity_piu: 100 * (1 - step / (2 * low + step)),
      }),
    ],
  };
}

const flatMoments: Values = {
  skewness: "constant-intensity",
  kurtosis: "constant-intensity",
  excess_kurtosis: "constant-intensity",
  hyperskewness: "constant-intensity",
  hyperflatness: "constant-intensity",
};
const noSpread: Values = {
  range: 0,
  variance: 0,
  standard_deviation: 0,
  mean_absolute_deviation: 0,
  median_absolute_deviation: 0,
  robust_mean_absolute_deviation: 0,
  interquartile_range: 0,
  entropy: 0,
  uniformity: 1,
};
const everywhere = (value: number): Values => ({
  mean: value,
  median: value,
  robust_mean: value,
  mode: value,
  minimum: value,
  maximum: value,
  percentile_1: value,
  percentile_10: value,
  percentile_25: value,
  percentile_75: value,
  percentile_90: value,
  percentile_99: value,
});

function constant(dtype: DType, value: number, n: number): AnalyticCase {
  const zero = value === 0;
  return {
    name: `${n} pixels of ${value} (${dtype})`,
    dtype,
    pixels: times(n, value),
    expectations: [
      ...exact({
        ...flatMoments,
        ...noSpread,
        ...everywhere(value),
        sample_variance: n > 1 ? 0 : "too-few-pixels",
        sample_standard_deviation: n > 1 ? 0 : "too-few-pixels",
        standard_error: n > 1 ? 0 : "too-few-pixels",
        sample_coefficient_of_variation: n === 1 ? "too-few-pixels" : zero ? "undefined" : 0,
        coefficient_of_variation: zero ? "undefined" : 0,
        quartile_coefficient_of_dispersion: zero ? "undefined" : 0,
        uniformity_piu: zero ? "undefined" : 100,
        covered_image_range: "undefined",
        histogram_counts: bins(0, n),
      }),
      ...rounded({ integrated: n * value, energy: n * value * value, root_mean_square: Math.abs(value) }),
    ],
  };
}

/** Every feature of a ROI without a finite pixel. */
const notFinite: AnalyticCase = {
  name: "no finite pixel",
  dtype: "float32",
  pixels: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  expectations: firstOrderFeatures().map(({ id }) => ({
    id,
    expected: "empty",
    tolerance: 0,
    reason: "there is nothing to measure",
  })),
};

const someNotFinite: AnalyticCase = {
  name: "NaN and infinite pixels among 1, 2, 3, 6",
  dtype: "float32",
  pixels: [Number.NaN, 6, 1, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, 3],
  expectations: exact({
    mean: 3,
    median: 2.5,
    variance: 3.5,
    minimum: 1,
    maximum: 6,
    energy: 50,
    integrated: 12,
    mean_absolute_deviation: 1.5,
    percentile_25: 1.75,
  }),
};

const centred: AnalyticCase = {
  name: "-2, -1, 1, 2: sums of extrema, quartiles and all intensities are 0",
  dtype: "int16",
  pixels: [1, -2, 2, -1],
  expectations: [
    ...exact({
      mean: 0,
      median: 0,
      integrated: 0,
      energy: 10,
      variance: 2.5,
      mode: -2,
      percentile_25: -1.25,
      percentile_75: 1.25,
      coefficient_of_variation: "undefined",
      sample_coefficient_of_variation: "undefined",
      quartile_coefficient_of_dispersion: "undefined",
      uniformity_piu: "undefined",
      skewness: 0,
      robust_mean: 0,
      robust_mean_absolute_deviation: 1,
    }),
    ...rounded({ kurtosis: 8.5 / 6.25, hyperflatness: 32.5 / 2.5 ** 3, root_mean_square: Math.sqrt(2.5) }),
  ],
};

const twoPixels: AnalyticCase = {
  name: "two pixels: none lies between the 10th and the 90th percentile",
  dtype: "uint8",
  pixels: [4, 8],
  expectations: exact({
    robust_mean: "undefined",
    robust_mean_absolute_deviation: "undefined",
    skewness: 0,
    kurtosis: 1,
    excess_kurtosis: -2,
    hyperskewness: 0,
    hyperflatness: 1,
    median: 6,
    percentile_25: 5,
    sample_variance: 8,
    mode: 4,
    entropy: 1,
    uniformity: 0.5,
  }),
};

const ties: AnalyticCase = {
  name: "of several most frequent intensities the smallest is the mode",
  dtype: "int32",
  pixels: [7, -3, 7, 100000, -3, 2],
  expectations: exact({ mode: -3 }),
};

/** Percentiles between order statistics: rank q (N - 1) of 10, 20, 40, 80, N = 4. */
const interpolated: AnalyticCase = {
  name: "percentiles between order statistics",
  dtype: "uint16",
  pixels: [80, 10, 40, 20],
  expectations: rounded({
    percentile_1: 10.3,
    percentile_10: 13,
    percentile_25: 17.5,
    median: 30,
    percentile_75: 50,
    percentile_90: 68,
    percentile_99: 78.8,
    interquartile_range: 32.5,
    quartile_coefficient_of_dispersion: 32.5 / 67.5,
    robust_mean: 30,
    robust_mean_absolute_deviation: 10,
  }),
};

const over16Bits: AnalyticCase = {
  name: "intensities over 65535 do not wrap",
  dtype: "uint32",
  pixels: [4294967295, 4294967295, 4294967295, 4294967293],
  expectations: [
    ...exact({ integrated: 17179869178, mean: 4294967294.5, variance: 0.75, mode: 4294967295 }),
    ...rounded({
      energy: 3 * 4294967295 ** 2 + 4294967293 ** 2,
      skewness: -2 / Math.sqrt(3),
      kurtosis: 7 / 3,
    }),
  ],
};

/** Grey levels of 0.5, 1, 12, 24, 25.5, 50 by each way to discretise. */
const halves = [0.5, 1, 12, 24, 25.5, 50];
const levels = (parameters: Parameters, counts: readonly number[] | string): AnalyticCase => {
  const shares = typeof counts === "string" ? [] : counts.filter((c) => c > 0).map((c) => c / halves.length);
  return {
    name: `grey levels of ${JSON.stringify(parameters)}`,
    dtype: "float32",
    pixels: halves,
    parameters: { "discretisation.bins": 4, ...parameters },
    expectations: rounded({
      histogram_counts: counts,
      ...(typeof counts === "string"
        ? {}
        : {
            entropy: -shares.reduce((sum, p) => sum + p * Math.log2(p), 0),
            uniformity: shares.reduce((sum, p) => sum + p * p, 0),
          }),
    }),
  };
};
const discretisations: AnalyticCase[] = [
  // Edges at 0.5, 12.875, 25.25, 37.625, 50.
  levels({}, [3, 1, 1, 1]),
  levels({ "discretisation.bins": 3 }, [3, 2, 1]),
  {
    name: "intensities on bin edges, where dividing before multiplying puts 1 of 49 into the bin below",
    dtype: "uint8",
    pixels: upTo(49),
    parameters: { "discretisation.bins": 49 },
    expectations: exact({ histogram_counts: upTo(48).map((i) => (i < 48 ? 1 : 2)) }),
  },
  // Edges at 0.5, 25.5, 50.5: a value on an edge belongs to the bin above it.
  levels({ "discretisation.method": "fixed-bin-size" }, [4, 2, 0, 0]),
  levels(
    { "discretisation.method": "fixed-bin-size", "discretisation.origin": "multiple-of-size" },
    [4, 1, 1, 0],
  ),
  levels(
    {
      "discretisation.method": "fixed-bin-size",
      "discretisation.origin": "fixed",
      "discretisation.minimum": -10,
      "discretisation.size": 20,
    },
    [2, 3, 0, 1],
  ),
  // Ten bins of 5 for four columns: the counts do not fit, entropy and uniformity do not care.
  {
    ...levels({ "discretisation.method": "fixed-bin-size", "discretisation.size": 5 }, "exceeds-budget"),
    name: "more grey levels than columns",
  },
  {
    name: "more grey levels than can be numbered",
    dtype: "float64",
    pixels: [0, 1e9],
    parameters: { "discretisation.method": "fixed-bin-size", "discretisation.size": 1 },
    expectations: exact({
      entropy: "exceeds-budget",
      uniformity: "exceeds-budget",
      histogram_counts: "exceeds-budget",
    }),
  },
  {
    name: "whole numbers that are grey levels already",
    dtype: "uint8",
    pixels: [1, 1, 3, 6, 6, 6],
    parameters: { "discretisation.method": "none", "discretisation.bins": 6 },
    expectations: exact({ histogram_counts: [2, 0, 1, 0, 0, 3] }),
  },
];

/** Statistics of whole numbers that are `unit` times the intensities; the offset cancels in the moments. */
function exactStatistics({ n, central }: ExactMoments, unit: number): Values {
  const [c2, c3, c4, c5, c6] = [2, 3, 4, 5, 6].map(central) as [bigint, bigint, bigint, bigint, bigint];
  const count = BigInt(n);
  const variance = quotient(c2, count ** 3n) / unit ** 2;
  const root = (odd: bigint, square: number): number => (odd < 0n ? -Math.sqrt(square) : Math.sqrt(square));
  const kurtosis = quotient(c4 * count, c2 ** 2n);
  return {
    variance,
    sample_variance: variance * (n / (n - 1)),
    standard_deviation: Math.sqrt(variance),
    skewness: root(c3, quotient(c3 ** 2n * count, c2 ** 3n)),
    kurtosis,
    excess_kurtosis: kurtosis - 3,
    hyperskewness: root(c5, quotient(c5 ** 2n * count ** 3n, c2 ** 5n)),
    hyperflatness: quotient(c6 * count ** 2n, c2 ** 3n),
  };
}

/** Pixels with a small spread far from 0, where sums of powers of the intensities lose all digits. */
function bright(
  name: string,
  dtype: DType,
  n: number,
  offset: number,
  unit: number,
  seed: number,
): AnalyticCase {
  const random = mulberry32(seed);
  // Skewed to the right, so that odd moments are not 0.
  const steps = Int32Array.from({ length: n }, () => Math.floor(random() * random() * 9 * unit));
  const pixels = Float64Array.from(steps, (step) => offset + step / unit);
  const spread = exactMoments(steps);
  const whole = unit === 1 ? exactMoments(pixels) : undefined;
  return {
    name,
    dtype,
    pixels,
    expectations: [
      ...expectations(
        exactStatistics(spread, unit),
        1e-13,
        "exact arithmetic on one side, sums of up to 1e6 rounded terms on the other",
      ),
      ...rounded({ mean: offset + quotient(spread.sum, BigInt(n)) / unit }),
      ...(whole ? exact({ integrated: Number(whole.sum), energy: Number(whole.sumOfSquares) }) : []),
    ],
  };
}

export const analyticCases: readonly AnalyticCase[] = [
  ramp,
  twoLevels("two levels", "uint8", 10, 5, 30, 10),
  twoLevels("two levels, most pixels bright", "uint16", 100, 1, 3, 21),
  twoLevels("two bright levels", "uint16", 60000, 8, 700, 300),
  twoLevels("two levels of a float image", "float32", 0.25, 0.5, 5, 11),
  constant("uint8", 7, 20),
  constant("uint8", 0, 20),
  constant("uint16", 65535, 400),
  constant("float32", Math.fround(-0.1), 9),
  constant("float64", 0.1, 3),
  constant("uint8", 0, 1),
  constant("int16", -5, 1),
  notFinite,
  someNotFinite,
  centred,
  twoPixels,
  ties,
  interpolated,
  over16Bits,
  ...discretisations,
  bright("bright uint16, a thousand pixels", "uint16", 1000, 60000, 1, 1),
  bright("bright uint16, a million pixels", "uint16", 1_000_000, 60000, 1, 2),
  bright("float32 at 10000 with steps of 1/1024", "float32", 200_000, 10000, 1024, 3),
  bright("float64 at 1e8 with steps of 2^-20", "float64", 200_000, 1e8, 2 ** 20, 4),
];

/** One row per case and feature. */
export const analyticRows = analyticCases.flatMap((scene) =>
  scene.expectations.map((expectation) => ({
    ...expectation,
    scene,
    name: `${scene.name}: ${expectation.id}`,
  })),
);
