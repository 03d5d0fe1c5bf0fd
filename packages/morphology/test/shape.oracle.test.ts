import { type MeasuredRoi, type MemoryImage, measure } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { outlineFamilies } from "../src/outline-families.ts";
import { fixture } from "./goldens.ts";
import { featuresOf } from "./measured.ts";
import { type ShapeRow, shapeRows, shapeTables } from "./shape-goldens.ts";

const tables = shapeTables.map((table) => ({ ...table, rows: shapeRows(table) }));

/** One measurement per image, spacing and parameters. */
const keyOf = ({ fixture: name, spacing, parameters }: ShapeRow): string =>
  JSON.stringify([name, spacing, parameters]);
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

/** A fixture, or the large region, which is read in several slabs, as the generators draw it. */
function imageOf(name: string): MemoryImage {
  if (name !== "large") return fixture(name);
  const [width, height] = [1500, 1460];
  const labels = new Uint8Array(width * height);
  const intensity = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const d = (x - 750) ** 2 + (y - 730) ** 2;
      const wave = 900 * Math.abs(((x + 2 * y) % 200) - 100);
      labels[y * width + x] = d + wave < 500000 && d >= 10000 ? 1 : 0;
      intensity[y * width + x] = (13 * x + 7 * y) % 251;
    }
  }
  return { labels, intensity, width, height };
}

beforeAll(async () => {
  for (const row of tables.flatMap(({ rows }) => rows)) {
    if (results.has(keyOf(row))) continue;
    const features = outlineFamilies.flatMap((family) => featuresOf(family, row.parameters));
    const rois = await measure(features, { ...imageOf(row.fixture), spacing: row.spacing });
    results.set(keyOf(row), new Map(rois.map((roi) => [roi.label, roi])));
  }
});

describe.for(tables)("$folder by $tool", ({ rows }) => {
  test.for(rows)("$name", (row) => {
    const { id, expected, tolerance, scale, reason } = row;
    const { values, missing } = results.get(keyOf(row))!.get(row.label)!;
    if (typeof expected === "string") {
      expect(missing[id], reason).toBe(expected);
      return;
    }
    const value = values[id];
    expect(value, missing[id]).not.toBeNull();
    const allowed = tolerance * (scale > 1e9 ? 1 : Math.max(Math.abs(expected), scale));
    expect(Math.abs(value! - expected), `${value} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
  });
});
