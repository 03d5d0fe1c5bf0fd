/**
 * The laws of scan accumulators.
 * @module
 */
import { defineScan, type ScanAccumulator, type ScanState } from "../src/accumulator.ts";
import type { BlockBox } from "../src/block-grid.ts";
import { LocalImageTasks } from "../src/image-tasks.ts";
import { plan } from "../src/plan.ts";
import { difference, numbersOf, snapshot, type Tolerance } from "./difference.ts";
import { demand, LawViolation } from "./law.ts";
import { probe } from "./probe.ts";
import { mulberry32, shuffled } from "./random.ts";
import { labelsOf, type Scene, sceneReader } from "./scenes.ts";
import { oneBlock, tilings, unevenBlocks } from "./tilings.ts";
import { alone, asVolume } from "./variants.ts";

type Check = (scan: ScanAccumulator, scene: Scene, terms?: Terms) => Promise<void>;

/** State of one block with the index of each row's label among the labels of the scene. */
interface Part {
  readonly state: ScanState;
  readonly map: Int32Array;
}

/** Checks by name of the law. */
export const scanChecks: Readonly<Record<string, Check>> = {
  async split(scan, scene, terms) {
    const whole = valuesAt(scan, scene, await partsOf(scan, scene, oneBlock(scene.size)));
    for (const blocks of tilings(scene.size)) {
      const parts = await partsOf(scan, scene, blocks);
      compare(
        scan,
        scene,
        valuesAt(scan, scene, parts),
        whole,
        scaleOf(scan, scene, parts, terms),
        `${blocks.length} blocks`,
      );
    }
  },

  async identity(scan, scene) {
    const total = fold(scan, scene, await someParts(scan, scene));
    const before = read(scan, scene, total);
    const rows = Int32Array.from(labelsOf(scene).keys());
    const fromEmpty = scan.create(rows.length);
    scan.merge(fromEmpty, total, rows);
    compare(scan, scene, read(scan, scene, fromEmpty), before, undefined, "merged into an empty state");
    scan.merge(total, scan.create(rows.length), rows);
    compare(scan, scene, read(scan, scene, total), before, undefined, "after merging an empty state");
  },

  async associativity(scan, scene, terms) {
    const parts = await someParts(scan, scene);
    const half = parts.length >> 1;
    const total = fold(scan, scene, parts.slice(0, half));
    scan.merge(total, fold(scan, scene, parts.slice(half)), Int32Array.from(labelsOf(scene).keys()));
    const expected = valuesAt(scan, scene, parts);
    compare(
      scan,
      scene,
      read(scan, scene, total),
      expected,
      scaleOf(scan, scene, parts, terms),
      "merged in two halves",
    );
  },

  async commutativity(scan, scene, terms) {
    const parts = await someParts(scan, scene);
    const expected = valuesAt(scan, scene, parts);
    const random = mulberry32(23);
    for (let round = 0; round < 4; round++) {
      const values = valuesAt(scan, scene, shuffled(parts, random));
      compare(scan, scene, values, expected, scaleOf(scan, scene, parts, terms), "merged in another order");
    }
  },

  async "source unchanged"(scan, scene) {
    const parts = await someParts(scan, scene);
    const before = structuredClone(parts);
    fold(scan, scene, parts);
    fold(scan, scene, parts);
    demand(difference(parts, before, undefined, "state"), `${scene.name}: merging changed its source`);
  },

  async clone(scan, scene) {
    const parts = await someParts(scan, scene);
    const expected = valuesAt(scan, scene, parts);
    compare(
      scan,
      scene,
      valuesAt(scan, scene, structuredClone(parts)),
      expected,
      undefined,
      "structured clones",
    );
  },

  async locality(scan, scene) {
    const blocks = unevenBlocks(scene.size, 3, 7);
    const all = read(scan, scene, fold(scan, scene, await partsOf(scan, scene, blocks)));
    for (const [i, label] of labelsOf(scene).entries()) {
      const single = alone(scene, label);
      const values = read(scan, single, fold(scan, single, await partsOf(scan, single, blocks)));
      compare(scan, single, values, [all[i]], undefined, "without the other ROIs");
    }
  },

  async dimension(scan, scene, terms) {
    if (scene.ndim === 3) return;
    const flat = valuesAt(scan, scene, await someParts(scan, scene));
    const volume = asVolume(scene);
    const parts = await someParts(scan, volume);
    compare(
      scan,
      scene,
      valuesAt(scan, volume, parts),
      flat,
      scaleOf(scan, volume, parts, terms),
      "as a volume of depth 1",
    );
  },

  async halo(scan, scene) {
    const blocks = unevenBlocks(scene.size, 3, 7);
    const expected = valuesAt(scan, scene, await partsOf(scan, scene, blocks));
    const values = valuesAt(scan, scene, await partsOf(scan, scene, blocks, haloOf(scan, scene) + 2));
    compare(scan, scene, values, expected, undefined, "with more halo than asked for");
  },

  async columns(scan, scene) {
    const slots = 12;
    let bytes = 0;
    for (const [name, column] of Object.entries(scan.create(slots))) {
      if (typeof column === "number") continue;
      bytes += column.byteLength;
      const { length } = column as Uint8Array;
      if (!(length % slots === 0)) {
        throw new LawViolation(
          `${scene.name}: column ${name} has ${length} elements, which is not a whole number for each of ${slots} slots`,
        );
      }
    }
    if (bytes > scan.bytesPerRoi * slots) {
      throw new LawViolation(
        `${scene.name}: ${bytes / slots} bytes per ROI, but bytesPerRoi says ${scan.bytesPerRoi}`,
      );
    }
  },
};

