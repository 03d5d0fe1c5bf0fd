/**
 * Tests that the families share.
 * @module
 */
import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { phantomImage, roundedAs } from "../glcm/consensus.ts";
import { expectClaim, measured } from "../measured.ts";
import type { ClosedForm } from "./closed-forms.ts";
import { consensusRows, phantomParameters } from "./consensus.ts";
import { type OracleRow, oracleImage, oracleRows, type SizeFamily, toolsOf } from "./goldens.ts";

/** Every row of every golden. */
export function testGoldens(family: SizeFamily): void {
  const tables = toolsOf[family].map((tool) => ({ tool, rows: oracleRows(family, tool) }));
  /** One measurement per image and parameters. */
  const keyOf = ({ image, parameters }: OracleRow): string => JSON.stringify([image, parameters]);
  const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

  beforeAll(async () => {
    for (const row of tables.flatMap(({ rows }) => rows)) {
      if (results.has(keyOf(row))) continue;
      results.set(keyOf(row), await measured(oracleImage(row.image), row.parameters, [family]));
    }
  });

  describe.for(tables)("$tool", ({ rows }) => {
    test.for(rows)("$name", (row) => {
      expectClaim(results.get(keyOf(row))!.get(row.label)!, row.column, row);
    });
  });
}

/** The IBSI consensus values of the digital phantom: 16 features in so many aggregations. */
export function testConsensus(family: SizeFamily, aggregations: number): void {
  const rows = consensusRows(family);
  const results = new Map<string, MeasuredRoi>();

  beforeAll(async () => {
    for (const method of new Set(rows.map(({ aggregation }) => aggregation))) {
      const rois = await measured(phantomImage, phantomParameters(family, method), [family]);
      results.set(method, rois.get(1)!);
    }
  });

  test(`there are 16 features in ${aggregations} aggregations`, () => {
    expect(rows).toHaveLength(16 * aggregations);
  });

  test.for(rows)("$name", (row) => {
    const { values, missing } = results.get(row.aggregation)!;
    const got = values[row.id];
    expect(got, missing[row.id]).not.toBeNull();
    const allowed = row.tolerance + 1e-9 * Math.abs(row.expected);
    expect(Math.abs(roundedAs(row, got!) - row.expected), `${got}`).toBeLessThanOrEqual(allowed);
  });
}

export function testClosedForms(closedForms: readonly ClosedForm[]): void {
  describe.for([...new Set(closedForms.map(({ scene }) => scene))])("%s", (scene) => {
    const rows = closedForms.filter((row) => row.scene === scene);
    const rois = new Map<unknown, MeasuredRoi>();

    beforeAll(async () => {
      const ids = [...new Set(rows.map(({ id }) => id))];
      for (const { image, parameters } of rows) {
        if (!rois.has(image)) rois.set(image, (await measured(image, parameters, ids)).get(1)!);
      }
    });

    test.for(rows)("$name", (row) => expectClaim(rois.get(row.image)!, row.column, row));
  });
}
