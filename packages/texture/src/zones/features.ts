import { type AnyFeature, defineFeature, type RoiAccumulator } from "@pixelmetry/roi";
import type { SizeDefinition } from "../level-sizes/definitions.ts";
import { type MatrixMeasures, meanOf } from "../matrix-measures.ts";

/** What the features of a family of zones share. */
export interface ZoneFamily {
  /** Prefix of Nyxus codes: `GLSZM`. */
  readonly nyxus: string;
  /** Chapter of the IBSI manual, and who thought of the matrix. */
  readonly chapter: string;
  readonly paper: string;
  readonly remark: string;
  readonly degenerate: string;
  readonly parameters: Record<string, string | number>;
  // biome-ignore lint/suspicious/noExplicitAny: features see the value only.
  readonly matrices: RoiAccumulator<any, MatrixMeasures, any>;
}

/** All features, sorted by id. */
export function zoneFeatures(
  family: ZoneFamily,
  definitions: readonly SizeDefinition[],
): readonly AnyFeature[] {
  const { nyxus, chapter, paper, remark, degenerate, parameters, matrices } = family;
  return definitions
    .map((measure) => {
      const ibsi =
        measure.names.ibsi === undefined ? "The mean of the variance in" : `IBSI ${measure.names.ibsi}:`;
      return defineFeature({
        id: measure.featureId,
        definition: measure.definition,
        formula: measure.formula,
        unit: measure.unit,
        dimensions: [2, 3],
        names: {
          nyxus: `${nyxus}_${measure.nyxus}`,
          nyxusAliases: [`3${nyxus}_${measure.nyxus}`],
          ...measure.names,
        },
        reference: `${ibsi} Zwanenburg et al., Image biomarker standardisation initiative, chapter ${chapter} (arXiv:1612.07003). ${paper} ${remark}`,
        degenerate,
        parameters,
        needs: { matrices },
        compute: ({ matrices: found }) => meanOf(found as MatrixMeasures, measure.index),
      });
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