const someParts = (scan: ScanAccumulator, scene: Scene): Promise<Part[]> =>
  partsOf(scan, scene, unevenBlocks(scene.size, 3, 5));

/** States of all blocks, in block order. */
async function partsOf(
  scan: ScanAccumulator,
  scene: Scene,
  blocks: readonly BlockBox[],
  halo = haloOf(scan, scene),
): Promise<Part[]> {
  const compiled = plan([probe([scan, wide(halo)])]);
  const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks });
  const indexOf = new Map(labelsOf(scene).map((label, i) => [label, i]));
  const mask = scan.reads === "mask";
  const at = (mask ? compiled.maskScans : compiled.intensityScans).findIndex(({ key }) => key === scan.key);
  const parts: Part[] = [];
  for (let block = 0; block < blocks.length; block++) {
    const { labels, maskStates, intensityStates } = await tasks.collect(block);
    const state = mask ? maskStates[at] : intensityStates[0]?.[at];
    // Intensities of a block without ROIs are not read.
    if (state !== undefined)
      parts.push({ state, map: Int32Array.from(labels, (label) => indexOf.get(label)!) });
  }
  return parts;
}

const haloOf = ({ halo }: ScanAccumulator, scene: Scene): number =>
  typeof halo === "number" ? halo : halo(sceneReader(scene).context);

/** Does nothing but make the blocks' halo as wide as this. */
const wide = (halo: number): ScanAccumulator<Record<never, never>, number> =>
  defineScan({
    key: `wide(${halo})`,
    needs: {},
    reads: "mask",
    halo,
    bytesPerRoi: 0,
    tolerance: 0,
    create: () => ({}),
    update: () => undefined,
    merge: () => undefined,
    read: () => 0,
  });

function fold(scan: ScanAccumulator, scene: Scene, parts: readonly Part[]): ScanState {
  const total = scan.create(labelsOf(scene).length);
  for (const { state, map } of parts) scan.merge(total, state, map);
  return total;
}

const read = (scan: ScanAccumulator, scene: Scene, state: ScanState): unknown[] =>
  labelsOf(scene).map((_, row) => snapshot(scan.read(state, row)));

const valuesAt = (scan: ScanAccumulator, scene: Scene, parts: readonly Part[]): unknown[] =>
  read(scan, scene, fold(scan, scene, parts));

/** Per ROI, the largest magnitude that every number of its value takes while `parts` are merged. */
function scaleOf(
  scan: ScanAccumulator,
  scene: Scene,
  parts: readonly Part[],
  terms: Terms | undefined,
): Scale[] | undefined {
  if (scan.tolerance === 0) return undefined;
  const seen = labelsOf(scene).map(() => new Map<string, number>());
  const total = scan.create(seen.length);
  for (const { state, map } of parts) {
    scan.merge(total, state, map);
    map.forEach((row, i) => {
      for (const value of [scan.read(state, i), scan.read(total, row)]) raise(seen[row], value);
    });
  }
  return seen.map((row) => scaleFrom(row, terms));
}

/** Raises the magnitudes in `scale` to those of the numbers of `value`. */
export function raise(scale: Map<string, number>, value: unknown): void {
  for (const [path, number] of numbersOf(value)) {
    const magnitude = Math.abs(number);
    if (Number.isFinite(magnitude) && magnitude > (scale.get(path) ?? 0)) scale.set(path, magnitude);
  }
}

/** Magnitude of the terms behind the number at `path` of a value, where the author of an accumulator knows it. */
export type Terms = (path: string, value: unknown) => number;

/** Magnitude that the number at `path` of a value had while it was summed. */
export type Scale = (path: string, value: unknown) => number;

/** The largest magnitude seen, or what the author says. */
export const scaleFrom =
  (seen: ReadonlyMap<string, number>, terms: Terms | undefined): Scale =>
  (path, value) =>
    Math.max(seen.get(path) ?? 0, terms?.(path, value) ?? 0);

/** Tolerance relative to a scale. */
export const within = (relative: number, scale: Scale, value: unknown): Tolerance => ({
  relative,
  scale: (path) => scale(path, value),
});

function compare(
  scan: ScanAccumulator,
  scene: Scene,
  values: readonly unknown[],
  expected: readonly unknown[],
  scales: readonly Scale[] | undefined,
  what: string,
): void {
  for (const [row, label] of labelsOf(scene).entries()) {
    const tolerance = scales && within(scan.tolerance, scales[row], expected[row]);
    demand(difference(values[row], expected[row], tolerance), `${scene.name}, ROI ${label}, ${what}`);
  }
}
