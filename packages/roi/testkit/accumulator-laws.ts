/**
 * The laws that every accumulator obeys, as checks for its own tests.
 * @module
 */
import type { RoiAccumulator, ScanAccumulator } from "../src/accumulator.ts";
import type { AnyFeature } from "../src/feature.ts";
import { reach } from "../src/plan.ts";
import type { Law } from "./law.ts";
import { roiChecks } from "./roi-laws.ts";
import { scanChecks } from "./scan-laws.ts";
import { type Scene, scenes } from "./scenes.ts";

/** Laws of accumulators; `merge` is of ROI accumulators, `columns` of scan accumulators only. */
export type AccumulatorLaw =
  | "split"
  | "merge"
  | "identity"
  | "associativity"
  | "commutativity"
  | "source unchanged"
  | "clone"
  | "locality"
  | "dimension"
  | "halo"
  | "columns";

export interface AccumulatorLawOptions {
  /** Laws that the definition itself breaks, with the reason why: `{ dimension: "13 directions in 3D" }`. */
  readonly except?: Partial<Readonly<Record<AccumulatorLaw, string>>>;
  /**
   * Magnitude of the terms that were summed to give the number at `path` of a value, for sums that cancel within
   * a single slab already (odd moments): `tolerance` is relative to it. Paths are those of the messages.
   */
  readonly terms?: (path: string, value: unknown) => number;
  /** Default: {@link scenes}. */
  readonly scenes?: readonly Scene[];
}

/**
 * Checks of one accumulator. Give it the accumulator exactly as features need it; what it needs in turn is
 * computed for it.
 *
 * - split: blocks or slabs cut anywhere give the value of one
 * - merge: so do the merged states of such slabs
 * - identity: merging with an empty state changes nothing, to the last bit
 * - associativity, commutativity: neither grouping nor order of merges matters
 * - source unchanged: `merge` leaves `from` as it is
 * - clone: a structured clone of a state is as good as the state
 * - locality: other ROIs, and intensities outside the ROI, change nothing
 * - dimension: a volume of one plane gives the value of the 2D image
 * - halo: more halo than asked for changes nothing
 * - columns: states hold whole rows, and `bytesPerRoi` covers them
 *
 * Comparisons are exact for `tolerance` 0. Otherwise `tolerance` is relative to the largest magnitude the
 * number takes in any partial state, since a sum near zero is no more accurate than its terms.
 * @example
 * import { test } from "vitest";
 * testLaws(test, accumulatorLaws(intensityExtrema));
 */
export function accumulatorLaws(
  accumulator: ScanAccumulator | RoiAccumulator,
  options: AccumulatorLawOptions = {},
): Law[] {
  const { except = {} } = options;
  const dimensions = accumulator.kind === "roi" ? accumulator.dimensions : undefined;
  const on = (options.scenes ?? scenes()).filter(
    ({ ndim }) => dimensions === undefined || dimensions.includes(ndim),
  );
  const laws =
    accumulator.kind === "scan"
      ? Object.entries(scanChecks).map(
          ([law, check]) => [law, (scene: Scene) => check(accumulator, scene, options.terms)] as const,
        )
      : Object.entries(roiChecks).map(
          ([law, check]) => [law, (scene: Scene) => check(accumulator, scene, options.terms)] as const,
        );
  return laws
    .filter(([law]) => !(law in except) && !(law === "dimension" && dimensions?.length === 1))
    .map(([law, check]) => ({
      name: `${accumulator.key}: ${law}`,
      async run() {
        for (const scene of on) await check(scene);
      },
    }));
}

/** All accumulators that features reach, each once: what a package runs {@link accumulatorLaws} on. */
export function accumulatorsOf(features: readonly AnyFeature[]): (ScanAccumulator | RoiAccumulator)[] {
  const tokens = new Map(features.flatMap(({ needs }) => reach(needs)).map((token) => [token.key, token]));
  return [...tokens.values()].filter(
    (token): token is ScanAccumulator | RoiAccumulator => token.kind === "scan" || token.kind === "roi",
  );
}
