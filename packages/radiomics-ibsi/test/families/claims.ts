/** What a row of a table claims about a measured ROI. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DType,
  type MeasuredRoi,
  type MemoryImage,
  measureFamilies,
  type ParameterValue,
  type PixelArray,
  pixelArray,
} from "@pixelmetry/roi";
import { expect } from "vitest";
import { families } from "../../src/index.ts";

const folder = join(import.meta.dirname, "../../../../reference-data");

export type Parameters = Readonly<Record<string, ParameterValue>>;

export interface Claim {
  readonly name: string;
  readonly id: string;
  readonly label: number;
  readonly parameters: Parameters;
  /** A value, one value per column, or the reason why there is none. */
  readonly expected: number | readonly number[] | string;
  /** Relative to the larger of both values and of `scale`; 0 is exact. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

export const load = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;

interface Packed {
  readonly dtype: DType;
  readonly base64: string;
}

/** A scene of reference-data/fixtures. */
export function fixture(name: string): MemoryImage {
  const { shape, labels, intensity } = load<{ shape: number[]; labels: Packed; intensity: Packed }>(
    `fixtures/${name}.json`,
  );
  const [depth, height, width] = [1, ...shape].slice(-3) as [number, number, number];
  return { labels: unpack(labels), intensity: unpack(intensity), width, height, depth };
}

function unpack({ dtype, base64 }: Packed): PixelArray {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / pixelArray(dtype, 1).BYTES_PER_ELEMENT);
}

/** Measured ROIs by label. */
export async function measured(
  image: MemoryImage,
  parameters: Parameters,
  features?: readonly string[],
): Promise<ReadonlyMap<number, MeasuredRoi>> {
  const rois = await measureFamilies(families, image, { parameters, ...(features ? { features } : {}) });
  return new Map(rois.map((roi) => [roi.label, roi]));
}

/** Holds a measured feature to what a row claims; a vector has a column for each of `ivh.percentages`. */
export function expectClaim(roi: MeasuredRoi, claim: Claim): void {
  const { id, expected } = claim;
  if (typeof expected === "object") {
    const columns = Object.keys(roi.values).filter((column) => column.startsWith(`${id}_`));
    expect(columns).toHaveLength(expected.length);
    columns.forEach((column, i) => void expectValue(roi, column, expected[i]!, claim));
  } else expectValue(roi, id, expected, claim);
}

function expectValue(
  { values, missing }: MeasuredRoi,
  column: string,
  expected: number | string,
  { tolerance, scale, reason }: Claim,
): void {
  expect(Object.keys(values)).toContain(column);
  if (typeof expected === "string") {
    expect(missing[column], `${values[column]}: ${reason}`).toBe(expected);
    return;
  }
  const got = values[column];
  expect(got, missing[column]).not.toBeNull();
  const allowed = tolerance * Math.max(Math.abs(got!), Math.abs(expected), scale);
  expect(Math.abs(got! - expected), `${got} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
}
