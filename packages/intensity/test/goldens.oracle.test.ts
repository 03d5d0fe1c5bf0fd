import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, test } from "vitest";
import { expectValue } from "./expectation.ts";
import { fixture, type OracleRow, oracleRows, tools } from "./goldens.ts";
import { measured } from "./measured.ts";

const tables = tools.map((tool) => ({ tool, rows: oracleRows(tool) }));

/** One measurement per image and number of bins. */
const keyOf = (row: OracleRow): string => `${row.fixture} ${row.bins}`;
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();
const pixelsOf = new Map<string, number>();

beforeAll(async () => {
  for (const row of tables.flatMap(({ rows }) => rows)) {
    if (results.has(keyOf(row))) continue;
    const image = fixture(row.fixture);
    for (const label of image.labels) {
      const key = `${keyOf(row)} ${label}`;
      pixelsOf.set(key, (pixelsOf.get(key) ?? 0) + 1);
    }
    results.set(keyOf(row), await measured(image, { "discretisation.bins": row.bins }));
  }
});

describe.for(tables)("$tool", ({ rows }) => {
  test.for(rows)("$name", (row) => {
    const pixels = pixelsOf.get(`${keyOf(row)} ${row.label}`)!;
    const roi = results.get(keyOf(row))!.get(row.label)!;
    expectValue(roi, row, (value) => row.convert(value, pixels));
  });
});
