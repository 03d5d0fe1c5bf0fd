import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, test } from "vitest";
import { expectClaim, measured } from "../measured.ts";
import { closedForms } from "./closed-forms.ts";

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
