import { type MeasuredRoi, measure, slabCount } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { morphologyBasic, shape3d } from "../src/index.ts";
import { featuresOf } from "./measured.ts";
import { type VolumeRow, volumeImage, volumeRows, volumeTools } from "./volume-goldens.ts";

const features = [...featuresOf(shape3d), ...featuresOf(morphologyBasic)];
const keyOf = ({ fixture, spacing }: VolumeRow): string => `${fixture} ${spacing.join()}`;
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const row of volumeRows) {
    if (results.has(keyOf(row))) continue;
    const rois = await measure(features, { ...volumeImage(row.fixture), spacing: row.spacing });
    results.set(keyOf(row), new Map(rois.map((roi) => [roi.label, roi])));
  }
});

describe.for(volumeTools)("%s", (tool) => {
  test.for(volumeRows.filter((row) => row.tool === tool))("$name", (row) => {
    const { id, label, expected, tolerance, scale, reason } = row;
    const { values, missing } = results.get(keyOf(row))!.get(label)!;
    expect(values[id], missing[id]).toBeTypeOf("number");
    const allowed = tolerance * Math.max(Math.abs(expected), scale);
    expect(Math.abs(values[id]! - expected), `${values[id]} for ${expected}: ${reason}`).toBeLessThanOrEqual(
      allowed,
    );
  });
});

test("the wavy body is read in two slabs", () => {
  const { values } = results.get("wave 1,1,1")!.get(1)!;
  const [x1, y1, z1] = ["width", "height", "depth"].map((axis) => values[`morphology_bbox_${axis}`]!);
  const image = { size: [130, 112, 90], ndim: 3, spacing: [1, 1, 1] } as const;
  expect(slabCount({ label: 1, count: 1, x0: 0, y0: 0, z0: 0, x1, y1, z1, image })).toBe(2);
});
