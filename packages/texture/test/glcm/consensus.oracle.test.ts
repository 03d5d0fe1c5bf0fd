import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, expect, test } from "vitest";
import { measured } from "../measured.ts";
import { consensusRows, phantomImage, phantomParameters, roundedAs } from "./consensus.ts";

const results = new Map<string, MeasuredRoi>();

beforeAll(async () => {
  for (const method of new Set(consensusRows.map(({ aggregation }) => aggregation))) {
    results.set(method, (await measured(phantomImage, phantomParameters(method))).get(1)!);
  }
});

test("there are 25 features in six aggregations", () => {
  expect(consensusRows).toHaveLength(150);
});

test.for(consensusRows)("$name", (row) => {
  const { values, missing } = results.get(row.aggregation)!;
  const got = values[row.id];
  expect(got, missing[row.id]).not.toBeNull();
  const allowed = row.tolerance + 1e-9 * Math.abs(row.expected);
  expect(Math.abs(roundedAs(row, got!) - row.expected), `${got}`).toBeLessThanOrEqual(allowed);
});
