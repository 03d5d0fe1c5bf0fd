/**
 * Headers of NRRD files: lines `field: value`, with comments and `key:=value` pairs between them.
 * Source: "Definition of NRRD File Format", teem.sourceforge.net/nrrd/format.html.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { StoredType } from "../samples/stored-type.ts";
import { corruptText, numbers, quoted, readTextHeader, sizesOf } from "../volume/text-header.ts";

/** A header: fields by their name in lower case without spaces, and the position behind the header. */
export interface NrrdHeader {
  readonly fields: ReadonlyMap<string, string>;
  readonly end: number;
}

/** @throws PixelmetryError `corrupt-input`, `unsupported-format` for versions to come */
export async function readHeader(source: ByteSource): Promise<NrrdHeader> {
  const { lines, end } = await readTextHeader(source, (line) => line === "");
  if (!/^NRRD000[1-5]$/.test(lines[0] ?? "")) {
    throw new PixelmetryError("unsupported-format", {
      what: "the version of the NRRD file is not known",
      where: source.name,
      expected: "NRRD0001 to NRRD0005",
      received: quoted(lines[0] ?? ""),
      remedy: "save it as NRRD0004 or NRRD0005",
    });
  }
  const fields = new Map<string, string>();
  for (const line of lines.slice(1)) {
    if (line.startsWith("#") || /^[^:]*:=/.test(line)) continue;
    const at = line.indexOf(": ");
    if (at < 0) {
      // The list of data files follows its field.
      if (/^LIST\b/.test(fields.get("datafile") ?? "")) continue;
      throw corruptText(source, "a line of the NRRD header is no field", "field: value", quoted(line));
    }
    const name = line.slice(0, at).toLowerCase().replaceAll(" ", "");
    if (fields.has(name))
      throw corruptText(source, "the NRRD header states a field twice", "once", quoted(line));
    fields.set(name, line.slice(at + 2).trim());
  }
  return { fields, end };
}

/** A field that must be there. */
export function required(source: ByteSource, fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw corruptText(source, "the NRRD header lacks a field", name);
  return value;
}

/** Names of number types as C spells them, without "signed" and a trailing "int". */
const names: Readonly<Record<string, StoredType>> = {
  char: { kind: "int", bits: 8 },
  int8: { kind: "int", bits: 8 },
  uchar: { kind: "uint", bits: 8 },
  uint8: { kind: "uint", bits: 8 },
  short: { kind: "int", bits: 16 },
  int16: { kind: "int", bits: 16 },
  ushort: { kind: "uint", bits: 16 },
  uint16: { kind: "uint", bits: 16 },
  int: { kind: "int", bits: 32 },
  int32: { kind: "int", bits: 32 },
  uint: { kind: "uint", bits: 32 },
  uint32: { kind: "uint", bits: 32 },
  longlong: { kind: "int", bits: 64 },
  int64: { kind: "int", bits: 64 },
  ulonglong: { kind: "uint", bits: 64 },
  uint64: { kind: "uint", bits: 64 },
  float: { kind: "float", bits: 32 },
  double: { kind: "float", bits: 64 },
};

/** The number type of a header. @throws PixelmetryError `unsupported-format` */
export function sampleType(source: ByteSource, text: string): StoredType {
  const short = text
    .toLowerCase()
    .replace(/^signed /, "")
    .replace(/^unsigned /, "u")
    .replace(/(?<=short|long) int$/, "")
    .replace("long long", "longlong")
    .replace(/_t$/, "");
  const type = Object.hasOwn(names, short) ? names[short] : undefined;
  if (type !== undefined) return type;
  throw new PixelmetryError("unsupported-format", {
    what: "the type of the NRRD file is not supported",
    where: source.name,
    expected: "integers of 8 to 64 bits, float or double",
    received: quoted(text),
    remedy: "save it with one real number per sample",
  });
}

/** Sizes of all axes, fastest first. @throws PixelmetryError `corrupt-input` */
export function axisSizes(source: ByteSource, fields: ReadonlyMap<string, string>): number[] {
  const [dimension] = numbers(source, "dimension", required(source, fields, "dimension"), 1);
  if (!(Number.isInteger(dimension) && dimension >= 1 && dimension <= 16)) {
    throw corruptText(
      source,
      'the field "dimension" is impossible',
      "1 to 16",
      quoted(fields.get("dimension")!),
    );
  }
  return sizesOf(source, "sizes", required(source, fields, "sizes"), dimension);
}
