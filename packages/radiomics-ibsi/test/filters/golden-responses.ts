import { type FilterSpec, type RealArray, type Volume, volume } from "../../src/index.ts";
import { load, volumeFixture } from "../reference.ts";

/** Responses of another program. */
export interface GoldenResponses {
  readonly tool: string;
  /** x, y, z of the voxels whose values are given. */
  readonly positions: readonly (readonly [number, number, number])[];
  readonly rows: readonly GoldenResponse[];
}

export interface GoldenResponse {
  readonly filter: FilterSpec;
  readonly values: readonly number[];
  readonly sum?: number;
  readonly square_sum?: number;
}

export const goldenResponses = (tool: string): GoldenResponses =>
  load<GoldenResponses>(`filters/${tool}.json`);

/** The part of the fixture that was filtered; its sides are 17, 14 and 9. */
export function filteredImage(): Volume {
  const { intensity, size } = volumeFixture();
  const [width, height, depth] = [17, 14, 9];
  const data = new Int16Array(width * height * depth);
  for (let z = 0, i = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) data[i] = intensity[(z * size[1] + y) * size[0] + x]!;
    }
  }
  return volume(data, { size: [width, height, depth] });
}

/** Largest difference from a golden response, in units of its largest value. */
export function deviation(
  response: RealArray,
  size: readonly number[],
  { values }: GoldenResponse,
  positions: GoldenResponses["positions"],
): number {
  const largest = values.reduce((scale, value) => Math.max(scale, Math.abs(value)), 0);
  const differences = positions.map(([x, y, z], i) =>
    Math.abs(response[(z * size[1]! + y) * size[0]! + x]! - values[i]!),
  );
  return Math.max(...differences) / largest;
}
