/**
 * Measuring images in memory: what a feature package offers to somebody who installed only that package.
 * The same tasks as a run over files, with another reader.
 * @module
 */
import { PixelmetryError } from "./errors.ts";
import type { AnyFeature } from "./feature.ts";
import { imageBlocks, LocalImageTasks } from "./image-tasks.ts";
import { rowLayout } from "./layout.ts";
import { type MeasureOptions, measureImage } from "./measure-image.ts";
import { missingReasons } from "./missing.ts";
import { type Plan, plan } from "./plan.ts";
import { type MemoryImage, memoryReader } from "./reader.ts";

/** One measured ROI: a value per column, or the reason why it is missing. */
export interface MeasuredRoi {
  readonly label: number;
  readonly values: Readonly<Record<string, number | null>>;
  readonly missing: Readonly<Record<string, string>>;
}

/**
 * Measures every ROI of an image in memory.
 * @param features - e.g. `familyFeatures(glcm, { "glcm.distance": [2] })`
 * @returns ROIs in ascending order of labels
 * @example
 * const rois = await measure(features, { labels, intensity, width: 64, height: 64 });
 * rois[0]?.values.intensity_mean;
 */
export async function measure(
  features: readonly AnyFeature[],
  image: MemoryImage,
  options: MeasureOptions = {},
): Promise<MeasuredRoi[]> {
  const reader = memoryReader(image);
  const compiled = plan(features, reader.context.ndim);
  const channels = reader.channels.length;
  if (compiled.readsIntensity && channels === 0) {
    throw new PixelmetryError("invalid-argument", {
      where: "intensity",
      what: "the chosen features measure intensities but no intensity image was given",
      remedy: "pass `intensity`, or choose features of the mask only",
    });
  }
  const names = columnNames(compiled, channels);
  const tasks = new LocalImageTasks(reader, compiled, options.store ? { store: options.store } : {});
  const { rows } = await measureImage(
    tasks,
    imageBlocks(reader).length,
    compiled,
    channels,
    reader.where,
    options,
  );
  const out: MeasuredRoi[] = [];
  for (const batch of rows.ordered(1024)) {
    for (let i = 0; i < batch.rows; i++) {
      const values: Record<string, number | null> = {};
      const reasons: Record<string, string> = {};
      names.forEach((name, c) => {
        const at = i * names.length + c;
        values[name] = batch.codes[at] === 0 ? batch.values[at] : null;
        if (batch.codes[at] !== 0) reasons[name] = missingReasons[batch.codes[at]];
      });
      out.push({ label: batch.labels[i], values, missing: reasons });
    }
  }
  return out;
}

/** Column names in row order; features of intensities carry the channel's number when there are several. */
function columnNames(compiled: Plan, channels: number): string[] {
  return rowLayout(compiled, channels).entries.flatMap(({ feature, channel }) => {
    const id = channel >= 0 && channels > 1 ? `${feature.id}_c${channel}` : feature.id;
    return (feature.columns ?? [""]).map((suffix) => (suffix === "" ? id : `${id}_${suffix}`));
  });
}
