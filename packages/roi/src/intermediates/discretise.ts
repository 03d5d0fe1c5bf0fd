/**
 * Discretisation: from intensities to grey levels 1..Ng, as IBSI defines it (Zwanenburg et al. 2019,
 * chapter 2.7; fixed bin number K15C, fixed bin size Q3RU).
 * @module
 */
import { defineSlabToken, type SlabToken } from "../accumulator.ts";
import type { ParameterSchema } from "../family.ts";
import type { PixelArray } from "../pixels.ts";
import { type GridLayout, gridLayout, runIndex } from "./grid.ts";
import { type IntensityExtrema, intensityExtrema } from "./intensity-extrema.ts";

/** How intensities become grey levels. */
export interface Discretisation {
  readonly method: "fixed-bin-number" | "fixed-bin-size" | "none";
  /** Number of bins of `fixed-bin-number`. */
  readonly bins: number;
  /** `zero`: the bins of `fixed-bin-number` lie between 0 and the ROI's largest intensity, not above the smallest. */
  readonly from?: "zero";
  /** Bin width of `fixed-bin-size`, intensity units. */
  readonly size: number;
  /** Where the first bin of `fixed-bin-size` starts. */
  readonly origin: "roi-minimum" | "multiple-of-size" | "fixed";
  /** Lower edge of the first bin when `origin` is `fixed`. */
  readonly minimum: number;
}

/** The parameters every family that discretises shares. */
export const discretisationParameters = {
  "discretisation.method": {
    default: "fixed-bin-number",
    description: "How intensities become grey levels; none keeps whole-number intensities as they are",
    choices: ["fixed-bin-number", "fixed-bin-size", "none"],
  },
  "discretisation.bins": {
    default: 64,
    description:
      "Number of grey levels of fixed-bin-number, between the ROI's smallest and largest intensity",
    minimum: 1,
    maximum: 65535,
    integer: true,
  },
  "discretisation.size": {
    default: 25,
    description: "Bin width of fixed-bin-size",
    unit: "intensity",
    minimum: Number.MIN_VALUE,
  },
  "discretisation.origin": {
    default: "roi-minimum",
    description:
      "Where the first bin of fixed-bin-size starts: at the ROI's smallest intensity, at the multiple of the bin width below it, or at discretisation.minimum",
    choices: ["roi-minimum", "multiple-of-size", "fixed"],
  },
  "discretisation.minimum": {
    default: 0,
    description:
      "Lower edge of the first bin when discretisation.origin is fixed; intensities below it belong to level 1",
    unit: "intensity",
  },
} as const satisfies ParameterSchema;

/** The parameters of families of texture. */
export const textureDiscretisationParameters = {
  ...discretisationParameters,
  "texture.bins_from": {
    default: "roi-minimum",
    description:
      "Where the bins of fixed-bin-number start in families of texture: at the ROI's smallest intensity, as IBSI says, or at 0, as in Nyxus; intensities below 0 belong to level 1",
    choices: ["roi-minimum", "zero"],
  },
} as const satisfies ParameterSchema;

/** Picks the discretisation out of a family's parameters. */
export function discretisationOf(p: {
  readonly "discretisation.method": string;
  readonly "discretisation.bins": number;
  readonly "discretisation.size": number;
  readonly "discretisation.origin": string;
  readonly "discretisation.minimum": number;
  readonly "texture.bins_from"?: string;
}): Discretisation {
  return {
    method: p["discretisation.method"] as Discretisation["method"],
    bins: p["discretisation.bins"],
    size: p["discretisation.size"],
    origin: p["discretisation.origin"] as Discretisation["origin"],
    minimum: p["discretisation.minimum"],
    ...(p["texture.bins_from"] === "zero" ? { from: "zero" } : {}),
  };
}

/** Short form for keys and column metadata: `fbn64`, `fbn64@0`, `fbs25@roi-minimum`, `none`. */
export function discretisationKey(d: Discretisation): string {
  if (d.method === "none") return "none";
  if (d.method === "fixed-bin-number") return `fbn${d.bins}${d.from === "zero" ? "@0" : ""}`;
  return `fbs${d.size}@${d.origin === "fixed" ? d.minimum : d.origin}`;
}

