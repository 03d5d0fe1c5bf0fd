/**
 * The features of the family.
 * @module
 */
import { type AnyFeature, defineFeature, missing } from "@pixelmetry/roi";
import { meanOf } from "../matrix-measures.ts";
import { ngtdmMatrices } from "./accumulate.ts";
import { type ToneMeasure, toneMeasures } from "./measures.ts";
import { type NgtdmSettings, ngtdmValues } from "./settings.ts";

const noValue = missing("undefined");

const reference = ({ ibsi }: ToneMeasure): string =>
  `IBSI ${ibsi}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.10 (arXiv:1612.07003). Amadasun and King 1989, doi:10.1109/21.44046. n_i is the number of pixels of grey level i with a neighbour in the ROI, s_i the sum over them of |i - mean level of the neighbours|.`;

/** All features, sorted by id. */
export function ngtdmFeatures(settings: NgtdmSettings): readonly AnyFeature[] {
  return toneMeasures
    .map((measure, index) =>
      defineFeature({
        id: `ngtdm_${measure.id}`,
        definition: measure.definition,
        formula: measure.formula,
        unit: measure.unit,
        dimensions: [2, 3],
        names: {
          nyxus: `NGTDM_${measure.nyxus}`,
          nyxusAliases: [`3NGTDM_${measure.nyxus}`],
          ibsi: measure.ibsi,
          pyradiomics: `ngtdm_${measure.pyradiomics}`,
        },
        reference: reference(measure),
        degenerate: `One pixel, or no pixel with a neighbour: missing (too few pixels). Constant: ${measure.constant}. No finite pixel: missing (empty). More than 65535 grey levels, or more than 4.2 million pairs of a level and a number of neighbours: missing (exceeds budget).`,
        parameters: ngtdmValues(settings),
        needs: { matrices: ngtdmMatrices(settings) },
        compute: ({ matrices }) => meanOf(matrices, index, noValue),
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
