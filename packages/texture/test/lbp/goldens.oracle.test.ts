import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, test } from "vitest";
import { expectClaim, measured } from "../measured.ts";
import { fixture } from "../reference.ts";
import { type OracleRow, oracleRows, tools } from "./goldens.ts";

const tables = tools.map((tool) => ({ tool, rows: oracleRows(tool) }));
const keyOf = ({ image, parameters }: OracleRow): string => JSON.stringify([image, parameters]);
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const row of tables.flatMap(({ rows }) => rows)) {
    if (results.has(keyOf(row))) continue;
    results.set(keyOf(row), await measured(fixture(row.image), row.parameters, ["lbp"]));
  }
});

describe.for(tables)("$tool", ({ rows }) => {
  test.for(rows)("$name", (row) => {
    expectClaim(results.get(keyOf(row))!.get(row.label)!, row.column, row);
  });
});
