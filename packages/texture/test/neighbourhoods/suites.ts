/**
 * Tests that the families share.
 * @module
 */
import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { phantomImage, roundedAs } from "../glcm/consensus.ts";
import { expectClaim, measured } from "../measured.ts";
import { fixture } from "../reference.ts";
import { consensusRows } from "./consensus.ts";
import { type NeighbourhoodFamily, type OracleRow, oracleRows, toolsOf } from "./goldens.ts";

/** Every row of every golden. */
export function testGoldens(family: NeighbourhoodFamily): void {
  const tables = toolsOf[family].map((tool) => ({ tool, rows: oracleRows(family, tool) }));
  /** One measurement per image and parameters. */
  const keyOf = ({ image, parameters }: OracleRow): string => JSON.stringify([image, parameters]);
  const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

  beforeAll(async () => {
    for (const row of tables.flatMap(({ rows }) => rows)) {
      if (results.has(keyOf(row))) continue;
      results.set(keyOf(row), await measured(fixture(row.image), row.parameters, [family]));
    }
  });

  describe.for(tables)("$tool", ({ rows }) => {
    test.for(rows)("$name", (row) => {
      expectClaim(results.get(keyOf(row))!.get(row.label)!, row.id, row);
    });
  });
}

/** The IBSI consensus values of the digital phantom: so many features in three aggregations. */
export function testConsensus(family: NeighbourhoodFamily, count: number): void {
  const rows = consensusRows(family);
  const results = new Map<string, MeasuredRoi>();

  beforeAll(async () => {
    for (const dimension of ["2D", "2.5D", "3D"]) {
      const parameters = { "discretisation.method": "none", [`${family}.dimension`]: dimension };
      results.set(dimension, (await measured(phantomImage, parameters, [family])).get(1)!);
    }
  });

  test(`there are ${count} features in 3 aggregations`, () => {
    expect(rows).toHaveLength(3 * count);
  });

  test.for(rows)("$name", (row) => {
    const { values, missing } = results.get(row.aggregation)!;
    const got = values[row.id];
    expect(got, missing[row.id]).not.toBeNull();
    const allowed = row.tolerance + 1e-9 * Math.abs(row.expected);
    expect(Math.abs(roundedAs(row, got!) - row.expected), `${got}`).toBeLessThanOrEqual(allowed);
  });
}
