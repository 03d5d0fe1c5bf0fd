import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { fixture, type OracleRow, oracleRows } from "./goldens.ts";
import { measured } from "./measured.ts";

const tools = ["numpy", "skimage", "nyxus"];
const rows = tools.map((tool) => ({ tool, rows: oracleRows(tool) }));

/** One measurement per image, spacing and parameters. */
const keyOf = ({ fixture: name, spacing, pixelExtent }: OracleRow): string =>
  JSON.stringify([name, spacing, pixelExtent]);
const results = new Map<string, ReadonlyMap<number, MeasuredRoi>>();

beforeAll(async () => {
  for (const row of rows.flatMap((table) => table.rows)) {
    const { fixture: name, spacing, pixelExtent } = row;
    if (results.has(keyOf(row))) continue;
    const image = { ...fixture(name), spacing, spacingUm: spacing };
    results.set(keyOf(row), await measured(image, { "ellipse.pixel_extent": pixelExtent }));
  }
});

describe.for(rows)("$tool", ({ rows: table }) => {
  test.for(table)("$name", (row) => {
    const { id, label, expected, convert, period, tolerance, scale, reason } = row;
    const { values, missing } = results.get(keyOf(row))!.get(label)!;
    const value = values[id];
    if (typeof expected === "string") {
      expect(missing[id], reason).toBe(expected);
      return;
    }
    expect(value, missing[id]).not.toBeNull();
    const got = convert(value!);
    const away = Math.abs(got - expected);
    const difference = Number.isFinite(period) ? Math.min(away % period, period - (away % period)) : away;
    const allowed = tolerance * Math.max(Math.abs(got), Math.abs(expected), scale);
    expect(difference, `${got} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
  });
});
