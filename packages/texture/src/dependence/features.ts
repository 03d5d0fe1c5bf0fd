/**
 * Features of a dependence matrix, from the words and names of a family.
 * @module
 */
import { type AnyFeature, defineFeature } from "@pixelmetry/roi";
import { type SizeNames, sizeDefinitions } from "../level-sizes/definitions.ts";
import { meanOf } from "../matrix-measures.ts";
import { dependenceMatrices } from "./accumulate.ts";
import { type DependenceSettings, dependenceValues } from "./settings.ts";

const degenerate =
  "One pixel: one neighbourhood of dependence 1. Constant: one grey level, the dependences are those of the shape. No finite pixel: missing (empty). More than 65535 grey levels: missing (exceeds budget).";

/** The matrix that the formulas speak of. */
const matrix =
  "P counts pixels of grey level i with dependence j: 1 plus the number of neighbours in the ROI whose level differs by at most alpha.";

/** Features of `family` under `settings`, sorted by id. */
export function dependenceFeatures(
  family: "gldm" | "ngldm",
  names: readonly SizeNames[],
  reference: (ibsi: string | undefined) => string,
  settings: DependenceSettings,
): readonly AnyFeature[] {
  const words = { family, things: "pixels", size: "dependence", unit: "dimensionless" } as const;
  return sizeDefinitions(words, names)
    .map((definition) =>
      defineFeature({
        id: definition.featureId,
        definition:
          definition.measure === "percentage"
            ? "Number of neighbourhoods divided by the number of pixels: 1, since every pixel has one."
            : definition.definition,
        formula: definition.formula,
        unit: definition.unit,
        dimensions: [2, 3],
        names: {
          nyxus: `${family.toUpperCase()}_${definition.nyxus}`,
          nyxusAliases: [`3${family.toUpperCase()}_${definition.nyxus}`],
          ...definition.names,
        },
        reference: `${reference(definition.names.ibsi)} ${matrix}`,
        degenerate,
        parameters: dependenceValues(family, settings),
        needs: { matrices: dependenceMatrices(settings) },
        compute: ({ matrices }) => meanOf(matrices, definition.index),
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
