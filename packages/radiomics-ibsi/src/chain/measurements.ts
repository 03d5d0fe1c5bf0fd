/**
 * What is measured on a processed image: which families, on which voxels, with which parameters.
 * @module
 */
import { families as intensityFamilies } from "@pixelmetry/intensity";
import { families as morphologyFamilies } from "@pixelmetry/morphology";
import type { Family, MemoryImage, ParameterValue } from "@pixelmetry/roi";
import { families as textureFamilies } from "@pixelmetry/texture";
import { families as ownFamilies } from "../families.ts";
import { discretisationValues, ivhValues } from "./grey-levels.ts";
import type { Pipeline, Texture } from "./pipeline.ts";
import type { Processed } from "./process.ts";
import { regionOf, surroundingsOf } from "./regions.ts";

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
  readonly image: MemoryImage;
  readonly families: readonly Family[];
  /** Values of parameters; families that lack one of them do without. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Aggregation of a feature, by its id. */
  readonly aggregation: (id: string) => AggregationTag;
}

/** Families that look at voxels around the region. */
const looksAround = ({ id }: Family): boolean => id === "local_intensity";

/** Families whose matrices have directions. */
const hasDirections = (id: string): boolean => /^gl(cm|rlm)(_|$)/.test(id);

/** Everything with a value in IBSI chapter 1. */
export function measurements(processed: Processed, pipeline: Pipeline): Measurement[] {
  const { discretisation, ivh, resegmentation, texture } = pipeline;
  const region = regionOf(processed);
  const levels = discretisationValues(discretisation, resegmentation);
  const { intensities } = processed.diagnostics.roi.resegmented;
  const families = [...morphologyFamilies, ...intensityFamilies, ...ownFamilies];
  return [
    {
      image: region,
      families: families.filter((family) => !looksAround(family)),
      parameters: { ...levels, ...ivhValues(ivh, resegmentation, intensities) },
      aggregation: () => "none",
    },
    {
      image: surroundingsOf(processed),
      families: families.filter(looksAround),
      parameters: {},
      aggregation: () => "none",
    },
    ...texture.dimensions.flatMap((dimension) =>
      (["average", "merge"] as const).map((directions) => ({
        image: region,
        ...textureOf({ ...levels, ...neighbourhood(texture) }, dimension, directions),
      })),
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
): Omit<Measurement, "image"> {
  const tag = directions === "average" ? (`${dimension}_avg` as const) : (`${dimension}_mrg` as const);
  const parameters: Record<string, ParameterValue> = {
    ...fixed,
    "glcm.aggregation": directions,
    "glrlm.aggregation": directions,
  };
  for (const { id } of textureFamilies) parameters[`${id}.dimension`] = dimension;
  return {
    // Matrices without directions are the same for both.
    families: textureFamilies.filter(({ id }) => directions === "average" || hasDirections(id)),
    parameters,
    aggregation: (id) => (hasDirections(id) ? tag : dimension),
  };
}
