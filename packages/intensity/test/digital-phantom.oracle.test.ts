import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, expect, test } from "vitest";
import { agrees, phantomImage, phantomParameters, phantomRows } from "./digital-phantom.ts";
import { measured } from "./measured.ts";

let roi: MeasuredRoi;
beforeAll(async () => {
  roi = (await measured(phantomImage, phantomParameters)).get(1)!;
});

test.for(phantomRows)("$ibsi $feature", (row) => {
  const value = roi.values[row.id];
  expect(value, roi.missing[row.id]).toBeTypeOf("number");
  expect(agrees(value!, row), `${value} for ${row.value} ± ${row.tolerance}`).toBe(true);
});

test("all codes of the intensity-based statistics, entropy and uniformity", () => {
  expect(phantomRows).toHaveLength(20);
});
