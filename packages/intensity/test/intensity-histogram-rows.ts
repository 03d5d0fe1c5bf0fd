/**
 * What the features of the intensity histogram are compared with.
 * @module
 */
import { defaultParameters, discretisationOf, discretisationParameters } from "@pixelmetry/roi";
import { intensityHistogramFeatures } from "../src/intensity-histogram/features.ts";
import { type FamilyRow, familyRows, type VerificationRow, verified } from "./family-goldens.ts";
import { load } from "./goldens.ts";
import type { Parameters } from "./measured.ts";

export const histogramStatistics = (parameters: Parameters = {}) =>
  intensityHistogramFeatures(
    discretisationOf({ ...defaultParameters(discretisationParameters), ...parameters } as never),
  );

/** `fbn64`, or `fbs25` from the ROI's minimum. */
export const configParameters = (config: string): Parameters =>
  config.startsWith("fbn")
    ? { "discretisation.bins": Number(config.slice(3)) }
    : { "discretisation.method": "fixed-bin-size", "discretisation.size": Number(config.slice(3)) };

export const tools = ["numpy", "mirp"] as const;
export const toolRows = (tool: (typeof tools)[number]): FamilyRow[] =>
  familyRows(`ih/${tool}.json`, (id) =>
    /skewness|kurtosis/.test(id)
      ? { tolerance: 1e-11, reason: "powers of rounded deviations, which nearly cancel in symmetric ROIs" }
      : { tolerance: 1e-13, reason: "rounded operations in another order" },
  ).map((row) => (/skewness|kurtosis/.test(row.id) ? { ...row, scale: 1 } : row));

interface Consensus {
  readonly ibsi: string;
  readonly feature: string;
  readonly family: string;
  readonly value: number;
  readonly tolerance: number;
  readonly id: string;
}

const shared: Readonly<Record<string, string>> = {
  TLU2: "intensity_histogram_entropy",
  BJ5W: "intensity_histogram_uniformity",
};
const idOf = new Map(histogramStatistics().map(({ id, names }) => [names.ibsi, id]));

/** The 23 consensus values of the digital phantom. */
export const consensusRows: Consensus[] = load<{ rows: Omit<Consensus, "id">[] }>(
  "ibsi1/digital-phantom.json",
)
  .rows.filter(({ family }) => family === "Intensity histogram")
  .map((row) => ({ ...row, id: shared[row.ibsi] ?? idOf.get(row.ibsi)! }));

/** A ROI and what it must give. */
export interface ClosedForm {
  readonly name: string;
  readonly pixels: readonly number[];
  readonly parameters: Parameters;
  readonly expected: Readonly<Record<string, number | string>>;
}

const times = (count: number, value: number): number[] => new Array<number>(count).fill(value);
const bins = (n: number): Parameters => ({ "discretisation.bins": n });
const method = (of: string, more: Parameters = {}): Parameters => ({ "discretisation.method": of, ...more });

