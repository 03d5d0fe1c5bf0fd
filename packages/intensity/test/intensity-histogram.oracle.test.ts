import { type MeasuredRoi, measure } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { agrees, phantomImage, phantomParameters } from "./digital-phantom.ts";
import { expectRow, type FamilyRow, measuredScenes } from "./family-goldens.ts";
import {
  configParameters,
  consensusRows,
  histogramStatistics,
  toolRows,
  tools,
} from "./intensity-histogram-rows.ts";

const tables = tools.map((tool) => ({ tool, rows: toolRows(tool) }));
let roiOf: (row: FamilyRow) => MeasuredRoi;
let phantom: MeasuredRoi;
beforeAll(async () => {
  const rows = tables.flatMap(({ rows }) => rows);
  roiOf = await measuredScenes(rows, histogramStatistics, configParameters);
  [phantom] = (await measure(histogramStatistics(phantomParameters), phantomImage)) as [MeasuredRoi];
});

describe.for(tables)("$tool", ({ rows }) => {
  test.for(rows)("$fixture $label $id $config", (row) => expectRow(roiOf(row), row));
});

describe("IBSI digital phantom", () => {
  test.for(consensusRows)("$ibsi $feature", (row) => {
    const value = phantom.values[row.id];
    expect(value, phantom.missing[row.id]).toBeTypeOf("number");
    expect(agrees(value!, row as never), `${value} for ${row.value} ± ${row.tolerance}`).toBe(true);
  });

  test("all 23 codes of the intensity histogram", () => {
    expect(consensusRows).toHaveLength(23);
  });
});
