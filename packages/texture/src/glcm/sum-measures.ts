/**
 * Measures of the sum of the two grey levels of a pair.
 * @module
 */
import type { CellMeasure } from "./measure.ts";

/** In the formulas below. */
const sk = "p_{x+y}(k) = \\sum_{i+j=k} p_{ij}";

export const sumMeasures: readonly CellMeasure[] = [
  {
    id: "glcm_sum_average",
    definition: "Mean sum of the grey levels of a pair.",
    formula: `\\sum_k k\\,p_{x+y}(k),\\quad ${sk}`,
    unit: "grey level",
    ibsi: "ZGXS",
    nyxus: ["SUMAVERAGE"],
    names: { pyradiomics: "glcm_SumAverage", cellprofiler: "Texture_SumAverage" },
    constant: "2g",
    of: ({ sum }) => sum.mean,
  },
  {
    id: "glcm_sum_variance",
    definition: "Variance of the sum of the grey levels of a pair; the same number as the cluster tendency.",
    formula: `\\sum_k (k-\\mu_{x+y})^2\\,p_{x+y}(k),\\quad ${sk},\\ \\mu_{x+y} = \\sum_k k\\,p_{x+y}(k)`,
    unit: "grey level^2",
    ibsi: "OEEB",
    nyxus: ["SUMVARIANCE"],
    names: { cellprofiler: "Texture_SumVariance" },
    constant: "0",
    of: ({ sum }) => sum.variance,
  },
  {
    id: "glcm_sum_entropy",
    definition: "Shannon entropy of the sum of the grey levels of a pair.",
    formula: `-\\sum_k p_{x+y}(k) \\log_2 p_{x+y}(k),\\quad ${sk}`,
    unit: "bit",
    ibsi: "P6QZ",
    nyxus: ["SUMENTROPY"],
    names: { pyradiomics: "glcm_SumEntropy", cellprofiler: "Texture_SumEntropy" },
    constant: "0",
    of: ({ sum }) => sum.entropy,
  },
  {
    id: "glcm_cluster_tendency",
    definition: "Mean squared deviation of the sum of the grey levels of a pair from its mean.",
    formula: "\\sum_{i,j} (i+j-\\mu_x-\\mu_y)^2\\,p_{ij}",
    unit: "grey level^2",
    ibsi: "DG8W",
    nyxus: ["CLUTEND"],
    names: { pyradiomics: "glcm_ClusterTendency" },
    constant: "0",
    of: ({ sum }) => sum.variance,
  },
  {
    id: "glcm_cluster_shade",
    definition: "Mean cubed deviation of the sum of the grey levels of a pair from its mean.",
    formula: "\\sum_{i,j} (i+j-\\mu_x-\\mu_y)^3\\,p_{ij}",
    unit: "grey level^3",
    ibsi: "7NFM",
    nyxus: ["CLUSHADE"],
    names: { pyradiomics: "glcm_ClusterShade" },
    constant: "0",
    of: ({ sum }) => sum.third,
  },
  {
    id: "glcm_cluster_prominence",
    definition: "Mean fourth power of the deviation of the sum of the grey levels of a pair from its mean.",
    formula: "\\sum_{i,j} (i+j-\\mu_x-\\mu_y)^4\\,p_{ij}",
    unit: "grey level^4",
    ibsi: "AE86",
    nyxus: ["CLUPROM"],
    names: { pyradiomics: "glcm_ClusterProminence" },
    constant: "0",
    of: ({ sum }) => sum.fourth,
  },
];
