import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, test } from "vitest";
import { imageQualityFeatures } from "../src/image-quality/features.ts";
import { expectRow, type FamilyRow, measuredScenes } from "./family-goldens.ts";
import { goldenRows, sceneOf } from "./image-quality-rows.ts";

let roiOf: (row: FamilyRow) => MeasuredRoi;
beforeAll(async () => {
  roiOf = await measuredScenes(goldenRows, () => imageQualityFeatures, undefined, sceneOf);
});

test.for(goldenRows)("$fixture $label $id", (row) => expectRow(roiOf(row), row));
