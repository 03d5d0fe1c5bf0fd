import type { MeasuredRoi } from "@pixelmetry/roi";
import { measure } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { outlineFamilies } from "../src/outline-families.ts";
import { fixture } from "./goldens.ts";
import { featuresOf } from "./measured.ts";
import { type ShapeRow, shapeRows, shapeTools } from "./shape-goldens.ts";

const tables = shapeTools.map((tool) => ({ tool, rows: shapeRows(tool) }));

/** One measurement per image, spacing and parameters. */
const keyOf = ({ fixture: name, spacing, parameters }: ShapeRow): string =>
  JSON.stringify([name, spacing, parameters]);
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const row of tables.flatMap(({ rows }) => rows)) {
    if (results.has(keyOf(row))) continue;
    const features = outlineFamilies.flatMap((family) => featuresOf(family, row.parameters));
    const rois = await measure(features, { ...fixture(row.fixture), spacing: row.spacing });
    results.set(keyOf(row), new Map(rois.map((roi) => [roi.label, roi])));
  }
});

describe.for(tables)("$tool", ({ rows }) => {
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
