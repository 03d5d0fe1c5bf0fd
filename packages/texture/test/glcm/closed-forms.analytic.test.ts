import { describe, test } from "vitest";
import { expectClaim, measured } from "../measured.ts";
import { closedForms } from "./closed-forms.ts";

const scenes = [...new Set(closedForms.map(({ scene }) => scene))];

describe.for(scenes)("%s", (scene) => {
  test.for(closedForms.filter((row) => row.scene === scene))("$name", async (row) => {
    const rois = await measured(row.image, row.parameters, [row.id]);
    expectClaim(rois.get(1)!, row.column, row);
  });
});
