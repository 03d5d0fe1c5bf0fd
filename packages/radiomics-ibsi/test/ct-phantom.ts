/**
 * The images and reference values of IBSI chapter 1. They lie beside the repository on machines of contributors
 * and CI; the images of the CT phantom may not be redistributed with it.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Vector, type Volume, volume } from "../src/index.ts";

const folder = join(import.meta.dirname, "../../../../shared/ibsi");
const phantom = join(folder, "data/ibsi_1_ct_radiomics_phantom/nifti");

export const hasCtPhantom = existsSync(phantom);

export const ctImage = (): Volume => readNifti(join(phantom, "image/phantom.nii.gz"));
export const ctMask = (): Volume => readNifti(join(phantom, "mask/mask.nii.gz"));

const types: Readonly<Record<number, Float32ArrayConstructor | Uint8ArrayConstructor>> = {
  2: Uint8Array,
  16: Float32Array,
};

/** Little-endian NIfTI-1 of the two types at hand, without scaling. */
function readNifti(path: string): Volume {
  const bytes = gunzipSync(readFileSync(path));
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size: Vector = [header.getInt16(42, true), header.getInt16(44, true), header.getInt16(46, true)];
  const spacing: Vector = [
    header.getFloat32(80, true),
    header.getFloat32(84, true),
    header.getFloat32(88, true),
  ];
  const Type = types[header.getInt16(70, true)];
  if (Type === undefined) throw new Error(`${path} has a type of voxels that this reader does not know`);
  const start = bytes.byteOffset + header.getFloat32(108, true);
  const end = start + size[0] * size[1] * size[2] * Type.BYTES_PER_ELEMENT;
  return volume(new Type(bytes.buffer.slice(start, end)), { size, spacing }, path);
}

/** Rows of a table of reference values, by column. */
export const referenceTable = (name: string): Record<string, string>[] => parseCsv(join(folder, name));

function parseCsv(path: string): Record<string, string>[] {
  const [header, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n").map(cells);
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i] ?? ""])));
}

/** Cells of a line; quotes hide commas. */
const cells = (line: string): string[] =>
  [...line.trimEnd().matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
