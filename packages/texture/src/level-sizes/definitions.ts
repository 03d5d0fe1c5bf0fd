/**
 * What the families of matrices of grey level against size say about their measures.
 * @module
 */
import type { FeatureNames, Quantity } from "@pixelmetry/roi";
import { type SizeMeasure, sizeMeasures } from "./measure.ts";

/** The words of a family. */
export interface SizeWords {
  /** Family id. */
  readonly family: string;
  /** What is counted: "runs", "zones". */
  readonly things: string;
  /** What the columns of the matrix are: "length", "size", "distance". */
  readonly size: string;
  /** Unit of a size. */
  readonly unit: Quantity;
}

/** Names of one measure in a family. */
export interface SizeNames {
  readonly measure: SizeMeasure;
  /** Without the family. */
  readonly id: string;
  readonly ibsi?: string;
  readonly nyxus: string;
  readonly pyradiomics?: string;
}

/** A measure with all that is said about it. */
export interface SizeDefinition {
  readonly measure: SizeMeasure;
  /** Nyxus code without its prefix. */
  readonly nyxus: string;
  readonly names: Pick<FeatureNames, "ibsi" | "pyradiomics">;
  /** Place in the measures of a matrix. */
  readonly index: number;
  readonly featureId: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: Quantity;
}

/** Where all formulas start: P counts things of level i and size j. */
const n = "N = \\sum_{i,j} P_{ij}";
const p = `p_{ij} = P_{ij}/N,\\ ${n}`;

/** Definitions of a family's measures, in the order given. */
export function sizeDefinitions(words: SizeWords, names: readonly SizeNames[]): readonly SizeDefinition[] {
  return names.map(({ measure, id, ibsi, nyxus, pyradiomics }) => ({
    measure,
    index: sizeMeasures.indexOf(measure),
    featureId: `${words.family}_${id}`,
    ...described(measure, words),
    nyxus,
    names: {
      ...(ibsi === undefined ? {} : { ibsi }),
      ...(pyradiomics === undefined ? {} : { pyradiomics: `${words.family}_${pyradiomics}` }),
    },
  }));
}

function described(
  measure: SizeMeasure,
  { things, size, unit }: SizeWords,
): Pick<SizeDefinition, "definition" | "formula" | "unit"> {
  const squared = unit === "pixel" ? "dimensionless" : unit;
  const mean = (weight: string): string => `\\frac{1}{N}\\sum_{i,j} ${weight},\\quad ${n}`;
  switch (measure) {
    case "small":
      return {
        definition: `Mean of 1/${size}² over all ${things}.`,
        formula: mean("P_{ij}/j^2"),
        unit: "dimensionless",
      };
    case "large":
      return {
        definition: `Mean of ${size}² over all ${things}.`,
        formula: mean("j^2 P_{ij}"),
        unit: "dimensionless",
      };
    case "low":
      return {
        definition: `Mean of 1/level² over all ${things}.`,
        formula: mean("P_{ij}/i^2"),
        unit: "dimensionless",
      };
    case "high":
      return {
        definition: `Mean of level² over all ${things}.`,
        formula: mean("i^2 P_{ij}"),
        unit: "grey level^2",
      };
    case "small-low":
      return {
        definition: `Mean of 1/(level² ${size}²) over all ${things}.`,
        formula: mean("\\frac{P_{ij}}{i^2 j^2}"),
        unit: "dimensionless",
      };
    case "small-high":
      return {
        definition: `Mean of level²/${size}² over all ${things}.`,
        formula: mean("\\frac{i^2 P_{ij}}{j^2}"),
        unit: "grey level^2",
      };
    case "large-low":
      return {
        definition: `Mean of ${size}²/level² over all ${things}.`,
        formula: mean("\\frac{j^2 P_{ij}}{i^2}"),
        unit: "dimensionless",
      };
    case "large-high":
      return {
        definition: `Mean of level² ${size}² over all ${things}.`,
        formula: mean("i^2 j^2 P_{ij}"),
        unit: "grey level^2",
      };
    case "level-non-uniformity":
      return {
        definition: `Sum of squared numbers of ${things} per grey level, divided by the number of ${things}.`,
        formula: `\\frac{1}{N}\\sum_i \\left(\\sum_j P_{ij}\\right)^2,\\quad ${n}`,
        unit: "dimensionless",
      };
    case "normalised-level-non-uniformity":
      return {
        definition: `Sum of squared fractions of ${things} per grey level.`,
        formula: `\\frac{1}{N^2}\\sum_i \\left(\\sum_j P_{ij}\\right)^2,\\quad ${n}`,
        unit: "dimensionless",
      };
    case "size-non-uniformity":
      return {
        definition: `Sum of squared numbers of ${things} per ${size}, divided by the number of ${things}.`,
        formula: `\\frac{1}{N}\\sum_j \\left(\\sum_i P_{ij}\\right)^2,\\quad ${n}`,
        unit: "dimensionless",
      };
    case "normalised-size-non-uniformity":
      return {
        definition: `Sum of squared fractions of ${things} per ${size}.`,
        formula: `\\frac{1}{N^2}\\sum_j \\left(\\sum_i P_{ij}\\right)^2,\\quad ${n}`,
        unit: "dimensionless",
      };
    case "percentage":
      return {
        definition: `Number of ${things} divided by the number of pixels, once for each matrix that is added up.`,
        formula: `\\frac{N}{N_v},\\quad ${n},\\ N_v \\text{ the number of pixels}`,
        unit: "dimensionless",
      };
    case "level-variance":
      return {
        definition: `Variance of the grey level over all ${things}.`,
        formula: `\\sum_{i,j} (i-\\mu)^2 p_{ij},\\quad \\mu = \\sum_{i,j} i\\,p_{ij},\\ ${p}`,
        unit: "grey level^2",
      };
    case "size-variance":
      return {
        definition: `Variance of the ${size} over all ${things}.`,
        formula: `\\sum_{i,j} (j-\\mu)^2 p_{ij},\\quad \\mu = \\sum_{i,j} j\\,p_{ij},\\ ${p}`,
        unit: squared,
      };
    case "entropy":
      return {
        definition: `Shannon entropy of the pairs of grey level and ${size} of all ${things}.`,
        formula: `-\\sum_{i,j} p_{ij} \\log_2 p_{ij},\\quad ${p}`,
        unit: "bit",
      };
    case "energy":
      return {
        definition: `Sum of the squared fractions of ${things} per pair of grey level and ${size}.`,
        formula: `\\sum_{i,j} p_{ij}^2,\\quad ${p}`,
        unit: "dimensionless",
      };
    case "level-mean":
      return {
        definition: `Mean grey level over all ${things}.`,
        formula: mean("i\\,P_{ij}"),
        unit: "grey level",
      };
    case "size-mean":
      return { definition: `Mean ${size} over all ${things}.`, formula: mean("j\\,P_{ij}"), unit };
  }
}
