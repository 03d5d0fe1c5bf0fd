/**
 * Headers of MetaImage files: lines `Key = Value`, the last of which is ElementDataFile.
 * Source: MetaIO, "MetaImage" chapter of its documentation (itk.org/Wiki/MetaIO/Documentation).
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { StoredType } from "../samples/stored-type.ts";
import type { Placement, Spacing, Vector } from "../source.ts";
import { cross, mostSkew, placementOf } from "../volume/placement.ts";
import { corruptText, numbers, quoted, readTextHeader, sizesOf } from "../volume/text-header.ts";

/** Keys with their values, and the position behind the header. */
export interface MetaHeader {
  readonly fields: ReadonlyMap<string, string>;
  readonly end: number;
}

/** @throws PixelmetryError `corrupt-input` */
export async function readHeader(source: ByteSource): Promise<MetaHeader> {
  const { lines, end } = await readTextHeader(source, (line) => /^\s*ElementDataFile\s*[=:]/.test(line));
  const fields = new Map<string, string>();
  for (const line of lines) {
    const match = /^\s*(\w+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (match === null)
      throw corruptText(source, "a line of the MetaImage header is no field", "Key = Value", quoted(line));
    fields.set(match[1], match[2]);
  }
  return { fields, end };
}

/** A key that must be there. */
export function required(source: ByteSource, fields: ReadonlyMap<string, string>, key: string): string {
  const value = fields.get(key);
  if (value === undefined || value === "") throw corruptText(source, "the MetaImage header lacks a key", key);
  return value;
}

/** True or False; `fallback` when the key is absent. */
export function flag(
  source: ByteSource,
  fields: ReadonlyMap<string, string>,
  keys: readonly string[],
  fallback: boolean,
): boolean {
  for (const key of keys) {
    const value = fields.get(key);
    if (value === undefined) continue;
    if (/^(true|t|1|yes)$/i.test(value)) return true;
    if (/^(false|f|0|no)$/i.test(value)) return false;
    throw corruptText(source, `the key ${key} is neither true nor false`, "True or False", quoted(value));
  }
  return fallback;
}

const types: Readonly<Record<string, StoredType>> = {
  MET_CHAR: { kind: "int", bits: 8 },
  MET_UCHAR: { kind: "uint", bits: 8 },
  MET_SHORT: { kind: "int", bits: 16 },
  MET_USHORT: { kind: "uint", bits: 16 },
  MET_INT: { kind: "int", bits: 32 },
  MET_UINT: { kind: "uint", bits: 32 },
  // MetaIO stores a long in 4 bytes, whatever the machine.
  MET_LONG: { kind: "int", bits: 32 },
  MET_ULONG: { kind: "uint", bits: 32 },
  MET_LONG_LONG: { kind: "int", bits: 64 },
  MET_ULONG_LONG: { kind: "uint", bits: 64 },
  MET_FLOAT: { kind: "float", bits: 32 },
  MET_DOUBLE: { kind: "float", bits: 64 },
};

/** The number type. @throws PixelmetryError `unsupported-format` */
export function sampleType(source: ByteSource, text: string): StoredType {
  const name = text.replace(/_ARRAY$/, "");
  if (Object.hasOwn(types, name)) return types[name];
  throw new PixelmetryError("unsupported-format", {
    what: "the type of the MetaImage file is not supported",
    where: source.name,
    expected: "MET_CHAR to MET_ULONG_LONG, MET_FLOAT or MET_DOUBLE",
    received: quoted(text),
    remedy: "save it with one real number per sample",
  });
}

/** Sizes along x, y, z and time. @throws PixelmetryError `corrupt-input`, `unsupported-format` */
export function axisSizes(
  source: ByteSource,
  fields: ReadonlyMap<string, string>,
): [number, number, number, number] {
  const text = required(source, fields, "NDims");
  const count = Number(text);
  if (!(Number.isInteger(count) && count >= 1 && count <= 4)) {
    throw corruptText(
      source,
      "the number of axes in the MetaImage header is impossible",
      "1 to 4",
      quoted(text),
    );
  }
  const [x, y = 1, z = 1, t = 1] = sizesOf(source, "DimSize", required(source, fields, "DimSize"), count);
  return [x, y, z, t];
}

/** Geometry of a header; MetaImage is in LPS like DICOM, millimetres unless DistanceUnits says otherwise. */
export function metaGeometry(source: ByteSource, fields: ReadonlyMap<string, string>) {
  const axes = Number(fields.get("NDims"));
  const notes: string[] = [];
  const value = (...keys: string[]): string | undefined => keys.map((key) => fields.get(key)).find(Boolean);
  const units = /^(\?|mm|)$/i.test(fields.get("DistanceUnits") ?? "")
    ? "mm"
    : fields.get("DistanceUnits")!.toLowerCase();
  const toMm = { mm: 1, cm: 10, um: 1e-3 }[units];
  if (toMm === undefined)
    throw corruptText(source, "the key DistanceUnits is no unit", "um, mm or cm", quoted(units));
  const stepsText = value("ElementSpacing", "ElementSize");
  const spacing = spacingOf(source, stepsText, axes, units, toMm);
  const originText = value("Offset", "Position", "Origin");
  const matrixText = value("TransformMatrix", "Rotation", "Orientation");
  if (originText === undefined && matrixText === undefined) return { spacing, notes };
  const origin = numbers(source, "Offset", originText ?? new Array(axes).fill("0").join(" "), axes);
  const identity = Array.from({ length: axes * axes }, (_, i) => (i % (axes + 1) === 0 ? "1" : "0")).join(
    " ",
  );
  const matrix = numbers(source, "TransformMatrix", matrixText ?? identity, axes * axes);
  const row = (axis: number): Vector => {
    const at = axis * axes;
    return [matrix[at], axes > 1 ? matrix[at + 1] : 0, axes > 2 ? matrix[at + 2] : 0];
  };
  if (axes < 2) return { spacing, notes };
  const [x, y] = [row(0), row(1)];
  const parts = placementOf({
    columns: [x, y, axes > 2 ? row(2) : cross(x, y)],
    origin: [origin[0] * toMm, origin[1] * toMm, (origin[2] ?? 0) * toMm],
  });
  if (parts === undefined) {
    throw corruptText(
      source,
      "the TransformMatrix is no orientation",
      "independent directions",
      quoted(matrixText ?? originText!),
    );
  }
  if (parts.skew > mostSkew)
    notes.push("the axes of the volume are not perpendicular; they are measured as if they were");
  const placement: Placement = parts.placement;
  return { spacing, placement, notes };
}

function spacingOf(
  source: ByteSource,
  text: string | undefined,
  axes: number,
  units: string,
  toMm: number,
): Spacing {
  if (text === undefined) return { x: 1, y: 1, z: 1, unit: "pixel" };
  const steps = numbers(source, "ElementSpacing", text, axes);
  if (!steps.slice(0, 3).every((step) => step > 0 && Number.isFinite(step))) {
    throw corruptText(source, "the key ElementSpacing is impossible", "positive numbers", quoted(text));
  }
  const [x, y = 1, z = 1] = steps;
  if (units === "um") return { x, y, z, unit: "um" };
  return { x: x * toMm, y: y * toMm, z: z * toMm, unit: "mm" };
}
