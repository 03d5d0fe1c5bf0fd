import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { expectClaim, measured } from "./claims.ts";
import { compared, imageOf, type OracleRow, oracleRows } from "./goldens.ts";

const tables = Object.entries(compared).flatMap(([family, { tools }]) =>
  tools.map((tool) => ({ family, tool, rows: oracleRows(family, tool) })),
);
const keyOf = (family: string, { fixture, config }: OracleRow): string => `${family} ${fixture} ${config}`;
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const { family, rows } of tables) {
    for (const row of rows) {
      const key = keyOf(family, row);
      if (results.has(key)) continue;
      results.set(key, await measured(imageOf(family, row), row.parameters, [family]));
    }
  }
});

test("rows of every tool remain when those with a note are left out", () => {
  const counts = Object.fromEntries(
    tables.map(({ family, tool, rows }) => [`${family} ${tool}`, rows.length]),
  );
  expect(counts).toEqual({
    "ivh numpy": 1100,
    "ivh mirp": 484,
    "local_intensity scipy": 166,
    "local_intensity mirp": 4,
    "spatial_autocorrelation esda": 106,
    "spatial_autocorrelation mirp": 12,
  });
});

describe.for(tables)("$family by $tool", ({ family, rows }) => {
  test.for(rows)("$name", (row) => {
    expectClaim(results.get(keyOf(family, row))!.get(row.label)!, row);
  });
});
