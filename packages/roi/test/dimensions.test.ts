import {
  type AnyFeature,
  defineFeature,
  defineSetFeature,
  intensityExtrema,
  measure,
  plan,
  roiInfo,
} from "@pixelmetry/roi";
import { expect, test } from "vitest";

const description = {
  definition: "A test.",
  formula: "1",
  unit: "count",
  names: {},
  reference: "None.",
  degenerate: "None.",
} as const;
const flat = defineFeature({
  ...description,
  id: "flat",
  dimensions: [2],
  needs: { extrema: intensityExtrema },
  compute: ({ extrema }) => extrema.max,
});
const solid = defineFeature({
  ...description,
  id: "solid",
  dimensions: [3],
  needs: { roi: roiInfo },
  compute: ({ roi }) => roi.count,
});
const ranked = defineSetFeature({
  ...description,
  id: "ranked",
  dimensions: [2],
  needs: { roi: roiInfo },
  record: ["count"],
  recordOf: ({ roi }) => [roi.count],
  resolve: (records) => records,
});
const features: readonly AnyFeature[] = [flat, solid, ranked];
const labels = Uint8Array.of(1, 1);

test("features of other dimensions than the image's are missing, sets of ROIs too", async () => {
  const [plane] = await measure(features, { labels, intensity: labels, width: 2, height: 1 });
  const [volume] = await measure(features, { labels, intensity: labels, width: 1, height: 1, depth: 2 });

  expect(plane?.values).toEqual({ flat: 1, solid: null, ranked: 2 });
  expect(plane?.missing).toEqual({ solid: "not-defined-in-2d" });
  expect(volume?.values).toEqual({ flat: null, solid: 2, ranked: null });
  expect(volume?.missing).toEqual({ flat: "not-defined-in-3d", ranked: "not-defined-in-3d" });
});

test("nothing is planned for them, but their columns stay", () => {
  const volume = plan(features, 3);

  expect(volume.intensityScans).toEqual([]);
  expect(volume.readsIntensity).toBe(false);
  expect(volume.features).toHaveLength(3);
  expect(volume.perChannel.has("flat")).toBe(true);
});
