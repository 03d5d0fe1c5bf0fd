import { type MeasuredRoi, measure } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { intensityMoments } from "../src/moments/intensity-moments.ts";
import { fixture } from "./goldens.ts";
import { ellipse, momentRows, momentTools } from "./moment-goldens.ts";

const measured = new Map<string, ReadonlyMap<number, MeasuredRoi>>();
for (const name of ["cells", "edge", "float", "ellipse"]) {
  const rois = await measure(intensityMoments, name === "ellipse" ? ellipse() : fixture(name));
  measured.set(name, new Map(rois.map((roi) => [roi.label, roi])));
}

describe.for(momentTools)("%s", (tool) => {
  test.for(momentRows(tool, "intensity_"))(
    "$fixture $label $id",
    ({ id, fixture: name, label, expected, scale, tolerance, reason }) => {
      const { values, missing } = measured.get(name)!.get(label)!;
      if (typeof expected === "string") return expect(missing[id], `${values[id]}`).toBe(expected);
      expect(values[id], missing[id]).not.toBeNull();
      const allowed = tolerance * Math.max(Math.abs(expected), scale);
      expect(
        Math.abs(values[id]! - expected),
        `${values[id]} for ${expected}: ${reason}`,
      ).toBeLessThanOrEqual(allowed);
    },
  );
});
