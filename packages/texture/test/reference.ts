import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DType, type PixelArray, pixelArray } from "@pixelmetry/roi";

const folder = join(import.meta.dirname, "../../../reference-data");

/** Numbers of another tool; reference-data/README.md says what the fields mean. */
export interface Golden {
  readonly tool: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly rows: readonly GoldenRow[];
}

export interface GoldenRow {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config: string;
  readonly value: number | null;
  readonly missing?: string;
  readonly note?: string;
  readonly scale?: number;
  readonly tolerance?: number;
  readonly expected_to_agree?: boolean;
}

/** An image with one intensity channel. */
export interface Scene {
  readonly labels: PixelArray;
  readonly intensity: PixelArray;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** The IBSI-1 digital phantom and its consensus values. */
export interface Phantom {
  readonly phantom: {
    readonly size: readonly [number, number, number];
    readonly intensity: readonly number[];
    readonly mask: readonly number[];
  };
  readonly rows: readonly {
    readonly id?: string;
    readonly ibsi: string;
    readonly aggregation: string;
    readonly value: number;
    readonly tolerance: number;
  }[];
}

export const load = <T>(path: string): T => JSON.parse(readFileSync(join(folder, path), "utf8")) as T;

/** What one row of a table claims; `expected` may be the reason why there is no value. */
export interface Claim {
  readonly name: string;
  readonly id: string;
  readonly expected: number | string;
  /** Relative to the larger of both values and of `scale`; 0 is exact. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

/** The four fixtures. */
export function fixture(name: string): Scene {
  const { shape, labels, intensity } = load<{ shape: number[]; labels: Packed; intensity: Packed }>(
    `fixtures/${name}.json`,
  );
  const [depth, height, width] = [1, ...shape].slice(-3) as [number, number, number];
  return { labels: unpack(labels), intensity: unpack(intensity), width, height, depth };
}

interface Packed {
  readonly dtype: DType;
  readonly base64: string;
}

function unpack({ dtype, base64 }: Packed): PixelArray {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / pixelArray(dtype, 1).BYTES_PER_ELEMENT);
}
