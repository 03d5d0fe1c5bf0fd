/** Bins from 0 to the ROI's maximum against Nyxus, on ROIs where its matrices hold nothing but the ROI. */
import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, test } from "vitest";
import { expectClaim, measured } from "../measured.ts";
import { fixture, type Golden, load } from "../reference.ts";

const { rows, settings } = load<Golden>("glcm/nyxus-bins.json");
const rectangles = Object.entries(settings["rectangles"] as Record<string, [number, number, number, number]>);
const depths = [...new Set(rows.map(({ config }) => config))];
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  const { intensity, width, height } = fixture("cells");
  const labels = new Uint8Array(width * height);
  for (const [label, [x0, y0, w, h]] of rectangles)
    for (let y = y0; y < y0 + h; y++) labels.fill(Number(label), y * width + x0, y * width + x0 + w);
  const scene = { labels, intensity: Uint16Array.from(intensity, (value) => value + 1), width, height };
  for (const depth of depths) {
    const parameters = {
      "discretisation.bins": Number(depth.slice(5)),
      "texture.bins_from": "zero",
      "glcm.symmetric": false,
    };
    results.set(depth, await measured(scene, parameters, ["glcm"]));
  }
});

const named = rows as readonly (Golden["rows"][number] & { readonly feature: string })[];

test.for(named)("$label $feature $config", ({ label, id, feature, config, value }) => {
  expectClaim(results.get(config)!.get(label)!, `${id}_${feature.split("_").at(-1)}`, {
    name: feature,
    id,
    expected: value!,
    tolerance: 1e-12,
    scale: 0,
    reason: "the tool sums probabilities, not counts",
  });
});
