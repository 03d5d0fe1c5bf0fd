/**
 * Processing chain and features in one: the values of a region under the codes of IBSI.
 * @module
 */
import {
  type AnyFeature,
  checkParameters,
  type Family,
  type MeasuredRoi,
  measure,
  type ParameterValue,
} from "@pixelmetry/roi";
import type { Diagnostics } from "./diagnostics.ts";
import { type AggregationTag, measurements } from "./measurements.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Processed, type ProcessOptions, processImage } from "./process.ts";
import type { Volume } from "./volume.ts";

/** The value of one feature. */
export interface IbsiValue {
  /** Code of the reference manual: `TU9B`. */
  readonly code: string;
  readonly aggregation: AggregationTag;
  /** Id of the feature in Pixelmetry. */
  readonly id: string;
  readonly value: number | null;
  /** Why there is no value. */
  readonly missing?: string;
}

export interface IbsiMeasurement {
  readonly pipeline: Pipeline;
  readonly diagnostics: Diagnostics;
  /** By code and aggregation: `TU9B/3D_avg`, `Q4LE/none`. */
  readonly values: ReadonlyMap<string, IbsiValue>;
}

/**
 * Runs the pipeline and measures every feature that has an IBSI code.
 * @param mask - on the grid of `image`
 * @throws PixelmetryError as `processImage` does
 * @example
 * const { values } = await measureIbsi(ct, tumour, preset("config-c"));
 * values.get("TU9B/3D_avg")?.value; // joint entropy
 */
export async function measureIbsi(
  image: Volume,
  mask: Volume,
  pipeline: Pipeline,
  options: ProcessOptions = {},
): Promise<IbsiMeasurement> {
  const processed = processImage(image, mask, pipeline, options);
  const values = await measureProcessed(processed, pipeline);
  return { pipeline, diagnostics: processed.diagnostics, values };
}

/** Measures what a pipeline has processed. */
export async function measureProcessed(
  processed: Processed,
  pipeline: Pipeline,
): Promise<ReadonlyMap<string, IbsiValue>> {
  const values = new Map<string, IbsiValue>();
  for (const { image, families, parameters, aggregation } of measurements(processed, pipeline)) {
    const features = codedFeatures(families, parameters, image.depth ?? 1);
    const [roi] = await measure([...features.values()], image);
    for (const [code, { id }] of features) {
      const tag = aggregation(id);
      values.set(`${code}/${tag}`, ibsiValue(code, tag, id, roi!));
    }
  }
  return values;
}

/** Features with IBSI codes, by code, with those of `parameters` that their families have. */
function codedFeatures(
  families: readonly Family[],
  parameters: Readonly<Record<string, ParameterValue>>,
  depth: number,
): Map<string, AnyFeature> {
  const coded = new Map<string, AnyFeature>();
  for (const family of families) {
    const own = Object.fromEntries(
      Object.entries(parameters).filter(([name]) => Object.hasOwn(family.parameters, name)),
    );
    for (const feature of family.features(checkParameters(family.parameters, own))) {
      const code = feature.names.ibsi;
      if (code !== undefined && feature.dimensions.includes(depth > 1 ? 3 : 2)) coded.set(code, feature);
    }
  }
  return coded;
}

function ibsiValue(code: string, aggregation: AggregationTag, id: string, roi: MeasuredRoi): IbsiValue {
  const value = roi.values[id] ?? null;
  const reason = roi.missing[id];
  return { code, aggregation, id, value, ...(reason === undefined ? {} : { missing: reason }) };
}
