/**
 * Processing chain and features in one: the values of a region under the codes of IBSI.
 * @module
 */
import { type FeatureDescription, type MeasuredRoi, measure } from "@pixelmetry/roi";
import type { Diagnostics } from "./diagnostics.ts";
import { type AggregationTag, codedFeatures, measurements } from "./measurements.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Processed, type ProcessOptions, processImage } from "./process.ts";
import { regionOf, surroundingsOf } from "./regions.ts";
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
  const images = { region: regionOf(processed), surroundings: surroundingsOf(processed) };
  const { minimum } = processed.diagnostics.roi.resegmented.intensities;
  const values = new Map<string, IbsiValue>();
  for (const measurement of measurements(pipeline, minimum)) {
    const image = images[measurement.on];
    const ndim = (image.depth ?? 1) > 1 ? 3 : 2;
    const features = codedFeatures(measurement).filter(({ feature }) => feature.dimensions.includes(ndim));
    const [roi] = await measure(
      features.map(({ feature }) => feature),
      image,
    );
    for (const { code, aggregation, feature } of features) {
      const value = { code, aggregation, ...measuredValue(feature.id, roi!) };
      values.set(`${code}/${aggregation}`, value);
    }
  }
  return values;
}

function measuredValue(id: string, roi: MeasuredRoi): Pick<IbsiValue, "id" | "value" | "missing"> {
  const reason = roi.missing[id];
  return { id, value: roi.values[id] ?? null, ...(reason === undefined ? {} : { missing: reason }) };
}

/** A value that a pipeline gives. */
export interface IbsiColumn {
  /** Key in the values of a measurement: `TU9B/3D_avg`. */
  readonly key: string;
  readonly code: string;
  readonly aggregation: AggregationTag;
  /** The feature, with the parameters of the pipeline. */
  readonly feature: FeatureDescription;
}

/** What a pipeline measures, in the order of its values; 2D images lack features of volumes, and volumes those of images. */
export const ibsiColumns = (pipeline: Pipeline): IbsiColumn[] =>
  measurements(pipeline, 0).flatMap((measurement) =>
    codedFeatures(measurement).map((coded) => ({ ...coded, key: `${coded.code}/${coded.aggregation}` })),
  );
