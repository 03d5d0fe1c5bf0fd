/**
 * Processing chain and features in one: the values of a region under the codes of IBSI.
 * @module
 */
import { families as intensityFamilies } from "@pixelmetry/intensity";
import { families as morphologyFamilies } from "@pixelmetry/morphology";
import {
  type AnyFeature,
  checkParameters,
  type Family,
  type MeasuredRoi,
  type MemoryImage,
  measure,
  type ParameterValue,
} from "@pixelmetry/roi";
import { families as textureFamilies } from "@pixelmetry/texture";
import { families as ownFamilies } from "../families.ts";
import { crop } from "./crop.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { discretisationValues, ivhValues } from "./grey-levels.ts";
import type { Pipeline } from "./pipeline.ts";
import { type Processed, type ProcessOptions, processImage } from "./process.ts";
import type { Volume } from "./volume.ts";

/** How texture matrices are made and added up; `none` for features without matrices. */
export type AggregationTag =
  | "none"
  | "2D_avg"
  | "2D_mrg"
  | "2.5D_avg"
  | "2.5D_mrg"
  | "3D_avg"
  | "3D_mrg"
  | "2D"
  | "2.5D"
  | "3D";

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
  const region = regionOf(processed);
  const values = new Map<string, IbsiValue>();
  for (const { families, parameters, aggregation } of measurements(processed, pipeline)) {
    const features = codedFeatures(families, parameters, region.depth ?? 1);
    const [roi] = await measure([...features.values()], region);
    for (const [code, { id }] of features) {
      const tag = aggregation(id);
      values.set(`${code}/${tag}`, ibsiValue(code, tag, id, roi!));
    }
  }
  return values;
}

/** The region as families see it: voxels outside the intensity mask are NaN, the label is the morphological mask. */
function regionOf({ image, morphologicalMask, intensityMask, diagnostics }: Processed): MemoryImage {
  const { box } = diagnostics.roi.interpolated.morphologicalMask;
  const labels = crop(morphologicalMask, box);
  const { data: intensity } = crop(image, box);
  const { data: counts } = crop(intensityMask, box);
  for (let i = 0; i < intensity.length; i++) if (counts[i] === 0) intensity[i] = Number.NaN;
  const [width, height, depth] = labels.size;
  return { labels: labels.data, intensity, width, height, depth, spacing: labels.spacing };
}

/** Families that are measured together, with one set of parameters. */
interface Measurement {
  readonly families: readonly Family[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Aggregation of a feature, by its id. */
  readonly aggregation: (id: string) => AggregationTag;
}

/** Families whose matrices have directions. */
const directed = (id: string): boolean => /^gl(cm|rlm)(_|$)/.test(id);

function measurements(
  { diagnostics }: Processed,
  { discretisation, ivh, resegmentation, texture }: Pipeline,
): Measurement[] {
  const levels = discretisationValues(discretisation, resegmentation);
  const { intensities } = diagnostics.roi.resegmented;
  const withoutMatrices = {
    families: [...morphologyFamilies, ...intensityFamilies, ...ownFamilies],
    parameters: { ...levels, ...ivhValues(ivh, resegmentation, intensities) },
    aggregation: () => "none" as const,
  };
  const { distance, alpha } = texture;
  const fixed = {
    ...levels,
    "glcm.distance": distance,
    "ngtdm.distance": distance,
    "ngldm.distance": distance,
    "ngldm.alpha": alpha,
  };
  const of = (dimension: (typeof texture.dimensions)[number], directions: "average" | "merge") => {
    const tag = directions === "average" ? (`${dimension}_avg` as const) : (`${dimension}_mrg` as const);
    const parameters: Record<string, ParameterValue> = {
      ...fixed,
      "glcm.aggregation": directions,
      "glrlm.aggregation": directions,
    };
    for (const { id } of textureFamilies) parameters[`${id}.dimension`] = dimension;
    return {
      // Matrices without directions are the same in both.
      families: textureFamilies.filter(({ id }) => directions === "average" || directed(id)),
      parameters,
      aggregation: (id: string) => (directed(id) ? tag : dimension),
    };
  };
  return [
    withoutMatrices,
    ...texture.dimensions.flatMap((dimension) => [of(dimension, "average"), of(dimension, "merge")]),
  ];
}

/** Features with IBSI codes, by code, with those of `parameters` that their families have. */
function codedFeatures(
  families: readonly Family[],
  parameters: Measurement["parameters"],
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
