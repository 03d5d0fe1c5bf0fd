/**
 * Segment records: pixel clouds of a block on disk. A record is self-describing (magic, version, counts), so
 * a file left by a crash is recognised, and any ROI's part of it is read without the rest.
 * @module
 */
import { type BlockClouds, cloudBytes } from "./block-clouds.ts";
import { PixelmetryError } from "./errors.ts";
import { bytesPerElement, type DType, dtypeOf, pixelArray } from "./pixels.ts";

/** Append-only storage for segment records; synchronous, because it is used between two slabs. */
export interface SpillStore {
  /** Appends the parts back to back and returns where they start. */
  append(parts: readonly Uint8Array[]): { readonly file: string; readonly offset: number };
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
}

export const isSpilled = (clouds: BlockClouds | SpilledClouds): clouds is SpilledClouds => "file" in clouds;

const magic = 0x47455350; // "PSEG"
const version = 1;
const headerBytes = 24;

/** Header: magic, version, ROIs, runs, pixels, channels (uint32 each), then x, y, z, length, values. */
export function spillClouds(clouds: BlockClouds, store: SpillStore): SpilledClouds {
  const runs = clouds.runStart[clouds.slots];
  const pixels = clouds.pixelStart[clouds.slots];
  const header = new Uint32Array([magic, version, clouds.slots, runs, pixels, clouds.values.length]);
  const bytes = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const { file, offset } = store.append([
    bytes(header),
    ...[clouds.x, clouds.y, clouds.z, clouds.length, ...clouds.values].map(bytes),
  ]);
  return {
    file,
    offset,
    slots: clouds.slots,
    runStart: clouds.runStart.slice(),
    pixelStart: clouds.pixelStart.slice(),
    dtypes: clouds.values.map(dtypeOf),
  };
}

/** Reads the runs and values of one ROI back. */
export function readSpilled(spilled: SpilledClouds, slot: number, store: SpillStore): BlockClouds {
  const header = new Uint32Array(headerBytes / 4);
  store.read(spilled.file, spilled.offset, new Uint8Array(header.buffer));
  const [foundMagic, foundVersion, slots, runs, pixels] = header;
  if (foundMagic !== magic || foundVersion !== version || slots !== spilled.slots) {
    throw new PixelmetryError("corrupt-input", {
      where: spilled.file,
      what: "the segment file was changed while the run was using it",
      expected: `record version ${version}`,
      received: `${foundMagic?.toString(16)}/${foundVersion}`,
      remedy: "give the run a temporary folder of its own with --temp",
    });
  }
  const firstRun = spilled.runStart[slot];
  const firstPixel = spilled.pixelStart[slot];
  const runCount = spilled.runStart[slot + 1] - firstRun;
  const pixelCount = spilled.pixelStart[slot + 1] - firstPixel;
  const columns = Array.from({ length: 4 }, (_, c) => {
    const column = new Int32Array(runCount);
    const at = spilled.offset + headerBytes + 4 * (c * runs! + firstRun);
    store.read(spilled.file, at, new Uint8Array(column.buffer));
    return column;
  });
  let at = spilled.offset + headerBytes + 16 * runs!;
  const values = spilled.dtypes.map((dtype) => {
    const array = pixelArray(dtype, pixelCount);
    const size = bytesPerElement(dtype);
    store.read(spilled.file, at + size * firstPixel, new Uint8Array(array.buffer));
    at += size * pixels!;
    return array;
  });
  return {
    slots: 1,
    runStart: Int32Array.of(0, runCount),
    pixelStart: Int32Array.of(0, pixelCount),
    x: columns[0],
    y: columns[1],
    z: columns[2],
    length: columns[3],
    values,
  };
}

/** Memory that clouds take, wherever they are. */
export const heldBytes = (clouds: BlockClouds | SpilledClouds): number =>
  isSpilled(clouds) ? 4 * (clouds.runStart.length + clouds.pixelStart.length) : cloudBytes(clouds);
