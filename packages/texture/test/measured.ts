import type { MeasuredRoi, MemoryImage, ParameterValue } from "@pixelmetry/roi";
import { expect } from "vitest";
import { measureTexture } from "../src/index.ts";
import type { Claim } from "./reference.ts";

export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Measured ROIs by label. */
export async function measured(
  image: MemoryImage,
  parameters: Parameters,
  features?: readonly string[],
): Promise<ReadonlyMap<number, MeasuredRoi>> {
  const rois = await measureTexture(image, { parameters, ...(features ? { features } : {}) });
  return new Map(rois.map((roi) => [roi.label, roi]));
}

/** Holds a measured column to what a row claims. */
export function expectClaim(roi: MeasuredRoi, column: string, claim: Claim): void {
  const { expected, tolerance, scale, reason } = claim;
  expect(Object.keys(roi.values)).toContain(column);
  if (typeof expected === "string") {
    expect(roi.missing[column], `${roi.values[column]}: ${reason}`).toBe(expected);
    return;
  }
  const got = roi.values[column];
  expect(got, roi.missing[column]).not.toBeNull();
  const allowed = tolerance * Math.max(Math.abs(got!), Math.abs(expected), scale);
  expect(Math.abs(got! - expected), `${got} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
}
