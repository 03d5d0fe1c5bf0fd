/**
 * The headers of NIfTI-1 and NIfTI-2: fields by position, checked.
 * Source: nifti1.h and nifti2.h of the NIfTI Data Format Working Group.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import type { Rescale, StoredType } from "../samples/stored-type.ts";
import { headerBytes, niftiVersion } from "./signature.ts";

/** The fields of a header that matter for measuring. */
export interface NiftiHeader {
  readonly littleEndian: boolean;
  /** The samples are in a file of their own (`.hdr` and `.img`). */
  readonly detached: boolean;
  /** Position of the samples in their file, bytes. */
  readonly position: number;
  readonly type: StoredType;
  /** x, y, z, time, vector. */
  readonly size: readonly [number, number, number, number, number];
  /** pixdim[1] to pixdim[3] as stored. */
  readonly pixdim: readonly [number, number, number];
  /** Sign of the third column of the quaternion's matrix. */
  readonly qfac: 1 | -1;
  readonly rescale?: Rescale;
  /** Codes of xyzt_units: 0 unknown, 1 metre, 2 millimetre, 3 micrometre. */
  readonly lengthUnit: number;
  readonly qformCode: number;
  readonly sformCode: number;
  /** b, c, d and the offsets x, y, z. */
  readonly quaternion: readonly number[];
  /** The rows srow_x, srow_y and srow_z, four numbers each. */
  readonly sform: readonly number[];
}

const types = new Map<number, StoredType>([
  [2, { kind: "uint", bits: 8 }],
  [4, { kind: "int", bits: 16 }],
  [8, { kind: "int", bits: 32 }],
  [16, { kind: "float", bits: 32 }],
  [64, { kind: "float", bits: 64 }],
  [256, { kind: "int", bits: 8 }],
  [512, { kind: "uint", bits: 16 }],
  [768, { kind: "uint", bits: 32 }],
  [1024, { kind: "int", bits: 64 }],
  [1280, { kind: "uint", bits: 64 }],
]);

/** The NIfTI code of a number type. */
export const niftiCode = ({ kind, bits }: StoredType): number =>
  [...types].find(([, type]) => type.kind === kind && type.bits === bits)![0];

const otherTypes: Readonly<Record<number, string>> = {
  1: "bits",
  32: "complex numbers",
  128: "RGB colours",
  1536: "128-bit floating point",
  1792: "complex numbers",
  2048: "complex numbers",
  2304: "RGBA colours",
};

/**
 * Reads the header.
 * @throws PixelmetryError `corrupt-input` for impossible fields, `unsupported-format` for ANALYZE files, numbers
 *   that are not real, and more than five axes
 */
export async function readHeader(source: ByteSource): Promise<NiftiHeader> {
  const first = await readBytes(source, 0, 4);
  const { version, littleEndian } = niftiVersion(first)!;
  const bytes = await readBytes(source, 0, headerBytes[version]);
  const view = new DataView(bytes.buffer);
  const detached = checkMagic(source, bytes, version);
  const old = version === 1;
  const short = (at: number) => view.getInt16(at, littleEndian);
  const long = (at: number) => Number(view.getBigInt64(at, littleEndian));
  /** A number that is 32 bits long in NIfTI-1 and 64 in NIfTI-2, `index` places after the field. */
  const real = (at1: number, at2: number, index = 0) =>
    old ? view.getFloat32(at1 + 4 * index, littleEndian) : view.getFloat64(at2 + 8 * index, littleEndian);
  const code = (at1: number, at2: number) => (old ? short(at1) : view.getInt32(at2, littleEndian));
  const reals = (count: number, at1: number, at2: number) =>
    Array.from({ length: count }, (_, i) => real(at1, at2, i));

  const dim = Array.from({ length: 8 }, (_, i) => (old ? short(40 + 2 * i) : long(16 + 8 * i)));
  const datatype = short(old ? 70 : 12);
  const bitpix = short(old ? 72 : 14);
  const offset = old ? view.getFloat32(108, littleEndian) : long(168);
  const pixdim = reals(4, 76, 104);
  const rescale = readRescale(source, real(112, 176), real(116, 184));
  return {
    littleEndian,
    detached,
    position: dataPosition(source, offset, detached, headerBytes[version] + 4),
    type: sampleType(source, datatype, bitpix),
    size: sizes(source, dim),
    pixdim: [pixdim[1], pixdim[2], pixdim[3]],
    qfac: pixdim[0] < 0 ? -1 : 1,
    ...(rescale ? { rescale } : {}),
    lengthUnit: (old ? view.getUint8(123) : view.getInt32(500, littleEndian)) & 7,
    qformCode: code(252, 344),
    sformCode: code(254, 348),
    quaternion: reals(6, 256, 352),
    sform: reals(12, 280, 400),
  };
}