export const closedForms: readonly ClosedForm[] = [
  {
    // Levels 1, 2, 3, 4, 4 of bins of width 10 from 0; the middles are 5, 15, 25, 35.
    name: "0, 10, 20, 30 and 40 in four bins",
    pixels: [0, 10, 20, 30, 40],
    parameters: bins(4),
    expected: {
      bin_count: 4,
      bin_width: 10,
      mean: 14 / 5,
      mean_value: 23,
      variance: 34 / 25,
      variance_value: 136,
      median: 3,
      median_value: 25,
      minimum: 1,
      minimum_value: 0,
      maximum: 4,
      maximum_value: 40,
      range: 3,
      range_value: 40,
      mode: 4,
      mode_value: 35,
      percentile_10: 1.4,
      percentile_10_value: 9,
      percentile_90: 4,
      percentile_90_value: 35,
      interquartile_range: 2,
      interquartile_range_value: 20,
      quartile_coefficient_of_dispersion: 1 / 3,
      quartile_coefficient_of_dispersion_value: 0.4,
      mean_absolute_deviation: 1.04,
      mean_absolute_deviation_value: 10.4,
      median_absolute_deviation: 1,
      median_absolute_deviation_value: 10,
      robust_mean: 13 / 4,
      robust_mean_value: 27.5,
      robust_mean_absolute_deviation: 0.75,
      robust_mean_absolute_deviation_value: 7.5,
      coefficient_of_variation: Math.sqrt(34) / 14,
      coefficient_of_variation_value: Math.sqrt(136) / 23,
      uniformity: 7 / 25,
      entropy: Math.log2(5) - 0.4,
      maximum_gradient: 1,
      maximum_gradient_grey_level: 4,
      minimum_gradient: 0,
      minimum_gradient_grey_level: 1,
    },
  },
  {
    // Two levels with shares 1/4 and 3/4: skewness (1 - 2p)/sqrt(p(1 - p)), excess kurtosis 1/(p(1 - p)) - 6.
    name: "two levels, a quarter and three quarters",
    pixels: [...times(2, 7), ...times(6, 9)],
    parameters: bins(2),
    expected: {
      skewness: -2 / Math.sqrt(3),
      excess_kurtosis: -2 / 3,
      minimum_gradient: 4,
      maximum_gradient: 4,
    },
  },
  {
    name: "a histogram that falls everywhere: the steepest rise is negative",
    pixels: [...times(9, 0), ...times(5, 1), ...times(4, 2)],
    parameters: bins(3),
    expected: {
      maximum_gradient: -1,
      maximum_gradient_grey_level: 3,
      minimum_gradient: -4,
      minimum_gradient_grey_level: 1,
    },
  },
  {
    // Levels 1 to 4 are empty: no fall is steeper than the 0 of level 1.
    name: "bins from far below the ROI",
    pixels: [52, 55],
    parameters: method("fixed-bin-size", {
      "discretisation.size": 10,
      "discretisation.origin": "fixed",
      "discretisation.minimum": 0,
    }),
    expected: {
      bin_count: 6,
      bin_width: 10,
      mean: 6,
      mean_value: 55,
      minimum_value: 52,
      maximum_gradient: 2,
      maximum_gradient_grey_level: 6,
      minimum_gradient: 0,
      minimum_gradient_grey_level: 1,
      skewness: "constant-intensity",
    },
  },
  {
    name: "whole numbers that reach below 1 are lifted, their values are not",
    pixels: [-3, -1, -1, 0],
    parameters: method("none"),
    expected: {
      mean: 2.75,
      mean_value: -1.25,
      median: 3,
      median_value: -1,
      bin_count: 4,
      bin_width: 1,
      mode_value: -1,
    },
  },
  {
    name: "bins at multiples of their width",
    pixels: [-12, -12, 13],
    parameters: method("fixed-bin-size", {
      "discretisation.size": 10,
      "discretisation.origin": "multiple-of-size",
    }),
    expected: { mode: 1, mode_value: -15, maximum: 4, percentile_90: 3.4, percentile_90_value: 9 },
  },
  {
    name: "constant",
    pixels: times(5, 42),
    parameters: bins(64),
    expected: {
      mean: 1,
      mean_value: 42,
      median_value: 42,
      variance: 0,
      entropy: 0,
      uniformity: 1,
      bin_count: 1,
      bin_width: "constant-intensity",
      skewness: "constant-intensity",
      maximum_gradient: "undefined",
    },
  },
  {
    name: "no finite pixel",
    pixels: [Number.NaN],
    parameters: bins(64),
    expected: { mean: "empty", mean_value: "empty", bin_count: "empty", maximum_gradient: "empty" },
  },
  {
    name: "more levels than can be numbered",
    pixels: [0, 70000],
    parameters: method("fixed-bin-size", { "discretisation.size": 1 }),
    expected: { mean: "exceeds-budget", bin_width: "exceeds-budget", minimum_gradient: "exceeds-budget" },
  },
];

const formTolerance = 1e-14;

export const intensityHistogramVerification: VerificationRow[] = [
  ...tools.flatMap((tool) =>
    verified(toolRows(tool), "oracle", tool, "test/intensity-histogram.oracle.test.ts"),
  ),
  ...consensusRows.map(
    ({ id }): VerificationRow => ({
      id,
      kind: "oracle",
      tool: "IBSI",
      test: "test/intensity-histogram.oracle.test.ts",
      tolerance: 5e-3,
      reason: "consensus values of the digital phantom have 3 significant digits",
    }),
  ),
  ...closedForms.flatMap(({ expected }) =>
    Object.entries(expected)
      .filter(([, value]) => typeof value === "number")
      .map(
        ([id]): VerificationRow => ({
          id: `intensity_histogram_${id}`,
          kind: "analytic",
          tool: "closed form",
          test: "test/intensity-histogram.analytic.test.ts",
          tolerance: formTolerance,
          reason: "a closed form of a few rounded operations",
        }),
      ),
  ),
];
