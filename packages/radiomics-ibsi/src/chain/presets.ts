/**
 * The processing chains of IBSI chapter 1: the digital phantom, and configurations A to E of the CT phantom
 * (reference manual, chapter 5, "Reference data sets").
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { parsePipeline } from "./parse-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";

const rounding = "nearest";
const bins25 = { method: "fixed-bin-size", size: 25 };
const bins32 = { method: "fixed-bin-number", bins: 32 };
const none = { method: "none" };
const slices = { dimensions: ["2D", "2.5D"] };
const volume = { dimensions: ["3D"] };
const twoMillimetres = { spacing: [2, 2, 2], mask: "linear", threshold: 0.5, rounding };

const descriptions = {
  "digital-phantom": {
    name: "IBSI 1 digital phantom",
    discretisation: none,
    ivh: none,
    texture: { dimensions: ["2D", "2.5D", "3D"] },
  },
  "config-a": {
    name: "IBSI 1 configuration A",
    rounding,
    resegmentation: { range: [-500, 400] },
    discretisation: bins25,
    ivh: none,
    texture: slices,
  },
  "config-b": {
    name: "IBSI 1 configuration B",
    rounding,
    interpolation: { ...twoMillimetres, dimension: "2D", spacing: [2, 2], image: "linear" },
    resegmentation: { range: [-500, 400] },
    discretisation: bins32,
    ivh: none,
    texture: slices,
  },
  "config-c": {
    name: "IBSI 1 configuration C",
    rounding,
    interpolation: { ...twoMillimetres, dimension: "3D", image: "linear" },
    resegmentation: { range: [-1000, 400] },
    discretisation: bins25,
    ivh: { method: "fixed-bin-size", size: 2.5 },
    texture: volume,
  },
  "config-d": {
    name: "IBSI 1 configuration D",
    rounding,
    interpolation: { ...twoMillimetres, dimension: "3D", image: "linear" },
    resegmentation: { outliers: 3 },
    discretisation: bins32,
    ivh: none,
    texture: volume,
  },
  "config-e": {
    name: "IBSI 1 configuration E",
    rounding,
    interpolation: { ...twoMillimetres, dimension: "3D", image: "cubic" },
    resegmentation: { range: [-1000, 400], outliers: 3 },
    discretisation: bins32,
    ivh: { method: "fixed-bin-number", bins: 1000 },
    texture: volume,
  },
} as const;

export type PresetName = keyof typeof descriptions;

/** Names of the presets, in the order of the manual. */
export const presetNames = Object.keys(descriptions) as readonly PresetName[];

/**
 * A processing chain by name.
 * @throws PixelmetryError `invalid-argument` when there is none of this name
 */
export function preset(name: string): Pipeline {
  if (!Object.hasOwn(descriptions, name)) {
    throw new PixelmetryError("invalid-argument", {
      where: name,
      what: "there is no pipeline of this name",
      remedy: `the pipelines are ${presetNames.join(", ")}`,
    });
  }
  return parsePipeline(descriptions[name as PresetName], name);
}
