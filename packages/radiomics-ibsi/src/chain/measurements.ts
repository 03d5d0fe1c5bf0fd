/**
 * What a pipeline measures: which families, on which voxels, with which parameters.
 * @module
 */
import { families as intensityFamilies } from "@pixelmetry/intensity";
import { families as morphologyFamilies } from "@pixelmetry/morphology";
import { type AnyFeature, checkParameters, type Family, type ParameterValue } from "@pixelmetry/roi";
import { families as textureFamilies } from "@pixelmetry/texture";
import { families as ownFamilies } from "../families.ts";
import { discretisationValues, ivhValues, levelRange } from "./grey-levels.ts";
import type { Pipeline, Texture } from "./pipeline.ts";

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

/** Families that are measured together. */
export interface Measurement {
  /** The region alone, or with the voxels around it. */
  readonly on: "region" | "surroundings";
  readonly families: readonly Family[];
  /** Values of parameters; families that lack one of them do without. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Aggregation of a family's features. */
  readonly aggregation: (family: Family) => AggregationTag;
}

/** Families that look at voxels around the region. */
const looksAround = ({ id }: Family): boolean => id === "local_intensity";

/** Families whose matrices have directions. */
const hasDirections = ({ id }: Family): boolean => id === "glcm" || id === "glrlm";

/**
 * Everything with a value in IBSI chapter 1.
 * @param minimum - smallest intensity of the region
 */
export function measurements(pipeline: Pipeline, minimum: number): Measurement[] {
  const { discretisation, ivh, texture } = pipeline;
  const range = levelRange(pipeline);
  const levels = discretisationValues(discretisation, range);
  const families = [...morphologyFamilies, ...intensityFamilies, ...ownFamilies];
  const none = (): AggregationTag => "none";
  return [
    {
      on: "region",
      families: families.filter((family) => !looksAround(family)),
      parameters: { ...levels, ...ivhValues(ivh, range, minimum) },
      aggregation: none,
    },
    { on: "surroundings", families: families.filter(looksAround), parameters: {}, aggregation: none },
    ...texture.dimensions.flatMap((dimension) =>
      (["average", "merge"] as const).map((directions) =>
        textureOf({ ...levels, ...neighbourhood(texture) }, dimension, directions),
      ),
    ),
  ];
}

const neighbourhood = ({ distance, alpha }: Texture): Record<string, ParameterValue> => ({
  "glcm.distance": distance,
  "ngtdm.distance": distance,
  "ngldm.distance": distance,
  "ngldm.alpha": alpha,
});

function textureOf(
  fixed: Readonly<Record<string, ParameterValue>>,
  dimension: Texture["dimensions"][number],
  directions: "average" | "merge",
): Measurement {
  const tag = directions === "average" ? (`${dimension}_avg` as const) : (`${dimension}_mrg` as const);
  const parameters: Record<string, ParameterValue> = {
    ...fixed,
    "glcm.aggregation": directions,
    "glrlm.aggregation": directions,
  };
  for (const { id } of textureFamilies) parameters[`${id}.dimension`] = dimension;
  return {
    on: "region",
    // Matrices without directions are the same for both.
    families: textureFamilies.filter((family) => directions === "average" || hasDirections(family)),
    parameters,
    aggregation: (family) => (hasDirections(family) ? tag : dimension),
  };
}

/** A feature that has an IBSI code, with the parameters of its measurement. */
export interface CodedFeature {
  readonly code: string;
  readonly aggregation: AggregationTag;
  readonly feature: AnyFeature;
}

/** The features of a measurement, each code once. */
export function codedFeatures({ families, parameters, aggregation }: Measurement): CodedFeature[] {
  const coded = new Map<string, CodedFeature>();
  for (const family of families) {
    const own = Object.fromEntries(
      Object.entries(parameters).filter(([name]) => Object.hasOwn(family.parameters, name)),
    );
    for (const feature of family.features(checkParameters(family.parameters, own))) {
      const code = feature.names.ibsi;
      if (code !== undefined) coded.set(code, { code, aggregation: aggregation(family), feature });
    }
  }
  return [...coded.values()];
}
