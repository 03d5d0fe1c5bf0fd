/**
 * Discretisation (IBSI reference manual, chapter 2.7), in the words of feature families and as a volume of levels.
 * @module
 */
import {
  type Discretisation,
  discretisationOf,
  levelCount,
  levelOf,
  type ParameterValue,
  PixelmetryError,
} from "@pixelmetry/roi";
import { type IntensitySummary, summarise } from "./intensity-summary.ts";
import type { GreyLevels, Resegmentation } from "./pipeline.ts";
import type { Volume } from "./volume.ts";

/** The values of the parameters `discretisation.*` that feature families share. */
export function discretisationValues(
  levels: GreyLevels,
  { range: [low] }: Resegmentation,
): Record<`discretisation.${keyof Discretisation}`, ParameterValue> {
  const fixed = levels.method === "fixed-bin-size" && low !== null;
  return {
    "discretisation.method": levels.method,
    "discretisation.bins": levels.method === "fixed-bin-number" ? levels.bins : 1,
    "discretisation.size": levels.method === "fixed-bin-size" ? levels.size : 1,
    "discretisation.origin": fixed ? "fixed" : "roi-minimum",
    "discretisation.minimum": fixed ? low : 0,
  };
}

/**
 * The values of the parameters `ivh.*`. Levels span the re-segmentation range; a bound that it does not have is that
 * of the region's intensities.
 */
export function ivhValues(
  levels: GreyLevels,
  { range: [low, high] }: Resegmentation,
  { minimum, maximum }: Pick<IntensitySummary, "minimum" | "maximum">,
): Record<string, ParameterValue> {
  return {
    "ivh.method": levels.method === "none" ? "discrete" : levels.method,
    "ivh.bins": levels.method === "fixed-bin-number" ? levels.bins : 1,
    "ivh.size": levels.method === "fixed-bin-size" ? levels.size : 1,
    "ivh.range": high !== null ? "fixed" : low !== null ? "fixed-minimum" : "roi",
    "ivh.minimum": low ?? minimum,
    "ivh.maximum": high ?? maximum,
  };
}

/** Grey levels 1 to `count` inside the intensity mask, 0 outside. */
export interface LevelVolume extends Volume<Uint16Array> {
  readonly count: number;
}

/**
 * The grey levels that texture is measured on.
 * @throws PixelmetryError `invalid-argument` when there would be more than 65535 of them
 */
export function discretise(
  image: Volume,
  intensityMask: Volume<Uint8Array>,
  greyLevels: GreyLevels,
  resegmentation: Resegmentation,
): LevelVolume {
  const values = discretisationValues(greyLevels, resegmentation);
  const rule = discretisationOf(values as Parameters<typeof discretisationOf>[0]);
  const { minimum: min, maximum: max, count: voxels } = summarise(image.data, intensityMask.data);
  const count = levelCount(rule, { min, max, count: voxels });
  if (Number.isNaN(count)) {
    throw new PixelmetryError("invalid-argument", {
      where: "discretisation",
      what: "the region would have more than 65535 grey levels",
      remedy: "choose larger bins, or a fixed number of them",
    });
  }
  const { data } = image;
  const levels = new Uint16Array(data.length);
  for (let i = 0; i < levels.length; i++) {
    const inside = intensityMask.data[i] !== 0 && Number.isFinite(data[i]);
    levels[i] = inside ? levelOf(rule, data[i], min, max) : 0;
  }
  return { ...image, data: levels, count };
}
