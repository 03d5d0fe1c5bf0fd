/**
 * Reads rectangles of planes out of a plain array of samples in a file or stream.
 * @module
 */
import { type DType, dtypeOf, type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { giveScratch, type Scratch, scratchBytes, takeScratch } from "../bytes/scratch.ts";
import { narrowInt64, swapBytes } from "../samples/convert.ts";
import {
  integerRange,
  memoryType,
  type Rescale,
  rescaledType,
  type StoredType,
} from "../samples/stored-type.ts";
import type { PlaneRegion } from "../source.ts";

/** An array of samples: where it lies, how it is stored, which axis is which. */
export interface VoxelArray {
  readonly source: ByteSource;
  /** Position of the first sample, bytes. */
  readonly position: number;
  readonly type: StoredType;
  readonly littleEndian: boolean;
  readonly size: readonly [width: number, height: number, depth: number];
  readonly channels: number;
  readonly frames: number;
  /** Distance between neighbours along each axis, samples. */
  readonly strides: Readonly<Record<"x" | "y" | "z" | "channel" | "frame", number>>;
  readonly rescale?: Rescale;
  /** Low bits of an integer sample that count, where the others may hold anything. */
  readonly bits?: number;
}

/** Longest read: rows are gathered up to it, so converting a plane takes little memory beside the plane. */
const longestRead = 2 ** 22;

/** Type of the values in memory. */
export const voxelType = ({ type, rescale }: VoxelArray): DType =>
  rescale === undefined ? memoryType(type) : rescaledType([rescale], integerRange(type));

/** Number of bytes from the first sample to behind the last. */
export const voxelBytes = ({ type, size, channels, frames }: VoxelArray): number =>
  size[0] * size[1] * size[2] * channels * frames * (type.bits / 8);

/**
 * Copies a rectangle into `out`, as {@link ImageSource.read} says. Only its rows are read; together where they
 * lie closer than a separate read is worth.
 * @throws PixelmetryError `corrupt-input` when the file ends early or a 64-bit integer does not fit
 */
export async function readVoxels(
  array: VoxelArray,
  region: PlaneRegion,
  out: PixelArray,
  offset: number,
  stride: number,
): Promise<void> {
  const { source, strides, type, littleEndian } = array;
  const bytes = type.bits / 8;
  const first =
    region.x * strides.x +
    region.y * strides.y +
    (region.z ?? 0) * strides.z +
    (region.channel ?? 0) * strides.channel +
    (region.frame ?? 0) * strides.frame;
  const rowSamples = (region.width - 1) * strides.x + 1;
  const wide = type.bits === 64 && type.kind !== "float";
  const native = array.rescale === undefined && array.bits === undefined && dtypeOf(out) === memoryType(type);
  const asStored = native && !wide && (littleEndian || bytes === 1);
  const dense = rowSamples === region.width && strides.y === region.width;
  if (asStored && dense && stride === region.width) {
    const length = region.height * region.width * bytes;
    const target = new Uint8Array(out.buffer, out.byteOffset + offset * bytes, length);
    await source.read(array.position + first * bytes, target);
    return;
  }
  const joined = (strides.y - rowSamples) * bytes <= Math.max(source.readAhead, 0);
  const most = joined ? Math.max(1, Math.floor(longestRead / (strides.y * bytes))) : 1;
  const scratch = takeScratch();
  for (let row = 0; row < region.height; row += most) {
    const rows = Math.min(most, region.height - row);
    const start = first + row * strides.y;
    const samples = (rows - 1) * strides.y + rowSamples;
    const stored = scratchBytes(scratch, "stored", samples * bytes);
    await source.read(array.position + start * bytes, stored);
    if (!littleEndian && bytes > 1) swapBytes(stored, bytes);
    const values = typed(array, stored, scratch, start);
    if (array.bits !== undefined) clearUnused(values, type, array.bits);
    for (let i = 0; i < rows; i++) {
      const to = offset + (row + i) * stride;
      placeRow(values, i * strides.y, strides.x, region.width, array.rescale, out, to);
    }
  }
  giveScratch(scratch);
}

/** Little-endian samples as numbers; 64-bit integers as float64. */
function typed(array: VoxelArray, stored: Uint8Array, scratch: Scratch, start: number): PixelArray {
  const { type, source } = array;
  if (type.bits < 64 || type.kind === "float") {
    return pixelArray(
      memoryType(type),
      stored.buffer as ArrayBuffer,
      stored.byteOffset,
      stored.length / (type.bits / 8),
    );
  }
  const samples = stored.length / 8;
  const values = new Float64Array(scratchBytes(scratch, "converted", stored.length).buffer, 0, samples);
  const words = new Uint32Array(stored.buffer, stored.byteOffset, 2 * samples);
  const bad = narrowInt64(words, type.kind === "int", samples, samples, 1, values);
  if (bad < 0) return values;
  const exact = new DataView(stored.buffer, stored.byteOffset + 8 * bad, 8);
  throw new PixelmetryError("unsupported-format", {
    what: `sample ${start + bad} of the file is a 64-bit integer that cannot be held exactly`,
    where: source.name,
    expected: "at most 2^53",
    received: String(type.kind === "int" ? exact.getBigInt64(0, true) : exact.getBigUint64(0, true)),
    remedy: "save it with 32 bits",
  });
}

/** Extends the sign from the highest bit that counts, or clears the bits above it. */
export function clearUnused(values: PixelArray, { kind, bits: all }: StoredType, bits: number): void {
  if (all > 32 || bits >= all) return;
  const shift = 32 - bits;
  if (kind === "int") for (let i = 0; i < values.length; i++) values[i] = (values[i] << shift) >> shift;
  else for (let i = 0; i < values.length; i++) values[i] = (values[i] << shift) >>> shift;
}

/** Copies `count` samples, `step` apart, into a row of pixels, rescaled. */
export function placeRow(
  values: PixelArray,
  from: number,
  step: number,
  count: number,
  rescale: Rescale | undefined,
  out: PixelArray,
  to: number,
): void {
  if (rescale === undefined) {
    if (step === 1) out.set(values.subarray(from, from + count), to);
    else for (let i = 0; i < count; i++) out[to + i] = values[from + i * step];
    return;
  }
  const { slope, intercept } = rescale;
  for (let i = 0; i < count; i++) out[to + i] = values[from + i * step] * slope + intercept;
}
