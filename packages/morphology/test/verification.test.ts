import { join } from "node:path";
import { expect, test } from "vitest";
import { analyticRows } from "./analytic-rows.ts";
import { oracleRows } from "./goldens.ts";
import { allFeatures } from "./measured.ts";
import { momentRows, momentTools } from "./moment-goldens.ts";
import { phantomRows } from "./phantom-rows.ts";
import { regionRows } from "./region-goldens.ts";
import { regionForms } from "./region-rows.ts";
import { shapeRows, shapeTables } from "./shape-goldens.ts";
import { volumeRows } from "./volume-goldens.ts";

/** What a feature's numbers were compared with: one entry per feature, tool and tolerance. */
interface Verification {
  readonly id: string;
  readonly kind: "oracle" | "analytic";
  readonly tool: string;
  readonly test: string;
  /** Relative; absolute where the expected value is 0. */
  readonly tolerance: number;
  readonly reason: string;
}

const isNumber = (row: { readonly expected: number | string }): boolean => typeof row.expected === "number";

const oracles = ["numpy", "skimage", "nyxus"].flatMap((tool) =>
  oracleRows(tool)
    .filter(isNumber)
    .map(
      ({ id, tolerance, reason }): Verification => ({
        id,
        kind: "oracle",
        tool,
        test: "test/goldens.oracle.test.ts",
        tolerance,
        reason,
      }),
    ),
);
const closedForms = analyticRows.filter(isNumber).map(
  ({ id, tolerance, reason }): Verification => ({
    id,
    kind: "analytic",
    tool: "closed form",
    test: "test/closed-forms.analytic.test.ts",
    tolerance,
    reason,
  }),
);
const counted: Verification = {
  id: "morphology_euler_number",
  kind: "analytic",
  tool: "cells and quads counted",
  test: "test/euler-counting.analytic.test.ts",
  tolerance: 0,
  reason: "whole numbers",
};

const moments = momentTools.flatMap((tool) =>
  momentRows(tool, "shape_")
    .filter(isNumber)
    .map(({ id, tolerance, reason }): Verification => {
      return { id, kind: "oracle", tool, test: "test/moments.oracle.test.ts", tolerance, reason };
    }),
);

const outlines = shapeTables.flatMap((table) =>
  shapeRows(table)
    .filter(isNumber)
    .map(({ id, tolerance, reason }): Verification => {
      return { id, kind: "oracle", tool: table.tool, test: "test/shape.oracle.test.ts", tolerance, reason };
    }),
);

const regions = [
  ...regionRows.filter(isNumber).map(({ id, tool, tolerance, reason }): Verification => {
    return { id, kind: "oracle", tool, test: "test/region.oracle.test.ts", tolerance, reason };
  }),
  ...regionForms.filter(isNumber).map(({ id, tolerance, reason }): Verification => {
    const test = "test/region.analytic.test.ts";
    return { id, kind: "analytic", tool: "closed form", test, tolerance, reason };
  }),
];

const volumes = [
  ...volumeRows.map(({ id, tool, tolerance, reason }): Verification => {
    return { id, kind: "oracle", tool, test: "test/volume.oracle.test.ts", tolerance, reason };
  }),
  ...phantomRows.map(({ id, relative }): Verification => {
    const reason = "IBSI's rule: three digits, within the tolerance of the consensus";
    const test = "test/digital-phantom.oracle.test.ts";
    return { id, kind: "oracle", tool: "IBSI consensus", test, tolerance: relative, reason };
  }),
];

function verification(): Verification[] {
  const entries = new Map<string, Verification>();
  for (const row of [...oracles, ...closedForms, ...moments, ...outlines, ...regions, ...volumes, counted]) {
    const key = `${row.id} ${row.kind} ${row.tool} ${row.tolerance}`;
    if (!entries.has(key)) entries.set(key, row);
  }
  return [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test("verification.json lists what the tests compare; `vitest run -u` rewrites it", async () => {
  const path = join(import.meta.dirname, "../verification.json");
  await expect(`${JSON.stringify(verification(), null, 2)}\n`).toMatchFileSnapshot(path);
});

test.for(allFeatures().map(({ id }) => id))("%s is compared with a number that is not ours", (id) => {
  expect(
    [...oracles, ...closedForms, ...moments, ...regions].some((row) => row.id === id && row.tool !== "nyxus"),
  ).toBe(true);
});
