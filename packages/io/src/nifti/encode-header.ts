/**
 * Writes headers of NIfTI-1 and NIfTI-2.
 * @module
 */
import { bytesPerElement, type DType } from "@pixelmetry/roi";
import type { ImageInfo, Placement, Vector } from "../source.ts";
import { cross, dot, scale, turnAround } from "../volume/placement.ts";
import { niftiCode } from "./header.ts";
import { headerBytes } from "./signature.ts";

/** Longest axis of NIfTI-1. */
const longestAxis = 32767;

/**
 * Header of a little-endian single file, with the four bytes that say that no extension follows. NIfTI-1 unless an
 * axis is too long for it. Position and orientation are written as sform and as qform, both as those of a scanner.
 */
export function encodeHeader(info: ImageInfo): Uint8Array {
  const { size, frames, channels, dtype, spacing } = info;
  const dim = [...size, frames, channels];
  const axes = channels > 1 ? 5 : frames > 1 ? 4 : size[2] > 1 ? 3 : 2;
  const old = dim.every((n) => n <= longestAxis);
  const length = headerBytes[old ? 1 : 2];
  const bytes = new Uint8Array(length + 4);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i));
  };
  const real = (at1: number, at2: number, values: readonly number[]) => {
    for (const [i, value] of values.entries()) {
      if (old) view.setFloat32(at1 + 4 * i, value, true);
      else view.setFloat64(at2 + 8 * i, value, true);
    }
  };
  const code = (at1: number, at2: number, value: number) => {
    if (old) view.setInt16(at1, value, true);
    else view.setInt32(at2, value, true);
  };
  view.setInt32(0, length, true);
  for (const [i, n] of [axes, ...dim, 1, 1].entries()) {
    if (old) view.setInt16(40 + 2 * i, n, true);
    else view.setBigInt64(16 + 8 * i, BigInt(n), true);
  }
  view.setInt16(old ? 70 : 12, niftiCode(storedType(dtype)), true);
  view.setInt16(old ? 72 : 14, 8 * bytesPerElement(dtype), true);
  const form = info.placement === undefined ? undefined : forms(info.placement, spacing);
  real(76, 104, [form?.qfac ?? 1, spacing.x, spacing.y, spacing.z, 1, 1, 1, 1]);
  real(112, 176, [1, 0]);
  if (old) view.setFloat32(108, bytes.length, true);
  else view.setBigInt64(168, BigInt(bytes.length), true);
  const unit = { pixel: 0, mm: 2, um: 3 }[spacing.unit];
  if (old) view.setUint8(123, unit);
  else view.setInt32(500, unit, true);
  if (form !== undefined) {
    code(252, 344, 1);
    code(254, 348, 1);
    real(256, 352, form.quaternion);
    real(280, 400, form.sform);
  }
  if (old) text(344, "n+1\0");
  else text(4, "n+2\0\r\n\x1a\n");
  return bytes;
}

const storedType = (dtype: DType) => ({
  kind: dtype.startsWith("float")
    ? ("float" as const)
    : dtype.startsWith("u")
      ? ("uint" as const)
      : ("int" as const),
  bits: (8 * bytesPerElement(dtype)) as 8 | 16 | 32 | 64,
});

/** The two ways in which NIfTI states a placement, in its own coordinates and the unit of the spacing. */
function forms(placement: Placement, { x, y, z, unit }: ImageInfo["spacing"]) {
  const toUnit = unit === "um" ? 1000 : 1;
  const origin = turnAround(scale(placement.origin, toUnit));
  const [u, v, w] = placement.directions.map(turnAround);
  const columns = [scale(u, x), scale(v, y), scale(w, z), origin];
  const sform = [0, 1, 2].flatMap((row) => columns.map((column) => column[row]));
  const qfac = dot(cross(u, v), w) < 0 ? -1 : 1;
  return { qfac, sform, quaternion: [...quaternion(u, v, scale(w, qfac)), ...origin] };
}

/** b, c and d of the unit quaternion (a ≥ 0) of a rotation given by its columns. */
function quaternion(u: Vector, v: Vector, w: Vector): Vector {
  // The largest of the four is found from the diagonal, the others from it, so that nothing small is divided by.
  const squares = [
    1 + u[0] + v[1] + w[2],
    1 + u[0] - v[1] - w[2],
    1 - u[0] + v[1] - w[2],
    1 - u[0] - v[1] + w[2],
  ];
  const most = squares.indexOf(Math.max(...squares));
  const r = Math.sqrt(squares[most]) / 2;
  const [p, q, s] = [v[2] - w[1], w[0] - u[2], u[1] - v[0]].map((value) => value / (4 * r));
  const [xy, yz, zx] = [v[0] + u[1], w[1] + v[2], u[2] + w[0]].map((value) => value / (4 * r));
  const all = [
    [r, p, q, s],
    [p, r, xy, zx],
    [q, xy, r, yz],
    [s, zx, yz, r],
  ][most];
  const sign = all[0] < 0 ? -1 : 1;
  return [sign * all[1], sign * all[2], sign * all[3]];
}
