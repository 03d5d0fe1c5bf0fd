/**
 * What quantiles, entropies and the brightest pixel are compared with.
 * @module
 */
import type { AnyFeature, MemoryImage } from "@pixelmetry/roi";
import { intensityDistribution } from "../src/distribution/family.ts";
import { intensityPosition } from "../src/position/family.ts";
import { type FamilyRow, familyRows, type VerificationRow, verified } from "./family-goldens.ts";
import { featuresOf, type Parameters } from "./measured.ts";

/** Features of both families. */
export const distributionFeatures = (parameters: Parameters = {}): readonly AnyFeature[] => [
  ...featuresOf(intensityDistribution, parameters),
  ...featuresOf(intensityPosition),
];

/** The quantiles of the golden, in its order. */
const chosen = [0.95, 0.5, 0.05, 0.123, 1, 0];

export const parametersOf = (config: string): Parameters => ({
  "intensity.quantiles": chosen,
  ...(config.startsWith("a") ? { "intensity.renyi_order": Number(config.slice(1)) } : {}),
});

/** Columns of a feature. */
export const columnsOf = (id: string): string[] =>
  id === "intensity_quantiles" ? chosen.map((q) => `${id}_q${q}`) : [id];

export const tools = ["scipy", "cp-measure"] as const;
export const toolRows = (tool: (typeof tools)[number]): FamilyRow[] =>
  familyRows(`distribution/${tool}.json`, (id) => {
    if (id.startsWith("intensity_position")) return { tolerance: 0, reason: "a coordinate" };
    return id.endsWith("entropy")
      ? { tolerance: 1e-13, reason: "rounding of sums and logarithms on both sides" }
      : { tolerance: 1e-15, reason: "rounding of an interpolation" };
  });

/** An image and what it must give; `expected` by id without `intensity_`. */
export interface ClosedForm {
  readonly name: string;
  readonly image: MemoryImage;
  readonly parameters?: Parameters;
  readonly expected: Readonly<Record<string, number | string>>;
}

const line = (...intensity: number[]): MemoryImage => ({
  width: intensity.length,
  height: 1,
  intensity: Float64Array.from(intensity),
});
const order = (alpha: number): Parameters => ({ "intensity.renyi_order": alpha, "discretisation.bins": 4 });
/** Grey levels 1, 2 and 4 of four with shares 1/2, 1/4, 1/4. */
const shares = line(0, 0, 0, 0, 1, 1, 3, 3);

export const closedForms: readonly ClosedForm[] = [
  {
    name: "0 to 100",
    image: line(...Array.from({ length: 101 }, (_, i) => (i * 37) % 101)),
    parameters: { "intensity.quantiles": [0.95, 0.125, 0] },
    expected: {
      "quantiles_q0.95": 95,
      "quantiles_q0.125": 12.5,
      quantiles_q0: 0,
      median_distance_to_median: 25,
      shannon_entropy: Math.log2(101),
      // 64 bins, of which 37 hold two.
      renyi_entropy: Math.log2(101 ** 2 / (27 + 37 * 4)),
      position_maximum_x: 30,
      position_maximum_y: 0,
    },
  },
  {
    name: "an even number: the median and the median distance lie between pixels",
    image: line(1, 2, 4, 10),
    // Distances from 3: 2, 1, 1, 7.
    expected: { median_distance_to_median: 1.5, shannon_entropy: 2, "quantiles_q0.5": 3 },
  },
  {
    name: "two pixels",
    image: line(4, 8),
    expected: { median_distance_to_median: 2, renyi_entropy: 1, position_maximum_x: 1 },
  },
  {
    name: "most pixels at the median",
    image: line(5, 5, 5, 5, 9, -100),
    expected: {
      median_distance_to_median: 0,
      shannon_entropy: (4 * Math.log2(1.5) + 2 * Math.log2(6)) / 6,
    },
  },
  {
    name: "order 0: levels that occur",
    image: shares,
    parameters: order(0),
    expected: { renyi_entropy: Math.log2(3) },
  },
  { name: "order 1: Shannon", image: shares, parameters: order(1), expected: { renyi_entropy: 1.5 } },
  { name: "order 2", image: shares, parameters: order(2), expected: { renyi_entropy: -Math.log2(3 / 8) } },
  {
    name: "order 1/2",
    image: shares,
    parameters: order(0.5),
    expected: { renyi_entropy: 2 * Math.log2(Math.SQRT1_2 + 1) },
  },
  {
    // Powers of the smaller shares are 2^-1000 of that of the largest.
    name: "order 1000: the most frequent level",
    image: shares,
    parameters: order(1000),
    expected: { renyi_entropy: 1000 / 999 },
  },
  {
    name: "constant",
    image: line(7, 7, 7),
    expected: {
      "quantiles_q0.05": 7,
      median_distance_to_median: 0,
      shannon_entropy: 0,
      renyi_entropy: 0,
      position_maximum_x: 0,
    },
  },
  {
    name: "more grey levels than can be numbered",
    image: line(0, 1e9),
    parameters: { "discretisation.method": "fixed-bin-size", "discretisation.size": 1 },
    expected: { renyi_entropy: "exceeds-budget", shannon_entropy: 1 },
  },
  {
    name: "of several brightest pixels the first; infinite ones do not count",
    image: {
      width: 3,
      height: 2,
      intensity: Float32Array.of(1, 1, 9, Number.POSITIVE_INFINITY, 9, Number.NaN),
    },
    expected: { position_maximum_x: 2, position_maximum_y: 0, "quantiles_q0.5": 5 },
  },
  {
    name: "in the second of two planes, of a ROI that does not begin at 0",
    image: {
      width: 2,
      height: 2,
      depth: 2,
      labels: Uint8Array.of(0, 0, 0, 1, 0, 1, 1, 1),
      intensity: Int16Array.of(90, 90, 90, -9, 90, -8, -3, -7),
    },
    expected: { position_maximum_x: 0, position_maximum_y: 1, position_maximum_z: 1 },
  },
  {
    name: "no finite pixel",
    image: line(Number.NaN, Number.NEGATIVE_INFINITY),
    expected: {
      "quantiles_q0.05": "empty",
      median_distance_to_median: "empty",
      shannon_entropy: "empty",
      renyi_entropy: "empty",
      position_maximum_x: "empty",
    },
  },
];

export const distributionVerification: VerificationRow[] = [
  ...tools.flatMap((tool) => verified(toolRows(tool), "oracle", tool, "test/distribution.oracle.test.ts")),
  ...closedForms.flatMap(({ expected }) =>
    Object.entries(expected)
      .filter(([, value]) => typeof value === "number")
      .map(
        ([id]): VerificationRow => ({
          id: `intensity_${id.replace(/_q[\d.]+$/, "")}`,
          kind: "analytic",
          tool: "closed form",
          test: "test/distribution.analytic.test.ts",
          tolerance: 1e-14,
          reason: "a closed form of a few rounded operations",
        }),
      ),
  ),
];
