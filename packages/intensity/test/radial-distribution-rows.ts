/**
 * What the radial distribution is compared with.
 * @module
 */
import { radialDistributionFeatures } from "../src/radial-distribution/features.ts";
import { type FamilyRow, familyRows, type VerificationRow, verified } from "./family-goldens.ts";

export const ringFeatures = (rings: number) => radialDistributionFeatures(rings);
export const ringsOf = (config: string): number => Number(config.slice("rings".length));

/** Columns of a feature, from the centre outwards. */
export const ringColumns = (id: string, rings: number): string[] =>
  Array.from({ length: rings }, (_, i) => `${id}_ring_${i + 1}`);

export const tools = ["numpy", "cp-measure"] as const;
export const toolRows = (tool: (typeof tools)[number]): FamilyRow[] =>
  familyRows(`radial/${tool}.json`, (id) =>
    id.endsWith("variation")
      ? {
          tolerance: 1e-9,
          reason: "the deviations of wedges that are nearly equal are small differences of rounded means",
        }
      : { tolerance: 1e-12, reason: "rounded sums in another order" },
  ).map((row) => (row.id.endsWith("variation") ? { ...row, scale: 1e-6 } : row));

/** A square of 3 x 3: the centre is 2 deep, its neighbours 1; 1/(2 + 0.001) is in the fourth ring of eight, 1.41/2.42 in the fifth. */
export const square = {
  image: { width: 3, height: 3, intensity: Uint8Array.of(1, 1, 1, 2, 6, 3, 1, 4, 1) },
  values: {
    fraction_at_distance: [0.3, 0, 0, 0.5, 0.2, 0, 0, 0],
    mean_fraction: [2.7, null, null, 1.125, 0.45, null, null, null],
    coefficient_of_variation: [0, null, null, Math.sqrt(1.25) / 2.5, 0, null, null, null],
  },
} as const;

export const radialDistributionVerification: VerificationRow[] = [
  ...tools.flatMap((tool) =>
    verified(toolRows(tool), "oracle", tool, "test/radial-distribution.oracle.test.ts"),
  ),
  ...Object.keys(square.values).map(
    (id): VerificationRow => ({
      id: `radial_distribution_${id}`,
      kind: "analytic",
      tool: "closed form",
      test: "test/radial-distribution.analytic.test.ts",
      tolerance: 1e-14,
      reason: "a closed form of a few rounded operations",
    }),
  ),
];
