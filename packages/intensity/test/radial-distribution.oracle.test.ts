import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, test } from "vitest";
import { expectRow, type FamilyRow, measuredScenes } from "./family-goldens.ts";
import { ringColumns, ringFeatures, ringsOf, toolRows, tools } from "./radial-distribution-rows.ts";

const tables = tools.map((tool) => ({ tool, rows: toolRows(tool) }));
let roiOf: (row: FamilyRow) => MeasuredRoi;
beforeAll(async () => {
  roiOf = await measuredScenes(
    tables.flatMap(({ rows }) => rows),
    (parameters) => ringFeatures(parameters["radial.bins"] as number),
    (config) => ({ "radial.bins": ringsOf(config) }),
  );
});

describe.for(tables)("$tool", ({ rows }) => {
  test.for(rows)("$fixture $label $id $config", (row) =>
    expectRow(roiOf(row), row, ringColumns(row.id, ringsOf(row.config))),
  );
});
