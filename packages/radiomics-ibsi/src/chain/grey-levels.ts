/**
 * Discretisation (IBSI reference manual, chapter 2.7), in the words of feature families and as a volume of levels.
 * @module
 */
import { discretisationOf, levelCount, levelOf, type ParameterValue, PixelmetryError } from "@pixelmetry/roi";
import { summarise } from "./intensity-summary.ts";
import type { GreyLevels, Pipeline, Resegmentation } from "./pipeline.ts";
import type { Volume } from "./volume.ts";

/** Intensities that levels span where they do not follow from the region: those of the re-segmentation range. */
export type LevelRange = Resegmentation["range"];

/** The response of a filter has no range: re-segmentation looks at the image before. */
export const levelRange = ({ filter, resegmentation }: Pipeline): LevelRange =>
  filter === null ? resegmentation.range : [null, null];

/** The values of the parameters `discretisation.*` that feature families share. */
export function discretisationValues(levels: GreyLevels, [low]: LevelRange): Record<string, ParameterValue> {
  const fixed = levels.method === "fixed-bin-size" && low !== null;
  return {
    "discretisation.method": levels.method,
    "discretisation.bins": levels.method === "fixed-bin-number" ? levels.bins : 1,
    "discretisation.size": levels.method === "fixed-bin-size" ? levels.size : 1,
    "discretisation.origin": fixed ? "fixed" : "roi-minimum",
    "discretisation.minimum": fixed ? low : 0,
  };
}

/** The values of the parameters `ivh.*`; the lower bound of a range without one is the region's smallest intensity. */
export function ivhValues(
  levels: GreyLevels,
  [low, high]: LevelRange,
  minimum: number,
): Record<string, ParameterValue> {
  return {
    "ivh.method": levels.method === "none" ? "discrete" : levels.method,
    "ivh.bins": levels.method === "fixed-bin-number" ? levels.bins : 1,
    "ivh.size": levels.method === "fixed-bin-size" ? levels.size : 1,
    "ivh.range": high !== null ? "fixed" : low !== null ? "fixed-minimum" : "roi",
    "ivh.minimum": low ?? (high === null ? 0 : minimum),
    "ivh.maximum": high ?? 0,
  };
}

/** Grey levels 1 to `count` inside the intensity mask, 0 outside. */
export interface LevelVolume extends Volume<Uint16Array> {
  readonly count: number;
}

/**
 * The grey levels that texture is measured on.
 * @param range - re-segmentation range of the image, where it has one
 * @throws PixelmetryError `invalid-argument` when there would be more than 65535 of them
 */
export function discretise(
  image: Volume,
  intensityMask: Volume<Uint8Array>,
  greyLevels: GreyLevels,
  range: LevelRange = [null, null],
): LevelVolume {
  const values = discretisationValues(greyLevels, range);
  const rule = discretisationOf(values as unknown as Parameters<typeof discretisationOf>[0]);
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
