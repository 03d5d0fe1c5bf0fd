/**
 * Laws of features, checked on whole images: how an image is read must not change a number.
 * @module
 */

import type { ScanAccumulator } from "../src/accumulator.ts";
import { type AnyFeature, isSetFeature } from "../src/feature.ts";
import { reach } from "../src/plan.ts";
import { difference } from "./difference.ts";
import { demand, type Law } from "./law.ts";
import { measureScene, type SceneRows } from "./measure-scene.ts";
import { MemorySpillStore } from "./memory-store.ts";
import { mulberry32 } from "./random.ts";
import { labelsOf, type Scene, scenes } from "./scenes.ts";
import { tilings, unevenBlocks } from "./tilings.ts";
import { alone, relabelled, translated } from "./variants.ts";

/** Laws of features. */
export type FeatureLaw = "tiled" | "spilled" | "concurrent" | "relabelled" | "alone" | "translated";

export interface FeatureLawOptions {
  /** Laws that definitions break, with the reason why: `{ alone: "neighbours are other ROIs" }`. */
  readonly except?: Partial<Readonly<Record<FeatureLaw, string>>>;
  /**
   * Ids of the features whose value does not depend on where in the image the ROI lies. Absent: all; features
   * of position (centroid, bounding box) and of the image border are left out by listing the others.
   */
  readonly translationInvariant?: readonly string[];
  /** Default: {@link scenes}. */
  readonly scenes?: readonly Scene[];
}

/** Relative tolerance of laws that are symmetries of definitions, not of their rounding. */
const symmetryTolerance = 1e-9;

type Check = (features: readonly AnyFeature[], scene: Scene, options: FeatureLawOptions) => Promise<void>;

const checks: Readonly<Record<FeatureLaw, Check>> = {
  async tiled(features, scene) {
    const expected = await measureScene(features, scene);
    for (const blocks of tilings(scene.size)) {
      const rows = await measureScene(features, scene, { blocks });
      compare(rows, expected, scene, `${blocks.length} blocks`, scanTolerance(features));
    }
  },

  async spilled(features, scene) {
    for (const parts of [3, 6]) {
      const blocks = unevenBlocks(scene.size, parts, 17);
      const expected = await measureScene(features, scene, { blocks });
      const options = { blocks, memoryBudget: 1, store: new MemorySpillStore() };
      compare(await measureScene(features, scene, options), expected, scene, "spilled");
    }
  },

  async concurrent(features, scene) {
    const blocks = unevenBlocks(scene.size, 4, 18);
    const expected = await measureScene(features, scene, { blocks });
    for (const seed of [1, 2]) {
      const rows = await measureScene(features, scene, { blocks, concurrency: 4, order: mulberry32(seed) });
      compare(rows, expected, scene, "4 tasks at once");
    }
  },

  async relabelled(features, scene) {
    const { scene: other, newLabel } = relabelled(scene, mulberry32(19));
    const [sets, own] = [features.filter(isSetFeature), features.filter((feature) => !isSetFeature(feature))];
    // Sets are resolved in the order of labels, so sums over them may be rounded differently.
    for (const [chosen, tolerance] of [[own, 0] as const, [sets, symmetryTolerance] as const]) {
      const rows = await measureScene(chosen, other);
      const back = new Map([...newLabel].map(([old, label]) => [old, rows.get(label)!]));
      compare(back, await measureScene(chosen, scene), scene, "with other labels", tolerance);
    }
  },

  async alone(features, scene) {
    const own = features.filter((feature) => !isSetFeature(feature));
    const expected = await measureScene(own, scene);
    for (const label of labelsOf(scene)) {
      const rows = await measureScene(own, alone(scene, label));
      compare(rows, new Map([[label, expected.get(label)!]]), scene, "without the other ROIs");
    }
  },

  async translated(features, scene, { translationInvariant }) {
    const chosen = features.filter(({ id }) => translationInvariant?.includes(id) ?? true);
    if (chosen.length === 0) return;
    const moved = translated(scene, [5, 3, scene.ndim === 3 ? 2 : 0], 4);
    const rows = await measureScene(chosen, moved);
    compare(rows, await measureScene(chosen, scene), scene, "moved by (5, 3, 2)", symmetryTolerance);
  },
};

/**
 * Checks of features that are measured together.
 *
 * - tiled: any grid of blocks gives the values of one block, bit by bit (within the tolerance of the scan
 *   accumulators in use, when they have one)
 * - spilled: a memory budget of one byte gives the values of an unlimited one, bit by bit
 * - concurrent: four tasks at once that finish in random order give the values of one at a time, bit by bit
 * - relabelled: other labels give the same values, bit by bit (features of sets within a tolerance)
 * - alone: so does an image without the other ROIs, except for features of sets
 * - translated: and a larger image that holds the same ROIs elsewhere, within a tolerance
 * @example
 * import { test } from "vitest";
 * testLaws(test, featureLaws(glcm.features(defaultParameters(glcm.parameters))));
 */
export function featureLaws(features: readonly AnyFeature[], options: FeatureLawOptions = {}): Law[] {
  const { except = {}, scenes: on = scenes() } = options;
  return Object.entries(checks)
    .filter(([law]) => !(law in except))
    .map(([law, check]) => ({
      name: `features: ${law}`,
      async run() {
        for (const scene of on) {
          const defined = features.filter(({ dimensions }) => dimensions.includes(scene.ndim));
          if (defined.length > 0) await check(defined, scene, options);
        }
      },
    }));
}

/** Largest tolerance among the scan accumulators in use: only their merging depends on the blocks. */
function scanTolerance(features: readonly AnyFeature[]): number {
  const tokens = features.flatMap(({ needs }) => reach(needs));
  const scans = tokens.filter(({ kind }) => kind === "scan") as ScanAccumulator[];
  return Math.max(0, ...scans.map(({ tolerance }) => tolerance));
}

function compare(rows: SceneRows, expected: SceneRows, scene: Scene, what: string, tolerance = 0): void {
  demand(difference([...rows.keys()], [...expected.keys()], undefined, "labels"), `${scene.name}, ${what}`);
  for (const [label, row] of expected) {
    demand(difference(rows.get(label), row, { relative: tolerance }), `${scene.name}, ROI ${label}, ${what}`);
  }
}
