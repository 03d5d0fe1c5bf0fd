import {
  type BlockClouds,
  cloudBytes,
  compactClouds,
  isPixelmetryError,
  isSpilled,
  packClouds,
  readSpilled,
  spillClouds,
} from "@pixelmetry/roi";
import { labelsOf, MemorySpillStore, type Scene, scenes } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { packScene } from "./packed-scene.ts";

const allRows = { axis: "y", low: 0, high: 1e9 } as const;

/** Runs and values of one ROI, as plain lists. */
function part(clouds: BlockClouds, slot: number) {
  const [first, end] = [clouds.runStart[slot], clouds.runStart[slot + 1]];
  const runs = [];
  for (let r = first; r < end; r++) runs.push([clouds.x[r], clouds.y[r], clouds.z[r], clouds.length[r]]);
  return {
    runs,
    values: clouds.values.map((v) => [...v.subarray(clouds.pixelStart[slot], clouds.pixelStart[slot + 1])]),
  };
}

/** The same from the pixels of the scene. */
function pixelsOf(scene: Scene, label: number, rows: { axis: "y" | "z"; low: number; high: number }) {
  const [width, height] = scene.size;
  const values: number[] = [];
  for (let i = 0; i < scene.labels.length; i++) {
    const row = rows.axis === "y" ? Math.floor(i / width) % height : Math.floor(i / (width * height));
    if (scene.labels[i] === label && row >= rows.low && row < rows.high) values.push(scene.intensity[i]);
  }
  return values;
}

describe.each(scenes().map((scene) => [scene.name, scene] as const))("clouds of %s", (_, scene) => {
  const { clouds, labels } = packScene(scene);

  test("hold the pixels of every ROI in raster order", () => {
    for (const [slot, label] of labels.entries()) {
      expect(part(clouds, slot).values).toEqual([pixelsOf(scene, label, allRows)]);
    }
  });

  test("compacted: the ROIs that are kept, unchanged", () => {
    const keep = Int32Array.from(labels.keys()).filter((slot) => slot % 3 !== 1);
    const fewer = compactClouds(clouds, keep, (bytes) => new ArrayBuffer(bytes));
    expect(fewer.slots).toBe(keep.length);
    keep.forEach((slot, i) => expect(part(fewer, i)).toEqual(part(clouds, slot)));
    expect(cloudBytes(fewer)).toBeLessThan(cloudBytes(clouds));
    expect(compactClouds(clouds, new Int32Array(0), (bytes) => new ArrayBuffer(bytes)).slots).toBe(0);
  });

  test("spilled and read back", () => {
    const store = new MemorySpillStore();
    const spilled = spillClouds(clouds, store);
    expect([isSpilled(spilled), isSpilled(clouds)]).toEqual([true, false]);
    for (const slot of labels.keys())
      expect(part(readSpilled(spilled, slot, allRows, store), 0)).toEqual(part(clouds, slot));
  });

  test("spilled and read back in part", () => {
    const store = new MemorySpillStore();
    const spilled = spillClouds(clouds, store);
    for (const axis of ["y", "z"] as const) {
      for (const [low, high] of [
        [0, 3],
        [4, 5],
        [3, 30],
        [1000, 2000],
      ] as const) {
        for (const [slot, label] of labels.entries()) {
          // Rows of a volume ascend within a plane only.
          if (axis === "y" && scene.ndim === 3) continue;
          const rows = { axis, low, high };
          const found = readSpilled(spilled, slot, rows, store);
          expect(part(found, 0).values).toEqual([pixelsOf(scene, label, rows)]);
          for (const row of found[axis]) expect(row >= low && row < high).toBe(true);
        }
      }
    }
  });
});

test("a record that was changed is refused", () => {
  const [scene] = scenes();
  const { clouds } = packScene(scene);
  for (const word of [0, 1, 2, 3, 4, 5]) {
    const store = new MemorySpillStore();
    const spilled = spillClouds(clouds, store);
    store.record(spilled.file)[4 * word]++;
    let error: unknown;
    try {
      readSpilled(spilled, 0, allRows, store);
    } catch (thrown) {
      error = thrown;
    }
    expect(isPixelmetryError(error, "corrupt-input")).toBe(true);
    expect((error as Error).message).toContain(`${spilled.file}: the segment file was changed`);
  }
});

test("clouds without ROIs or channels", () => {
  const [scene] = scenes();
  const { runs } = packScene(scene);
  const maskOnly = packClouds(runs, labelsOf(scene).length, [], (bytes) => new ArrayBuffer(bytes));
  const store = new MemorySpillStore();
  expect(part(readSpilled(spillClouds(maskOnly, store), 2, allRows, store), 0)).toEqual(part(maskOnly, 2));
  const nothing = packClouds({ ...runs, count: 0 }, 0, [scene.intensity], (bytes) => new ArrayBuffer(bytes));
  expect(spillClouds(nothing, store).slots).toBe(0);
});
