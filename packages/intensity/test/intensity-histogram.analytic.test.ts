import { measure } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { closedForms, histogramStatistics } from "./intensity-histogram-rows.ts";

describe.for(closedForms)("$name", ({ pixels, parameters, expected }) => {
  test.for(Object.entries(expected))("%s", async ([name, want]) => {
    const image = { intensity: Float64Array.from(pixels), width: pixels.length, height: 1 };
    const [roi] = await measure(histogramStatistics(parameters), image);
    const id = `intensity_histogram_${name}`;
    if (typeof want === "string") return expect(roi!.missing[id], `${roi!.values[id]}`).toBe(want);
    expect(roi!.values[id], roi!.missing[id]).toBeTypeOf("number");
    const error = Math.abs(roi!.values[id]! - want);
    expect(error, `${roi!.values[id]} for ${want}`).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(want)));
  });
});
