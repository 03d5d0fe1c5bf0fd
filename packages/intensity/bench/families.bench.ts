// `npx vitest bench packages/intensity --run --project plumbing`: 1,000 square ROIs of 676 pixels, 1 thread. The first line of
// each group is what any run over this image costs (finding runs, packing pixels); families add to it. Then one ROI
// of 10 million pixels.
import {
  type AnyFeature,
  defineAccumulator,
  defineFeature,
  type MemoryImage,
  measure,
  nothing,
} from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { bench, describe } from "vitest";
import { intensity as firstOrder, histogram } from "../src/index.ts";
import { featuresOf, firstOrderFeatures } from "../test/measured.ts";

const random = mulberry32(1);
/** Near to normal, standard deviation about 1. */
const noise = (): number => (random() + random() + random() + random() - 2) * 1.7;

const [columns, rows, side] = [40, 25, 26];
const [width, height] = [columns * side, rows * side];
const labels = Uint16Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  return 1 + Math.floor(y / side) * columns + Math.floor(x / side);
});

/** Feeds slabs to nothing. */
const idle = defineAccumulator<null, number, typeof nothing>({
  key: "idle",
  needs: nothing,
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  create: () => null,
  update: () => undefined,
  merge: () => undefined,
  read: () => 0,
});
const template = firstOrderFeatures().at(-1)!;
const nothingButSlabs = defineFeature({ ...template, id: "idle", needs: { idle }, compute: () => 0 });

async function run(image: MemoryImage, expected: number, features: readonly AnyFeature[]): Promise<void> {
  const rois = await measure(features, image);
  if (rois.length !== expected) throw new Error(`${rois.length} ROIs`);
}

const images = {
  "uint8, about 140 intensities per ROI": Uint8Array.from(labels, () => 120 + 30 * noise()),
  "uint16, about 540 intensities per ROI": Uint16Array.from(labels, () => 3000 + 400 * noise()),
  "float32, all intensities different": Float32Array.from(labels, noise),
};
for (const [name, intensity] of Object.entries(images)) {
  const image = { labels, intensity, width, height };
  describe(`1,000 ROIs of 676 pixels: ${name}`, () => {
    bench("runs and slabs alone", () => run(image, 1000, [nothingButSlabs]));
    for (const family of [histogram, firstOrder])
      bench(family.id, () => run(image, 1000, featuresOf(family)));
  });
}

describe("one ROI of 10 million pixels, uint16", () => {
  const intensity = Uint16Array.from({ length: 1e7 }, () => 3000 + 400 * noise());
  const image = { intensity, width: 4000, height: 2500 };
  bench("runs and slabs alone", () => run(image, 1, [nothingButSlabs]), { iterations: 5 });
  bench("intensity", () => run(image, 1, featuresOf(firstOrder)), { iterations: 5 });
});
