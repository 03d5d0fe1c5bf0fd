/**
 * Measures of how much one grey level of a pair says about the other.
 * @module
 */
import { expm1 } from "@pixelmetry/roi";
import { squaredDifferences } from "./difference-measures.ts";
import type { Matrix } from "./matrix.ts";
import type { CellMeasure } from "./measure.ts";

/** In the formulas below. */
const entropies = "HX = -\\sum_i p_x(i) \\log_2 p_x(i),\\ HXY = -\\sum_{i,j} p_{ij} \\log_2 p_{ij}";

/**
 * The covariance of two quantities is a quarter of the variance of their sum minus that of their difference,
 * which keeps all digits where the levels are large against their spread.
 */
function correlation(m: Matrix): number {
  const { row, column, sum, total } = m;
  if (row.variance === 0 || column.variance === 0) return Number.NaN;
  const apart = row.mean - column.mean;
  const ofDifference = squaredDifferences(m) / total - apart * apart;
  // Rounding must not make a correlation of more than 1.
  const value = (sum.variance - ofDifference) / 4 / Math.sqrt(row.variance * column.variance);
  return Math.min(1, Math.max(-1, value));
}

/** Bits by which knowing one level shortens the other; 0 up to rounding when they are independent. */
const mutualInformation = ({ row, column, entropy }: Matrix): number =>
  row.entropy + column.entropy - entropy;

export const dependenceMeasures: readonly CellMeasure[] = [
  {
    id: "glcm_correlation",
    definition: "Pearson correlation of the two grey levels of a pair.",
    formula: "\\frac{\\sum_{i,j} (i-\\mu_x)(j-\\mu_y)\\,p_{ij}}{\\sigma_x \\sigma_y}",
    unit: "dimensionless",
    ibsi: "NI2N",
    nyxus: ["CORRELATION"],
    names: {
      pyradiomics: "glcm_Correlation",
      cellprofiler: "Texture_Correlation",
      skimage: "correlation",
    },
    constant: "missing (constant intensity)",
    remark:
      "A matrix with a single grey level does not enter the mean; PyRadiomics, MIRP and scikit-image give it 1.",
    of: correlation,
  },
  {
    id: "glcm_information_correlation_1",
    definition:
      "Mutual information of the two grey levels of a pair relative to the larger of their entropies, with a minus sign.",
    formula: `\\frac{HXY-HXY_1}{\\max(HX,HY)},\\quad ${entropies},\\ HXY_1 = -\\sum_{i,j} p_{ij} \\log_2 (p_x(i)\\,p_y(j)) = HX+HY`,
    unit: "dimensionless",
    ibsi: "R8DG",
    nyxus: ["INFOMEAS1"],
    names: { pyradiomics: "glcm_Imc1", cellprofiler: "Texture_InfoMeas1" },
    constant: "missing (constant intensity)",
    remark: "A matrix with a single grey level does not enter the mean; PyRadiomics gives it 0.",
    of(m) {
      const larger = Math.max(m.row.entropy, m.column.entropy);
      return larger > 0 ? -mutualInformation(m) / larger : Number.NaN;
    },
  },
  {
    id: "glcm_information_correlation_2",
    definition: "Square root of one minus the exponential of minus twice the mutual information in bits.",
    formula: `\\sqrt{1-e^{-2(HXY_2-HXY)}},\\quad ${entropies},\\ HXY_2 = -\\sum_{i,j} p_x(i)\\,p_y(j) \\log_2 (p_x(i)\\,p_y(j)) = HX+HY`,
    unit: "dimensionless",
    ibsi: "JN9H",
    nyxus: ["INFOMEAS2"],
    names: { pyradiomics: "glcm_Imc2", cellprofiler: "Texture_InfoMeas2" },
    constant: "0",
    remark:
      "Bits inside a natural exponential are what IBSI and PyRadiomics define. Rounding below zero counts as independence, 0.",
    of: (m) => Math.sqrt(Math.max(0, -expm1(-2 * mutualInformation(m)))),
  },
];
