import { type MeasuredRoi, measure } from "@pixelmetry/roi";
import { beforeAll, expect, test } from "vitest";
import { regionFamilies } from "../src/region-families.ts";
import { fixture } from "./goldens.ts";
import { featuresOf } from "./measured.ts";
import { type RegionRow, regionRows } from "./region-goldens.ts";

/** One measurement per image, spacing and parameters. */
const keyOf = ({ fixture: name, spacing, distance, perimeter }: RegionRow): string =>
  JSON.stringify([name, spacing, distance, perimeter]);
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const row of regionRows) {
    if (results.has(keyOf(row))) continue;
    const features = regionFamilies.flatMap((family) =>
      featuresOf(family, { "neighbours.distance": row.distance, "contour.perimeter": row.perimeter }),
    );
    const rois = await measure(features, { ...fixture(row.fixture), spacing: row.spacing });
    results.set(keyOf(row), new Map(rois.map((roi) => [roi.label, roi])));
  }
});

test.for(regionRows)("$tool $fixture $label $id, distance $distance, $perimeter, spacing $spacing", (row) => {
  const { id, label, expected, period, tolerance, reason } = row;
  const { values, missing } = results.get(keyOf(row))!.get(label)!;
  if (typeof expected === "string") return expect(missing[id], `${values[id]}`).toBe(expected);
  const value = values[id];
  expect(value, missing[id]).not.toBeNull();
  const away = Math.abs(value! - expected);
  const difference = Number.isFinite(period) ? Math.min(away % period, period - (away % period)) : away;
  expect(difference, `${value} for ${expected}: ${reason}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );
});
