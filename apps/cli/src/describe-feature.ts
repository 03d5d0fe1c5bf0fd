/**
 * A feature as plain data: what `features list --json` and `features explain` show.
 * @module
 */
import type { CatalogEntry } from "@pixelmetry/orchestrator";
import { type FeatureNames, isSetFeature, reach } from "@pixelmetry/roi";
import { type VerificationRow, verificationOf } from "./verification.ts";

export interface DescribedFeature {
  readonly id: string;
  readonly family: string;
  readonly package: string;
  readonly definition: string;
  readonly formula: string;
  readonly unit: string;
  readonly dimensions: readonly number[];
  readonly names: FeatureNames;
  readonly reference: string;
  readonly degenerate: string;
  readonly columns: readonly string[];
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Keys of all intermediates, in the order they are computed. */
  readonly needs: readonly string[];
  /** Whether the value depends on the other ROIs of the image. */
  readonly dependsOnOtherRois: boolean;
  /** Nanoseconds on one core. */
  readonly cost: { readonly perPixel: number; readonly perRoi: number };
  readonly verification: readonly VerificationRow[];
}

export async function describeFeature({
  feature,
  family,
  package: name,
}: CatalogEntry): Promise<DescribedFeature> {
  const tokens = reach(feature.needs);
  const cost = tokens.reduce(
    (sum, token) => ({
      perPixel: sum.perPixel + (token.cost?.perPixel ?? 0),
      perRoi: sum.perRoi + (token.cost?.perRoi ?? 0),
    }),
    { perPixel: 0, perRoi: 0 },
  );
  return {
    id: feature.id,
    family: family.id,
    package: name,
    definition: feature.definition,
    formula: feature.formula,
    unit: feature.unit,
    dimensions: feature.dimensions,
    names: feature.names,
    reference: feature.reference,
    degenerate: feature.degenerate,
    columns: feature.columns?.map((suffix) => `${feature.id}_${suffix}`) ?? [feature.id],
    parameters: feature.parameters ?? {},
    needs: tokens.map(({ key }) => key),
    dependsOnOtherRois: isSetFeature(feature),
    cost: { perPixel: Number(cost.perPixel.toPrecision(2)), perRoi: Number(cost.perRoi.toPrecision(2)) },
    verification: await verificationOf(feature.id),
  };
}
