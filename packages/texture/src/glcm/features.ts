/**
 * The features of the family: every measure as its mean over the matrices, and per direction of an image and of a
 * volume.
 * @module
 */
import { type AnyFeature, defineFeature } from "@pixelmetry/roi";
import { angleColumns, directionColumns } from "../directions.ts";
import { meanOf, measureOf } from "../matrix-measures.ts";
import { glcmMatrices, type Measured } from "./accumulate.ts";
import type { Measure } from "./measure.ts";
import { maximalCorrelationMeasure, measures } from "./measures.ts";
import { directionValues, type GlcmSettings, matricesValues } from "./settings.ts";

const haralick = "Haralick, Shanmugam and Dinstein 1973, doi:10.1109/TSMC.1973.4309314.";
const sources = ({ ibsi }: Measure): string =>
  ibsi === undefined
    ? haralick
    : `IBSI ${ibsi}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.6 (arXiv:1612.07003). ${haralick}`;

const none =
  "No finite pixel: missing (empty). More than 65535 grey levels, or more than 8.4 million different pairs: missing (exceeds budget).";

/** Codes of the mean over the directions of an image, and over those of a volume. */
const averageCodes = ({ nyxus }: Measure): string[] => {
  // Nyxus has no average of HOM2.
  const codes = nyxus.filter((code) => code !== "HOM2");
  return [...codes.map((code) => `GLCM_${code}_AVE`), ...codes.map((code) => `3GLCM_${code}_AVE`)];
};

/** Mean of a measure over the matrices of the ROI. */
function mean(measure: Measure, index: number, settings: GlcmSettings, what?: Measured): AnyFeature {
  const [nyxus, ...nyxusAliases] = averageCodes(measure);
  const { ibsi, names } = measure;
  const { pyradiomics } = names;
  const remark = measure.remark === undefined ? "" : ` ${measure.remark}`;
  return defineFeature({
    id: measure.id,
    definition: measure.definition,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [2, 3],
    names: {
      ...(nyxus ? { nyxus, nyxusAliases } : {}),
      ...(ibsi ? { ibsi } : {}),
      ...(pyradiomics ? { pyradiomics } : {}),
    },
    reference: `${sources(measure)}${remark}`,
    degenerate: `One pixel, or no two pixels in any direction: missing (too few pixels); directions without pairs do not enter the mean. Constant, of grey level g: ${measure.constant}. ${none}`,
    parameters: matricesValues(settings),
    needs: { matrices: glcmMatrices(settings, what) },
    compute: ({ matrices }) => meanOf(matrices, index),
  });
}

/** A measure of each direction of an image. */
function perAngle(measure: Measure, index: number, given: GlcmSettings, what?: Measured): AnyFeature {
  const settings: GlcmSettings = { ...given, directions: "average" };
  const [nyxus, ...nyxusAliases] = measure.nyxus.map((code) => `GLCM_${code}`);
  const { cellprofiler, skimage } = measure.names;
  return defineFeature({
    id: `${measure.id}_per_angle`,
    definition: `${measure.definition} One value per direction: the second pixel lies towards +x (0), +x+y (45), +y (90) or -x+y (135), y pointing down.`,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [2],
    names: {
      ...(nyxus ? { nyxus, nyxusAliases } : {}),
      ...(cellprofiler ? { cellprofiler } : {}),
      ...(skimage ? { skimage } : {}),
    },
    reference: sources(measure),
    degenerate: `No two pixels in the direction: missing (too few pixels). Constant, of grey level g: ${measure.constant}. ${none}`,
    parameters: directionValues(settings),
    columns: angleColumns,
    needs: { matrices: glcmMatrices(settings, what) },
    compute: ({ matrices }) => angleColumns.map((_, angle) => measureOf(matrices, angle, index)),
  });
}

/** A measure of each direction of a volume. */
function perDirection(measure: Measure, index: number, given: GlcmSettings, what?: Measured): AnyFeature {
  const settings: GlcmSettings = { ...given, directions: "average", dimension: "3D" };
  const [nyxus, ...nyxusAliases] = measure.nyxus.map((code) => `3GLCM_${code}`);
  return defineFeature({
    id: `${measure.id}_per_direction`,
    definition: `${measure.definition} One value for each of the 13 directions of a volume, named by the steps along x, y and z from the first voxel to the second, m1 for -1.`,
    formula: measure.formula,
    unit: measure.unit,
    dimensions: [3],
    names: { ...(nyxus ? { nyxus, nyxusAliases } : {}) },
    reference: `${sources(measure)} Nyxus counts all directions but gives (1, 1, 1) only.`,
    degenerate: `No two voxels in the direction: missing (too few pixels). Constant, of grey level g: ${measure.constant}. ${none}`,
    parameters: directionValues(settings),
    columns: directionColumns,
    needs: { matrices: glcmMatrices(settings, what) },
    compute: ({ matrices }) => directionColumns.map((_, direction) => measureOf(matrices, direction, index)),
  });
}

const forms = [mean, perAngle, perDirection];

/** All features, sorted by id. */
export function glcmFeatures(settings: GlcmSettings): readonly AnyFeature[] {
  return measures
    .flatMap((measure, i) => forms.map((of) => of(measure, i, settings)))
    .concat(forms.map((of) => of(maximalCorrelationMeasure, 0, settings, "maximal_correlation")))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
