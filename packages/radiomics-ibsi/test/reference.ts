import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DType, type PixelArray, pixelArray } from "@pixelmetry/roi";

const folder = join(import.meta.dirname, "../../../reference-data");

export const load = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;

interface Packed {
  readonly dtype: DType;
  readonly base64: string;
}

/** The volume among the fixtures. */
export function volumeFixture(): {
  readonly labels: PixelArray;
  readonly intensity: PixelArray;
  readonly size: readonly [number, number, number];
} {
  const { shape, labels, intensity } = load<{ shape: number[]; labels: Packed; intensity: Packed }>(
    "fixtures/volume.json",
  );
  const [depth, height, width] = shape as [number, number, number];
  return { labels: unpack(labels), intensity: unpack(intensity), size: [width, height, depth] };
}

function unpack({ dtype, base64 }: Packed): PixelArray {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / pixelArray(dtype, 1).BYTES_PER_ELEMENT);
}
