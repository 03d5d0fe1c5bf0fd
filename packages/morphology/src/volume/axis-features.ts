import { type AnyFeature, defineFeature, type FeatureNames, missing } from "@pixelmetry/roi";
import { ibsi } from "../sources.ts";
import { principalVariances } from "./principal-axes.ts";

const tooFew = missing("too-few-pixels");
const covariance = "the eigenvalues are those of the sample covariance (n - 1) of the voxel centres in space";

/** Length of an axis; 0 is the longest. */
const axisLength = (code: string, axis: number, name: string, word: string, nyxus: string): AnyFeature =>
  defineFeature({
    id: `morphology_pca_${name}_axis_length`,
    definition: `Four times the standard deviation of the voxel centres along the ${word} principal axis, in the unit of lengths; ${covariance}.`,
    formula: `4\\sqrt{\\lambda_${axis + 1}}`,
    unit: "length",
    dimensions: [3],
    names: { nyxus, ibsi: code },
    reference: `${ibsi(code)} Divided by n - 1, as the reference values of the digital phantom are; PyRadiomics divides by n.`,
    degenerate: `One voxel: missing (too-few-pixels). ${axis === 0 ? "" : "A line: 0. "}${axis === 2 ? "A plane: 0. " : ""}Intensities do not matter.`,
    needs: { variances: principalVariances },
    compute: ({ variances }) => (Number.isNaN(variances[0]) ? tooFew : 4 * Math.sqrt(variances[axis])),
  });

/** Length of an axis over that of the longest. */
const axisRatio = (code: string, axis: number, name: string, names: FeatureNames): AnyFeature =>
  defineFeature({
    id: `morphology_pca_${name}`,
    definition: `${axis === 1 ? "Second" : "Least"} over major axis length of the principal components of the voxel centres; 1 for a ball, 0 for a ${axis === 1 ? "line" : "plane"}.`,
    formula: `\\sqrt{\\lambda_${axis + 1} / \\lambda_1}`,
    unit: "dimensionless",
    dimensions: [3],
    names: { ...names, ibsi: code },
    reference: ibsi(code),
    degenerate: `One voxel: missing (too-few-pixels). A line: 0.${axis === 2 ? " A plane: 0." : ""} Intensities do not matter.`,
    needs: { variances: principalVariances },
    compute: ({ variances }) =>
      Number.isNaN(variances[0]) ? tooFew : Math.sqrt(variances[axis] / variances[0]),
  });

export const axisFeatures: readonly AnyFeature[] = [
  axisRatio("Q3CK", 1, "elongation", { nyxus: "3ELONGATION", pyradiomics: "shape_Elongation" }),
  axisRatio("N17B", 2, "flatness", { nyxus: "3FLATNESS", pyradiomics: "shape_Flatness" }),
  axisLength("7J51", 2, "least", "third", "3LEAST_AXIS_LEN"),
  axisLength("TDIC", 0, "major", "first", "3MAJOR_AXIS_LEN"),
  axisLength("P9VJ", 1, "minor", "second", "3MINOR_AXIS_LEN"),
];
