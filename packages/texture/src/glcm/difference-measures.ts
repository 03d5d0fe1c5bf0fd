/**
 * Measures of the difference between the two grey levels of a pair.
 * @module
 */
import type { Matrix } from "./matrix.ts";
import type { CellMeasure } from "./measure.ts";

/** In the formulas below. */
const dk = "p_{x-y}(k) = \\sum_{|i-j|=k} p_{ij}";

/** Sum over the pairs of the squared difference of their levels. */
export function squaredDifferences({ difference: { length, value, count } }: Matrix): number {
  let sum = 0;
  for (let e = 0; e < length; e++) sum += value[e] * value[e] * count[e];
  return sum;
}

function inverseDifference({ difference: { length, value, count }, total }: Matrix, levels: number): number {
  let sum = 0;
  for (let e = 0; e < length; e++) sum += count[e] / (1 + value[e] / levels);
  return sum / total;
}

function inverseMoment({ difference: { length, value, count }, total }: Matrix, levels: number): number {
  let sum = 0;
  for (let e = 0; e < length; e++) sum += count[e] / (1 + (value[e] * value[e]) / (levels * levels));
  return sum / total;
}

function inverseVariance({ difference: { length, value, count }, total }: Matrix): number {
  let sum = 0;
  for (let e = 0; e < length; e++) if (value[e] > 0) sum += count[e] / (value[e] * value[e]);
  return sum / total;
}

export const differenceMeasures: readonly CellMeasure[] = [
  {
    id: "glcm_difference_average",
    definition: "Mean absolute difference of the grey levels of a pair.",
    formula: `\\sum_k k\\,p_{x-y}(k),\\quad ${dk}`,
    unit: "grey level",
    ibsi: "TF7R",
    nyxus: ["DIFAVE"],
    names: { pyradiomics: "glcm_DifferenceAverage" },
    constant: "0",
    of: ({ difference }) => difference.mean,
  },
  {
    id: "glcm_difference_variance",
    definition: "Variance of the absolute difference of the grey levels of a pair.",
    formula: `\\sum_k (k-\\mu_{x-y})^2\\,p_{x-y}(k),\\quad ${dk},\\ \\mu_{x-y} = \\sum_k k\\,p_{x-y}(k)`,
    unit: "grey level^2",
    ibsi: "D3YU",
    nyxus: ["DIFVAR"],
    names: { pyradiomics: "glcm_DifferenceVariance" },
    constant: "0",
    remark: "CellProfiler gives the variance of the probabilities of the differences instead.",
    of: ({ difference }) => difference.variance,
  },
  {
    id: "glcm_difference_entropy",
    definition: "Shannon entropy of the absolute difference of the grey levels of a pair.",
    formula: `-\\sum_k p_{x-y}(k) \\log_2 p_{x-y}(k),\\quad ${dk}`,
    unit: "bit",
    ibsi: "NTRS",
    nyxus: ["DIFENTRO"],
    names: { pyradiomics: "glcm_DifferenceEntropy", cellprofiler: "Texture_DifferenceEntropy" },
    constant: "0",
    of: ({ difference }) => difference.entropy,
  },
  {
    id: "glcm_contrast",
    definition: "Mean squared difference of the grey levels of a pair.",
    formula: "\\sum_{i,j} (i-j)^2\\,p_{ij}",
    unit: "grey level^2",
    ibsi: "ACUI",
    nyxus: ["CONTRAST"],
    names: { pyradiomics: "glcm_Contrast", cellprofiler: "Texture_Contrast", skimage: "contrast" },
    constant: "0",
    of: (m) => squaredDifferences(m) / m.total,
  },
  {
    id: "glcm_dissimilarity",
    definition:
      "Mean absolute difference of the grey levels of a pair; the same number as the difference average.",
    formula: "\\sum_{i,j} |i-j|\\,p_{ij}",
    unit: "grey level",
    ibsi: "8S9J",
    nyxus: ["DIS"],
    names: { skimage: "dissimilarity" },
    constant: "0",
    of: ({ difference }) => difference.mean,
  },
  {
    id: "glcm_inverse_difference",
    definition: "Mean of the inverse of one plus the absolute difference of the grey levels of a pair.",
    formula: "\\sum_{i,j} \\frac{p_{ij}}{1+|i-j|}",
    unit: "dimensionless",
    ibsi: "IB1Z",
    nyxus: ["ID", "HOM1"],
    names: { pyradiomics: "glcm_Id" },
    constant: "1",
    of: (m) => inverseDifference(m, 1),
  },
  {
    id: "glcm_normalised_inverse_difference",
    definition: "Inverse difference with the difference taken relative to the number of grey levels.",
    formula: "\\sum_{i,j} \\frac{p_{ij}}{1+|i-j|/N_g}",
    unit: "dimensionless",
    ibsi: "NDRX",
    nyxus: ["IDN"],
    names: { pyradiomics: "glcm_Idn" },
    constant: "1",
    of: (m) => inverseDifference(m, m.levelCount),
  },
  {
    id: "glcm_inverse_difference_moment",
    definition: "Mean of the inverse of one plus the squared difference of the grey levels of a pair.",
    formula: "\\sum_{i,j} \\frac{p_{ij}}{1+(i-j)^2}",
    unit: "dimensionless",
    ibsi: "WF0Z",
    nyxus: ["IDM", "HOM2"],
    names: {
      pyradiomics: "glcm_Idm",
      cellprofiler: "Texture_InverseDifferenceMoment",
      skimage: "homogeneity",
    },
    constant: "1",
    of: (m) => inverseMoment(m, 1),
  },
  {
    id: "glcm_normalised_inverse_difference_moment",
    definition: "Inverse difference moment with the difference taken relative to the number of grey levels.",
    formula: "\\sum_{i,j} \\frac{p_{ij}}{1+(i-j)^2/N_g^2}",
    unit: "dimensionless",
    ibsi: "1QCO",
    nyxus: ["IDMN"],
    names: { pyradiomics: "glcm_Idmn" },
    constant: "1",
    of: (m) => inverseMoment(m, m.levelCount),
  },
  {
    id: "glcm_inverse_variance",
    definition:
      "Mean of the inverse squared difference of the grey levels of a pair; pairs of equal levels add nothing.",
    formula: "2\\sum_{i<j} \\frac{p_{ij}}{(i-j)^2}",
    unit: "dimensionless",
    ibsi: "E8JP",
    nyxus: ["IV"],
    names: { pyradiomics: "glcm_InverseVariance" },
    constant: "0",
    of: inverseVariance,
  },
];
