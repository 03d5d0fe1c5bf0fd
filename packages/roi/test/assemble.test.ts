import {
  assembleSlab,
  type CloudPart,
  LocalImageTasks,
  plan,
  type RoiInfo,
  Scratch,
  type Slab,
  spillClouds,
  valueCounts,
} from "@pixelmetry/roi";
import {
  MemorySpillStore,
  mulberry32,
  narrowBlocks,
  oneBlock,
  type Scene,
  sceneReader,
  scenes,
  unevenBlocks,
  unevenCuts,
} from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { feature } from "./example-tokens.ts";

const needsPixels = plan([
  feature({ id: "distinct", needs: { set: valueCounts }, compute: ({ set }) => set.values.length }),
]);

/** Every ROI with its parts, one per block that holds it. */
async function roisOf(scene: Scene, blocks = oneBlock(scene.size), store?: MemorySpillStore) {
  const reader = sceneReader(scene);
  const tasks = new LocalImageTasks(reader, needsPixels, { blocks });
  const rois = new Map<number, { roi: RoiInfo; parts: CloudPart[] }>();
  for (let block = 0; block < blocks.length; block++) {
    const { labels, count, bbox, clouds } = await tasks.collect(block);
    const held = store ? spillClouds(clouds!, store) : clouds!;
    labels.forEach((label, slot) => {
      const box = bbox.subarray(6 * slot, 6 * slot + 6);
      const known = rois.get(label)?.roi;
      const roi: RoiInfo = {
        label,
        count: count[slot] + (known?.count ?? 0),
        x0: Math.min(box[0], known?.x0 ?? 1e9),
        y0: Math.min(box[1], known?.y0 ?? 1e9),
        z0: Math.min(box[2], known?.z0 ?? 1e9),
        x1: Math.max(box[3], known?.x1 ?? 0),
        y1: Math.max(box[4], known?.y1 ?? 0),
        z1: Math.max(box[5], known?.z1 ?? 0),
        image: reader.context,
      };
      rois.set(label, { roi, parts: [...(rois.get(label)?.parts ?? []), { clouds: held, slot }] });
    });
  }
  return rois;
}

/** Runs [x, y, z, length, values...] of a slab. */
function runsOf({ runs, values }: Slab): number[][] {
  return Array.from({ length: runs.count }, (_, r) => [
    runs.x[r],
    runs.y[r],
    runs.z[r],
    runs.length[r],
    ...values.subarray(runs.offset[r], runs.offset[r] + (values.length > 0 ? runs.length[r] : 0)),
  ]);
}

/** The same pixel by pixel; `finite` leaves NaN and infinite pixels out. */
function expectedRuns(scene: Scene, roi: RoiInfo, first: number, end: number, finite: boolean): number[][] {
  const out: number[][] = [];
  const [width, height] = scene.size;
  for (let z = roi.z0; z < roi.z1; z++) {
    for (let y = roi.y0; y < roi.y1; y++) {
      const row = scene.ndim === 2 ? y - roi.y0 : z - roi.z0;
      if (row < first || row >= end) continue;
      let open: number[] | undefined;
      for (let x = roi.x0; x < roi.x1; x++) {
        const i = (z * height + y) * width + x;
        const inside = scene.labels[i] === roi.label && (!finite || Number.isFinite(scene.intensity[i]));
        if (!inside) open = undefined;
        else {
          if (open === undefined) out.push((open = [x - roi.x0, y - roi.y0, z - roi.z0, 0]));
          open[3]++;
          if (finite) open.push(scene.intensity[i]);
        }
      }
    }
  }
  return out;
}

describe.each(scenes().map((scene) => [scene.name, scene] as const))("slabs of %s", (_, scene) => {
  const tilings = {
    "one block": oneBlock(scene.size),
    "many blocks": unevenBlocks(scene.size, 5, 3),
    columns: narrowBlocks(scene.size),
  };

  test.each(Object.entries(tilings))(
    "%s, any rows and halo: the pixels of the ROI",
    async (_name, blocks) => {
      for (const store of [undefined, new MemorySpillStore()]) {
        const random = mulberry32(blocks.length);
        const scratch = new Scratch();
        for (const { roi, parts } of (await roisOf(scene, blocks, store)).values()) {
          const rows = scene.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
          for (const halo of [0, 1, 3]) {
            const cuts = unevenCuts(rows, 4, random);
            for (let i = 1; i < cuts.length; i++) {
              const [first, end] = [cuts[i - 1], cuts[i]];
              const mark = scratch.mark();
              const { mask, channels } = assembleSlab(roi, parts, first, end, halo, scratch, store);
              const [low, high] = [Math.max(0, first - halo), Math.min(rows, end + halo)];
              expect([mask.first, mask.end, mask.coveredFirst, mask.coveredEnd]).toEqual([
                first,
                end,
                low,
                high,
              ]);
              expect(runsOf(mask)).toEqual(expectedRuns(scene, roi, low, high, false));
              expect(runsOf(channels[0])).toEqual(expectedRuns(scene, roi, low, high, true));
              for (const slab of [mask, channels[0]]) {
                const owned = runsOf(slab).slice(slab.ownedFirst, slab.ownedEnd);
                expect(owned).toEqual(expectedRuns(scene, roi, first, end, slab !== mask));
              }
              scratch.release(mark);
            }
          }
        }
      }
    },
  );
});

test("integer intensities and finite ones share the runs of the mask", async () => {
  for (const { roi, parts } of (await roisOf(scenes()[0])).values()) {
    const { mask, channels } = assembleSlab(roi, parts, 0, roi.y1 - roi.y0, 0, new Scratch(), undefined);
    expect(channels[0].runs).toBe(mask.runs);
  }
});

test("spilled parts without a store are a defect, not an empty ROI", async () => {
  const [{ roi, parts }] = (await roisOf(scenes()[0], undefined, new MemorySpillStore())).values();
  expect(() => assembleSlab(roi, parts, 0, 1, 0, new Scratch(), undefined)).toThrow("no store");
});

test("a slab of a spilled ROI reads little more than its own rows", async () => {
  const side = 256;
  const labels = new Uint8Array(side * side).fill(1);
  const intensity = Uint16Array.from(labels, (_, i) => i);
  const scene: Scene = {
    name: "square",
    size: [side, side, 1],
    ndim: 2,
    spacing: [1, 1, 1],
    labels,
    intensity,
  };
  const blocks = Array.from({ length: 16 }, (_, i) => ({
    index: i,
    x: 0,
    y: 16 * i,
    z: 0,
    width: side,
    height: 16,
    depth: 1,
  }));
  const store = new MemorySpillStore();
  const [{ roi, parts }] = (await roisOf(scene, blocks, store)).values();
  const counting = {
    bytes: 0,
    append: store.append.bind(store),
    read(file: string, offset: number, out: Uint8Array) {
      this.bytes += out.byteLength;
      store.read(file, offset, out);
    },
  };
  for (let y = 0; y < side; y += 4) assembleSlab(roi, parts, y, y + 4, 1, new Scratch(), counting);
  expect(counting.bytes).toBeLessThan(3 * store.bytes);
});
