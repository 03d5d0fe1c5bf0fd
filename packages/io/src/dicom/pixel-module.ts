/**
 * The attributes that describe pixels (PS3.3, C.7.6.3).
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { StoredType } from "../samples/stored-type.ts";
import { integerRange } from "../samples/stored-type.ts";
import type { Dataset, DicomFile, Tag, ValuePlace } from "./dataset.ts";
import { bigEndianSyntax, type PixelCoding, pixelCoding } from "./transfer-syntax.ts";

/** Size and type of the frames of a file. */
export interface PixelModule {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  readonly type: StoredType;
  /** Bits that count, the low ones; the others may hold anything. */
  readonly bits: number;
  /** Least and largest value that these bits can hold; undefined for floating point. */
  readonly range: readonly [number, number] | undefined;
  readonly coding: PixelCoding;
  readonly littleEndian: boolean;
  readonly place: ValuePlace;
}

/** @throws PixelmetryError `corrupt-input`, `unsupported-format` */
export function pixelModule(file: DicomFile): PixelModule {
  const { data, source } = file;
  const where = source.name;
  const coding = pixelCoding(source, file.syntax);
  const [element, place] = pixelElement(data, where);
  const columns = dimension(data, "x00280011", "columns", where);
  const rows = dimension(data, "x00280010", "rows", where);
  const frames = data.decimal("x00280008") ?? 1;
  if (!(Number.isSafeInteger(frames) && frames >= 1)) {
    throw impossible(where, "number of frames", "at least 1", data.text("x00280008"));
  }
  checkGrey(data, where);
  const { type, bits } = sampleType(data, element, where);
  if (coding !== "raw" && !place.encapsulated) {
    throw impossible(where, "coding of the pixel data", "compressed fragments", "uncompressed pixels");
  }
  if (coding === "raw" && place.encapsulated) {
    throw impossible(where, "coding of the pixel data", "uncompressed pixels", "compressed fragments");
  }
  const littleEndian = file.syntax !== bigEndianSyntax;
  if (!littleEndian && type.bits === 8 && place.vr === "OW") {
    throw new PixelmetryError("unsupported-format", {
      what: "8-bit pixels in big-endian words are not supported",
      where,
      remedy: "convert the file to Explicit VR Little Endian",
    });
  }
  const half = 2 ** (bits - 1);
  const range =
    integerRange(type) && (type.kind === "int" ? ([-half, half - 1] as const) : ([0, 2 * half - 1] as const));
  return { columns, rows, frames, type, bits, range, coding, littleEndian, place };
}

type Element = "integers" | "float" | "double";

function pixelElement(data: Dataset, where: string): readonly [Element, ValuePlace] {
  for (const [tag, element] of [
    ["x7fe00010", "integers"],
    ["x7fe00008", "float"],
    ["x7fe00009", "double"],
  ] as const) {
    const place = data.place(tag);
    if (place !== undefined) return [element, place];
  }
  throw new PixelmetryError("unsupported-format", {
    what: "the DICOM file holds no image",
    where,
    remedy: "name the files of an image series",
    data: { sopClass: data.text("x00080016") },
  });
}

function dimension(data: Dataset, tag: Tag, name: string, where: string): number {
  const value = data.uint16(tag);
  if (value !== undefined && value >= 1) return value;
  throw impossible(where, `number of ${name}`, "at least 1", value ?? "no value");
}

function checkGrey(data: Dataset, where: string): void {
  const samples = data.uint16("x00280002") ?? 1;
  const photometric = data.text("x00280004");
  // MONOCHROME1 is shown inverted, palette colours are looked up; both are used as stored.
  if (samples === 1 && /^(MONOCHROME[12]|PALETTE COLOR|)$/.test(photometric)) return;
  throw new PixelmetryError("unsupported-format", {
    what: "the DICOM file is a colour image",
    where,
    expected: "one grey value per pixel",
    received: `${/^[A-Z0-9_ ]+$/.test(photometric) ? photometric : "colours"}, ${samples} samples per pixel`,
    remedy: "convert it to grey values",
  });
}

function sampleType(data: Dataset, element: Element, where: string): { type: StoredType; bits: number } {
  if (element === "float") return { type: { kind: "float", bits: 32 }, bits: 32 };
  if (element === "double") return { type: { kind: "float", bits: 64 }, bits: 64 };
  const allocated = data.uint16("x00280100");
  const kind = data.uint16("x00280103") === 1 ? "int" : "uint";
  if (allocated !== 8 && allocated !== 16 && allocated !== 32) {
    throw new PixelmetryError("unsupported-format", {
      what: "the bits per pixel of the DICOM file are not supported",
      where,
      expected: "8, 16 or 32 bits",
      received: allocated ?? "no value",
      remedy: "convert it to 16 bits",
    });
  }
  const bits = data.uint16("x00280101") ?? allocated;
  const high = data.uint16("x00280102") ?? bits - 1;
  if (!(bits >= 1 && bits <= allocated))
    throw impossible(where, "number of stored bits", `1 to ${allocated}`, bits);
  if (high !== bits - 1) {
    throw new PixelmetryError("unsupported-format", {
      what: "the pixels of the DICOM file are not in the low bits of their words",
      where,
      expected: `highest bit ${bits - 1}`,
      received: high,
      remedy: "convert the file",
    });
  }
  return { type: { kind, bits: allocated }, bits };
}

/** The error of an attribute that cannot be right. */
export function impossible(
  where: string,
  what: string,
  expected: string | number,
  received: string | number,
): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what: `the ${what} in the DICOM file is impossible`,
    where,
    expected,
    received:
      typeof received === "string"
        ? JSON.stringify(received.slice(0, 60).replace(/[^\x20-\x7e]/g, "?"))
        : received,
    remedy: "copy or export the file again",
  });
}