/** The parameters that the grey levels of this discretisation depend on, for the metadata of columns. */
export function discretisationValues(d: Discretisation): Record<string, string | number> {
  const method = { "discretisation.method": d.method };
  if (d.method === "none") return method;
  if (d.method === "fixed-bin-number") {
    const bins = { ...method, "discretisation.bins": d.bins };
    return d.from === "zero" ? { ...bins, "texture.bins_from": "zero" } : bins;
  }
  const size = { ...method, "discretisation.size": d.size, "discretisation.origin": d.origin };
  return d.origin === "fixed" ? { ...size, "discretisation.minimum": d.minimum } : size;
}

/** Largest number of grey levels: levels are held in 16 bits. */
export const maxLevels = 65535;

/**
 * Number of grey levels a ROI with these extrema is given (its highest level); 0 when the ROI has no finite
 * pixel, NaN when it would need more than {@link maxLevels}.
 */
export function levelCount(d: Discretisation, { min, max, count }: IntensityExtrema): number {
  if (count === 0) return 0;
  if (d.method === "fixed-bin-number") return max > lowest(d, min) ? d.bins : 1;
  const levels = Math.max(1, levelOf(d, max, min, max));
  return levels <= maxLevels ? levels : Number.NaN;
}

/** Grey level of one intensity. */
export function levelOf(d: Discretisation, value: number, min: number, max: number): number {
  switch (d.method) {
    case "fixed-bin-number": {
      const low = lowest(d, min);
      if (!(max > low) || value < low) return 1;
      // The order of operations is the definition's: a precomputed factor rounds some values into the next bin.
      return Math.min(d.bins, Math.floor((d.bins * (value - low)) / (max - low)) + 1);
    }
    case "fixed-bin-size":
      return Math.max(1, Math.floor((value - binOrigin(d, min)) / d.size) + 1);
    case "none":
      // Grey levels are counted from 1; images that reach lower are lifted as a whole.
      return Math.round(value) + (min < 1 ? 1 - Math.round(min) : 0);
  }
}

/** Where the bins of a fixed bin number start. */
const lowest = ({ from }: Discretisation, min: number): number => (from === "zero" ? 0 : min);

function binOrigin(d: Discretisation, min: number): number {
  if (d.origin === "fixed") return d.minimum;
  return d.origin === "roi-minimum" ? min : Math.floor(min / d.size) * d.size;
}

/** Painted grey levels. */
export interface LevelGrid {
  readonly layout: GridLayout;
  /** 1..count inside the ROI, 0 outside and where the intensity is not finite. */
  readonly levels: Uint16Array;
  /** Number of grey levels, counted from 1 to the highest of the ROI (fixed bin number: the number of bins). */
  readonly count: number;
}

/**
 * Grey levels of the ROI with `pad` pixels of context. A ROI that would need too many levels is not painted:
 * its `count` is NaN.
 */
export function levelGrid(
  d: Discretisation,
  pad: number,
): SlabToken<LevelGrid, { extrema: typeof intensityExtrema }> {
  return defineSlabToken({
    key: `level_grid(${discretisationKey(d)},${pad})`,
    needs: { extrema: intensityExtrema },
    reads: "intensity",
    halo: pad,
    cost: { perPixel: 4, perRoi: 500 },
    derive(slab, { extrema }, scratch) {
      const layout = gridLayout(slab, pad);
      const count = levelCount(d, extrema);
      const levels = scratch.uint16(count > 0 ? layout.length : 0);
      if (!(count > 0)) return { layout, levels, count };
      const { runs, values } = slab;
      for (let r = 0; r < runs.count; r++) {
        const at = runIndex(slab, layout, r);
        if (at >= 0) paintRun(d, extrema, values, runs.offset[r], runs.length[r], levels, at);
      }
      return { layout, levels, count };
    },
  });
}

function paintRun(
  d: Discretisation,
  { min, max }: IntensityExtrema,
  values: PixelArray,
  from: number,
  length: number,
  levels: Uint16Array,
  at: number,
): void {
  if (d.method === "fixed-bin-number" && d.from !== "zero" && max > min) {
    const { bins } = d;
    const range = max - min;
    for (let i = 0; i < length; i++) {
      const level = Math.floor((bins * (values[from + i] - min)) / range) + 1;
      levels[at + i] = level > bins ? bins : level;
    }
  } else {
    for (let i = 0; i < length; i++) levels[at + i] = levelOf(d, values[from + i], min, max);
  }
}
