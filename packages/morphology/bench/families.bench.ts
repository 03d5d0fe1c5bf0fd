// `npx vitest bench packages/morphology --run --project plumbing`: 1,000 discs of 670 pixels, intensities of 16 bits, 1 thread. The
// first line is what any run over this image costs (finding runs, packing pixels); families add to it.
import { type AnyFeature, defineAccumulator, defineFeature, measure, nothing } from "@pixelmetry/roi";
import { bench, describe } from "vitest";
import { families } from "../src/index.ts";
import { allFeatures, featuresOf } from "../test/measured.ts";

const [columns, rows, pitch, radius] = [40, 25, 32, 14.6];
const [width, height] = [columns * pitch, rows * pitch];
const labels = new Uint16Array(width * height);
const intensity = new Uint16Array(width * height);
for (let i = 0; i < labels.length; i++) {
  const [x, y] = [i % width, Math.floor(i / width)];
  const [column, row] = [Math.floor(x / pitch), Math.floor(y / pitch)];
  const inside = Math.hypot(x - (column + 0.5) * pitch + 0.5, y - (row + 0.5) * pitch + 0.5) < radius;
  labels[i] = inside ? 1 + row * columns + column : 0;
  intensity[i] = (Math.imul(i, 2654435761) >>> 20) + 1000;
}
const image = { labels, intensity, width, height };

/** Feeds slabs to nothing. */
const idle = defineAccumulator<null, number, typeof nothing>({
  key: "idle",
  needs: nothing,
  reads: "mask",
  halo: 0,
  tolerance: 0,
  create: () => null,
  update: () => undefined,
  merge: () => undefined,
  read: () => 0,
});
const template = featuresOf(families[3])[0] as AnyFeature;
const nothingButSlabs = defineFeature({ ...template, id: "idle", needs: { idle }, compute: () => 0 });

async function run(features: readonly AnyFeature[]): Promise<void> {
  const rois = await measure(features, image);
  if (rois.length !== columns * rows) throw new Error(`${rois.length} regions`);
}

describe("1,000 regions of 670 pixels", () => {
  bench("runs and slabs alone", () => run([nothingButSlabs]));
  for (const family of families) bench(family.id, () => run(featuresOf(family)));
  bench("all", () => run(allFeatures()));
});