/** Whether the samples are in a file of their own. */
function checkMagic(source: ByteSource, bytes: Uint8Array, version: 1 | 2): boolean {
  const text = String.fromCharCode(...(version === 1 ? bytes.subarray(344, 348) : bytes.subarray(4, 12)));
  const tail = version === 1 ? "\0" : "\0\r\n\x1a\n";
  if (text === `n+${version}${tail}`) return false;
  if (text === `ni${version}${tail}`) return true;
  if (version === 1 && /^\0/.test(text)) {
    throw new PixelmetryError("unsupported-format", {
      what: "the file has an ANALYZE 7.5 header, which does not say where left and right are",
      where: source.name,
      expected: "NIfTI",
      remedy: "convert it to NIfTI",
    });
  }
  throw corrupt(
    source,
    "the mark of the NIfTI header is damaged",
    `n+${version} or ni${version}`,
    printable(text),
  );
}

const printable = (text: string): string => JSON.stringify(text.replace(/[^\x20-\x7e]/g, "?"));

function dataPosition(source: ByteSource, offset: number, detached: boolean, least: number): number {
  if (!detached && offset === 0) return least;
  if (Number.isSafeInteger(offset) && offset >= (detached ? 0 : least)) return offset;
  throw corrupt(
    source,
    "the position of the data in the NIfTI header is impossible",
    `at least ${detached ? 0 : least}`,
    offset,
  );
}

function sampleType(source: ByteSource, datatype: number, bitpix: number): StoredType {
  const type = types.get(datatype);
  if (type === undefined) {
    throw new PixelmetryError("unsupported-format", {
      what: "the data type of the NIfTI file is not supported",
      where: source.name,
      expected: "integers of 8 to 64 bits or floating point of 32 or 64 bits",
      received: `${otherTypes[datatype] ?? "an unknown type"}, code ${datatype}`,
      remedy: "save it with one real number per voxel",
    });
  }
  // Some writers leave bitpix 0.
  if (bitpix === 0 || bitpix === type.bits) return type;
  throw corrupt(
    source,
    "data type and bits per voxel of the NIfTI header contradict each other",
    type.bits,
    bitpix,
  );
}

function sizes(source: ByteSource, dim: readonly number[]): [number, number, number, number, number] {
  const [axes] = dim;
  if (!(axes >= 1 && axes <= 7)) {
    throw corrupt(source, "the number of axes in the NIfTI header is impossible", "1 to 7", axes);
  }
  const size = [1, 2, 3, 4, 5, 6, 7].map((i) => (i <= axes ? dim[i] : 1));
  const bad = size.findIndex((n) => !(n >= 1));
  if (bad >= 0) {
    throw corrupt(
      source,
      `the size of axis ${bad + 1} in the NIfTI header is impossible`,
      "at least 1",
      size[bad],
    );
  }
  if (size[5] * size[6] !== 1) {
    throw new PixelmetryError("unsupported-format", {
      what: "the NIfTI file has more axes than x, y, z, time and one vector",
      where: source.name,
      received: size.slice(0, axes).join(" x "),
      remedy: "save one volume per file",
    });
  }
  if (!Number.isSafeInteger(size.reduce((product, n) => product * n, 8))) {
    throw corrupt(
      source,
      "the size in the NIfTI header is impossible",
      "less than 2^50 voxels",
      size.join(" x "),
    );
  }
  return [size[0], size[1], size[2], size[3], size[4]];
}

/** A slope of 0 (or, in older files, NaN) means that samples are values. */
function readRescale(source: ByteSource, slope: number, intercept: number): Rescale | undefined {
  if (slope === 0 || !Number.isFinite(slope)) return undefined;
  if (!Number.isFinite(intercept)) {
    throw corrupt(
      source,
      "scl_slope in the NIfTI header is valid but scl_inter is not",
      "a number",
      intercept,
    );
  }
  return slope === 1 && intercept === 0 ? undefined : { slope, intercept };
}

/** The error of a header that cannot be right. */
export function corrupt(
  source: ByteSource,
  what: string,
  expected: string | number,
  received: string | number,
): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what,
    where: source.name,
    expected,
    // NaN as a word: a number that is none says little.
    received: Number.isNaN(received) ? "no number" : received,
    remedy: "copy or export the file again",
  });
}
