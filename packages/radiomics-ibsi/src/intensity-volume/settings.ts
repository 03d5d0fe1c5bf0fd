/**
 * How intensities become the levels of an intensity-volume histogram. It has a discretisation of its own, finer
 * than that of the texture families.
 * @module
 */
import type { ParameterSchema, ParametersOf } from "@pixelmetry/roi";

/** Levels of an intensity-volume histogram. */
export interface IvhSettings {
  readonly method: "fixed-bin-number" | "fixed-bin-size" | "discrete";
  /** Number of levels of `fixed-bin-number`. */
  readonly bins: number;
  /** Distance between levels of `fixed-bin-size`, intensity units. */
  readonly size: number;
  /** What the levels of the other two methods span. */
  readonly range: "roi" | "fixed-minimum" | "fixed";
  readonly minimum: number;
  readonly maximum: number;
  /** Percentages of the two vector features. */
  readonly percentages: readonly number[];
}

export const ivhParameters = {
  "ivh.method": {
    default: "fixed-bin-number",
    description:
      "Levels of the intensity-volume histogram: fixed-bin-number for arbitrary intensities, fixed-bin-size for continuous ones in a calibrated unit (each level the middle of its bin), discrete for whole-number ones in a calibrated unit (each intensity a level)",
    choices: ["fixed-bin-number", "fixed-bin-size", "discrete"],
  },
  "ivh.bins": {
    default: 1000,
    description: "Number of levels of fixed-bin-number, between the ROI's smallest and largest intensity",
    minimum: 1,
    maximum: 2 ** 31,
    integer: true,
  },
  "ivh.size": {
    default: 1,
    description: "Bin width of fixed-bin-size",
    unit: "intensity",
    minimum: Number.MIN_VALUE,
  },
  "ivh.range": {
    default: "roi",
    description:
      "Where the levels of fixed-bin-size and discrete begin and end: at the ROI's smallest and largest intensity, at ivh.minimum and the largest intensity, or at ivh.minimum and ivh.maximum (the re-segmentation range, if there is one)",
    choices: ["roi", "fixed-minimum", "fixed"],
  },
  "ivh.minimum": {
    default: 0,
    description: "Lowest intensity of the range when ivh.range is fixed-minimum or fixed",
    unit: "intensity",
  },
  "ivh.maximum": {
    default: 1,
    description: "Highest intensity of the range when ivh.range is fixed",
    unit: "intensity",
  },
  "ivh.percentages": {
    default: [25, 50, 75],
    description: "Percentages of ivh_volume_at_intensity and ivh_intensity_at_volume, one column each",
    unit: "percent",
    minimum: 0,
    maximum: 100,
  },
} as const satisfies ParameterSchema;

export function ivhSettings(p: ParametersOf<typeof ivhParameters>): IvhSettings {
  return {
    method: p["ivh.method"] as IvhSettings["method"],
    bins: p["ivh.bins"],
    size: p["ivh.size"],
    range: p["ivh.range"] as IvhSettings["range"],
    minimum: p["ivh.minimum"],
    maximum: p["ivh.maximum"],
    percentages: p["ivh.percentages"],
  };
}

/** Identity of the histogram. */
export const ivhKey = ({ method, bins, size, range, minimum, maximum }: IvhSettings): string =>
  method === "fixed-bin-number"
    ? `ivh(fbn${bins})`
    : `ivh(${method === "discrete" ? method : `fbs${size}`},${[range, minimum, maximum].slice(0, ends[range]).join()})`;

/** How many of `range`, `minimum` and `maximum` say something. */
const ends = { roi: 1, "fixed-minimum": 2, fixed: 3 } as const;

/** The parameters that the levels depend on, for the metadata of columns. */
export function ivhValues(s: IvhSettings): Record<string, string | number> {
  const method = { "ivh.method": s.method };
  if (s.method === "fixed-bin-number") return { ...method, "ivh.bins": s.bins };
  return {
    ...method,
    ...(s.method === "fixed-bin-size" ? { "ivh.size": s.size } : {}),
    "ivh.range": s.range,
    ...(s.range === "roi" ? {} : { "ivh.minimum": s.minimum }),
    ...(s.range === "fixed" ? { "ivh.maximum": s.maximum } : {}),
  };
}
