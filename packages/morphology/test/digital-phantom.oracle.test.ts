import { type MeasuredRoi, measure } from "@pixelmetry/roi";
import { beforeAll, expect, test } from "vitest";
import { codesWithout, phantomFeatures, phantomImage, phantomRows } from "./phantom-rows.ts";

let roi: MeasuredRoi | undefined;
beforeAll(async () => {
  [roi] = await measure(phantomFeatures, phantomImage);
});

/** IBSI's rule: a value agrees when, rounded to 3 significant digits, it is within the tolerance. */
test.for(phantomRows)("$ibsi $tag", ({ id, value, tolerance }) => {
  const found = roi?.values[id];
  expect(found, roi?.missing[id]).toBeTypeOf("number");
  const rounded = Number(found!.toPrecision(3));
  expect(Math.abs(rounded - value), `${found} for ${value}`).toBeLessThanOrEqual(tolerance + 1e-9 * value);
});

test("all morphological values but spatial autocorrelation, which is elsewhere", () => {
  expect(phantomRows).toHaveLength(23);
  expect(codesWithout).toEqual(["N365", "NPT7"]);
});
