/**
 * Measures of single cells and of the levels of one pixel of the pair.
 * @module
 */
import type { CellMeasure } from "./measure.ts";

export const jointMeasures: readonly CellMeasure[] = [
  {
    id: "glcm_joint_maximum",
    definition: "Probability of the most frequent pair of grey levels.",
    formula: "\\max_{i,j} p_{ij}",
    unit: "dimensionless",
    ibsi: "GYBY",
    nyxus: ["JMAX"],
    names: { pyradiomics: "glcm_MaximumProbability" },
    constant: "1",
    of: ({ maximum, total }) => maximum / total,
  },
  {
    id: "glcm_joint_average",
    definition: "Mean grey level of the first pixel of a pair.",
    formula: "\\mu = \\sum_{i,j} i\\,p_{ij}",
    unit: "grey level",
    ibsi: "60VM",
    nyxus: ["JAVE"],
    names: { pyradiomics: "glcm_JointAverage", skimage: "mean" },
    constant: "g",
    of: ({ row }) => row.mean,
  },
  {
    id: "glcm_joint_variance",
    definition: "Variance of the grey level of the first pixel of a pair.",
    formula: "\\sum_{i,j} (i-\\mu)^2\\,p_{ij}",
    unit: "grey level^2",
    ibsi: "UR99",
    nyxus: ["JVAR", "VARIANCE"],
    names: { pyradiomics: "glcm_SumSquares", cellprofiler: "Texture_Variance", skimage: "variance" },
    constant: "0",
    of: ({ row }) => row.variance,
  },
  {
    id: "glcm_joint_entropy",
    definition: "Shannon entropy of the pairs of grey levels.",
    formula: "-\\sum_{i,j} p_{ij} \\log_2 p_{ij}",
    unit: "bit",
    ibsi: "TU9B",
    nyxus: ["JE", "ENTROPY"],
    names: { pyradiomics: "glcm_JointEntropy", cellprofiler: "Texture_Entropy" },
    constant: "0",
    remark:
      "Nyxus and PyRadiomics add a small number inside the logarithm; scikit-image takes the natural logarithm.",
    of: ({ entropy }) => entropy,
  },
  {
    id: "glcm_angular_second_moment",
    definition:
      "Sum of the squared probabilities of the pairs of grey levels; also called energy or uniformity.",
    formula: "\\sum_{i,j} p_{ij}^2",
    unit: "dimensionless",
    ibsi: "8ZQL",
    nyxus: ["ASM", "ENERGY"],
    names: { pyradiomics: "glcm_JointEnergy", cellprofiler: "Texture_AngularSecondMoment", skimage: "ASM" },
    constant: "1",
    remark: "What scikit-image calls energy is the square root.",
    of: ({ squares, total }) => squares / (total * total),
  },
  {
    id: "glcm_autocorrelation",
    definition: "Mean product of the two grey levels of a pair.",
    formula: "\\sum_{i,j} i\\,j\\,p_{ij}",
    unit: "grey level^2",
    ibsi: "QWB0",
    nyxus: ["ACOR"],
    names: { pyradiomics: "glcm_Autocorrelation" },
    constant: "g^2",
    of: ({ products, total }) => products / total,
  },
];
