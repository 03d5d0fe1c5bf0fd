/**
 * The features of the family: every measure as its mean over the matrices, and per direction of an image and of a
 * volume.
 * @module
 */
import { type AnyFeature, defineFeature } from "@pixelmetry/roi";
import { angleColumns, directionColumns } from "../directions.ts";
import type { SizeDefinition } from "../level-sizes/definitions.ts";
import { meanOf, measureOf } from "../matrix-measures.ts";
import { glrlmMatrices } from "./accumulate.ts";
import { measures } from "./measures.ts";
import { directionValues, type GlrlmSettings, matricesValues } from "./settings.ts";

const reference = ({ names }: SizeDefinition): string =>
  `IBSI ${names.ibsi}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.7 (arXiv:1612.07003). Galloway 1975, doi:10.1016/S0146-664X(75)80008-6.`;

const degenerate =
  "One pixel: one run of length 1 in each direction. Constant: all runs have one grey level. No finite pixel: missing (empty). More than 65535 grey levels: missing (exceeds budget).";

/** Mean of a measure over the matrices of the ROI. */
function mean(measure: SizeDefinition, settings: GlrlmSettings): AnyFeature {
  return defineFeature({
    id: measure.featureId,
    definition: measure.definition,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [2, 3],
    names: {
      nyxus: `GLRLM_${measure.nyxus}_AVE`,
      nyxusAliases: [`3GLRLM_${measure.nyxus}_AVE`],
      ...measure.names,
    },
    reference: reference(measure),
    degenerate,
    parameters: matricesValues(settings),
    needs: { matrices: glrlmMatrices(settings) },
    compute: ({ matrices }) => meanOf(matrices, measure.index),
  });
}

/** A measure of each direction of an image. */
function perAngle(measure: SizeDefinition, given: GlrlmSettings): AnyFeature {
  const settings: GlrlmSettings = { ...given, directions: "average" };
  return defineFeature({
    id: `${measure.featureId}_per_angle`,
    definition: `${measure.definition} One value per direction: runs go towards +x (0), +x+y (45), +y (90) or -x+y (135), y pointing down.`,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [2],
    names: { nyxus: `GLRLM_${measure.nyxus}` },
    reference: reference(measure),
    degenerate,
    parameters: directionValues(settings),
    columns: angleColumns,
    needs: { matrices: glrlmMatrices(settings) },
    compute: ({ matrices }) => angleColumns.map((_, angle) => measureOf(matrices, angle, measure.index)),
  });
}

/** A measure of each direction of a volume. */
function perDirection(measure: SizeDefinition, given: GlrlmSettings): AnyFeature {
  const settings: GlrlmSettings = { ...given, directions: "average", dimension: "3D" };
  return defineFeature({
    id: `${measure.featureId}_per_direction`,
    definition: `${measure.definition} One value for each of the 13 directions of a volume, named by the steps along x, y and z, m1 for -1.`,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [3],
    names: { nyxus: `3GLRLM_${measure.nyxus}` },
    reference: `${reference(measure)} Nyxus counts all directions but gives (1, 1, 1) only.`,
    degenerate,
    parameters: directionValues(settings),
    columns: directionColumns,
    needs: { matrices: glrlmMatrices(settings) },
    compute: ({ matrices }) =>
      directionColumns.map((_, direction) => measureOf(matrices, direction, measure.index)),
  });
}

/** All features, sorted by id. */
export function glrlmFeatures(settings: GlrlmSettings): readonly AnyFeature[] {
  return measures
    .flatMap((measure) => [
      mean(measure, settings),
      perAngle(measure, settings),
      perDirection(measure, settings),
    ])
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
