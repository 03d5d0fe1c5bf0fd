/**
 * Segment records: pixel clouds of a block on disk. A record is self-describing (magic, version, counts), so
 * a file left by a crash is recognised, and any ROI's part of it is read without the rest.
 * @module
 */
import { type BlockClouds, cloudBytes } from "./block-clouds.ts";
import { PixelmetryError } from "./errors.ts";
import { bytesPerElement, type DType, dtypeOf, pixelArray } from "./pixels.ts";

/** Append-only storage for segment records; synchronous, because it is used between two slabs. */
export interface SpillStore extends SegmentReader {
  /** Appends the parts back to back and returns where they start. */
  append(parts: readonly Uint8Array[]): { readonly file: string; readonly offset: number };
}

/** Reads segment records, whoever wrote them. */
export interface SegmentReader {
  /** Fills `out` from `offset`. */
  read(file: string, offset: number, out: Uint8Array): void;
}

/** Clouds of a block that lie in a segment file; `runStart` and `pixelStart` stay in memory as the index. */
export interface SpilledClouds {
  readonly file: string;
  readonly offset: number;
  readonly slots: number;
  readonly runStart: Int32Array;
  readonly pixelStart: Int32Array;
  readonly dtypes: readonly DType[];
  /** First and past the last row of any of its ROIs, so that a slab reads only the records it lies in. */
  readonly box: { readonly [axis in RowRange["axis"]]: readonly [low: number, high: number] };
}

export const isSpilled = (clouds: BlockClouds | SpilledClouds): clouds is SpilledClouds => "file" in clouds;

const magic = 0x47455350; // "PSEG"
const version = 1;
const headerBytes = 24;
const columns = ["x", "y", "z", "length"] as const;

const headerOf = (
  { slots, runStart, pixelStart }: BlockClouds | SpilledClouds,
  channels: number,
): Uint32Array => Uint32Array.of(magic, version, slots, runStart[slots], pixelStart[slots], channels);

/** Header: magic, version, ROIs, runs, pixels, channels (uint32 each), then x, y, z, length, values. */
export function spillClouds(clouds: BlockClouds, store: SpillStore): SpilledClouds {
  const bytes = (array: ArrayBufferView): Uint8Array =>
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const { file, offset } = store.append([
    bytes(headerOf(clouds, clouds.values.length)),
    ...columns.map((column) => bytes(clouds[column])),
    ...clouds.values.map(bytes),
  ]);
  return {
    file,
    offset,
    slots: clouds.slots,
    runStart: clouds.runStart.slice(),
    pixelStart: clouds.pixelStart.slice(),
    dtypes: clouds.values.map(dtypeOf),
    box: { y: rangeOf(clouds.y), z: rangeOf(clouds.z) },
  };
}

function rangeOf(rows: Int32Array): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] < low) low = rows[i];
    if (rows[i] >= high) high = rows[i] + 1;
  }
  return [low, high];
}

/** Rows [low, high) along one axis. */
export interface RowRange {
  readonly axis: "y" | "z";
  readonly low: number;
  readonly high: number;
}

/** Reads one ROI's runs in these rows, and their values, back: what is read of a large ROI is what a slab needs. */
export function readSpilled(
  spilled: SpilledClouds,
  slot: number,
  rows: RowRange,
  store: SegmentReader,
): BlockClouds {
  checkHeader(spilled, store);
  const runs = spilled.runStart[spilled.slots];
  const pixels = spilled.pixelStart[spilled.slots];
  const firstOfRoi = spilled.runStart[slot];
  const column = (name: (typeof columns)[number], first: number, end: number): Int32Array => {
    const out = new Int32Array(end - first);
    const at = spilled.offset + headerBytes + 4 * (columns.indexOf(name) * runs + firstOfRoi + first);
    store.read(spilled.file, at, new Uint8Array(out.buffer));
    return out;
  };
  const slow = column(rows.axis, 0, spilled.runStart[slot + 1] - firstOfRoi);
  const firstRun = lowerBound(slow, slow.length, rows.low);
  const endRun = lowerBound(slow, slow.length, rows.high);
  const lengths = column("length", 0, endRun);
  const before = sum(lengths, 0, firstRun);
  const count = sum(lengths, firstRun, endRun);
  let at = spilled.offset + headerBytes + 16 * runs;
  const values = spilled.dtypes.map((dtype) => {
    const array = pixelArray(dtype, count);
    const size = bytesPerElement(dtype);
    store.read(spilled.file, at + size * (spilled.pixelStart[slot] + before), new Uint8Array(array.buffer));
    at += size * pixels;
    return array;
  });
  return {
    slots: 1,
    runStart: Int32Array.of(0, endRun - firstRun),
    pixelStart: Int32Array.of(0, count),
    x: column("x", firstRun, endRun),
    y: column("y", firstRun, endRun),
    z: column("z", firstRun, endRun),
    length: lengths.subarray(firstRun),
    values,
  };
}

function checkHeader(spilled: SpilledClouds, store: SegmentReader): void {
  const expected = headerOf(spilled, spilled.dtypes.length);
  const found = new Uint32Array(headerBytes / 4);
  store.read(spilled.file, spilled.offset, new Uint8Array(found.buffer));
  if (expected.every((word, i) => word === found[i])) return;
  throw new PixelmetryError("corrupt-input", {
    where: spilled.file,
    what: "the segment file was changed while the run was using it",
    expected: `record ${expected.join(" ")}`,
    received: found.join(" "),
    remedy: "give the run a temporary folder of its own with --temp",
  });
}

function sum(values: Int32Array, first: number, end: number): number {
  let total = 0;
  for (let i = first; i < end; i++) total += values[i];
  return total;
}

/** First index in the ascending `values[0..count)` that is not below `bound`. */
export function lowerBound(values: Int32Array, count: number, bound: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Memory that clouds take, wherever they are. */
export const heldBytes = (clouds: BlockClouds | SpilledClouds): number =>
  isSpilled(clouds) ? 4 * (clouds.runStart.length + clouds.pixelStart.length) : cloudBytes(clouds);
