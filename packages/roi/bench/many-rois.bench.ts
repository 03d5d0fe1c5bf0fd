// What every run pays per ROI: 262,144 ROIs of one to four pixels in one image, in memory; a million of them take
// four times as long. The cost per ROI is the time of one operation over the number of ROIs.
import { cpus } from "node:os";
import {
  type AnyFeature,
  imageBlocks,
  intensityExtrema,
  LocalImageTasks,
  measureImage,
  memoryReader,
  plan,
  roiInfo,
  valueCounts,
} from "@pixelmetry/roi";
import { bench, describe } from "vitest";
import { feature } from "../test/example-tokens.ts";
import { noise, specks } from "./cells.ts";

console.log(`${cpus()[0].model}, Node ${process.version}`);

const side = 2048;
const { labels, rois } = specks(side);
const reader = memoryReader({ labels, intensity: noise(side), width: side, height: side });

async function measured(features: readonly AnyFeature[]): Promise<void> {
  const compiled = plan(features);
  const tasks = new LocalImageTasks(reader, compiled);
  const { rows } = await measureImage(tasks, imageBlocks(reader).length, compiled, 1, "bench");
  if (rows.rows !== rois) throw new Error(`${rows.rows} regions instead of ${rois}`);
}

const count = feature({ id: "count", needs: { roi: roiInfo }, compute: ({ roi }) => roi.count });
const range = feature({ id: "range", needs: { e: intensityExtrema }, compute: ({ e }) => e.max - e.min });
const distinct = feature({
  id: "distinct",
  needs: { set: valueCounts },
  compute: ({ set }) => set.values.length,
});
const hundred = Array.from({ length: 100 }, (_, i) =>
  feature({ id: `f${i}`, needs: { roi: roiInfo }, compute: ({ roi }) => roi.count + i }),
);

describe(`${rois} regions`, () => {
  const options = { iterations: 4, warmupIterations: 1 };
  bench("no features", () => measured([]), options);
  bench("one of the region's extent", () => measured([count]), options);
  bench("one of the scan", () => measured([range]), options);
  bench("one of the pixels", () => measured([distinct]), options);
  bench("a hundred of the region's extent", () => measured(hundred), options);
});
