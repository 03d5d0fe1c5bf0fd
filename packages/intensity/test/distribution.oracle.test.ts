import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, test } from "vitest";
import { columnsOf, distributionFeatures, parametersOf, toolRows, tools } from "./distribution-rows.ts";
import { expectRow, type FamilyRow, measuredScenes } from "./family-goldens.ts";

const tables = tools.map((tool) => ({ tool, rows: toolRows(tool) }));
let roiOf: (row: FamilyRow) => MeasuredRoi;
beforeAll(async () => {
  roiOf = await measuredScenes(
    tables.flatMap(({ rows }) => rows),
    distributionFeatures,
    parametersOf,
  );
});

describe.for(tables)("$tool", ({ rows }) => {
  test.for(rows)("$fixture $label $id $config", (row) => expectRow(roiOf(row), row, columnsOf(row.id)));
});
