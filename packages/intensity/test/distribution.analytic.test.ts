import { measure } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { closedForms, distributionFeatures } from "./distribution-rows.ts";

describe.for(closedForms)("$name", ({ image, parameters, expected }) => {
  test.for(Object.entries(expected))("%s", async ([name, want]) => {
    const features = distributionFeatures(parameters).filter(({ dimensions }) =>
      dimensions.includes(image.depth === undefined ? 2 : 3),
    );
    const [roi] = await measure(features, image);
    const id = `intensity_${name}`;
    if (typeof want === "string") return expect(roi!.missing[id], `${roi!.values[id]}`).toBe(want);
    expect(roi!.values[id], roi!.missing[id]).toBeTypeOf("number");
    const error = Math.abs(roi!.values[id]! - want);
    expect(error, `${roi!.values[id]} for ${want}`).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(want)));
  });
});
