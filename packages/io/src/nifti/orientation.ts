/**
 * From the fields of a NIfTI header to lengths and position: pixdim, units, qform and sform.
 * @module
 */
import type { Placement, Spacing, Vector } from "../source.ts";
import { type Affine, mostSkew, placementOf, scale, turnAround } from "../volume/placement.ts";
import type { NiftiHeader } from "./header.ts";

/** Spacing, placement and what is to be said about them. */
export interface NiftiGeometry {
  readonly spacing: Spacing;
  readonly placement?: Placement;
  readonly notes: readonly string[];
}

/** Pixdim and sform are 32-bit numbers from different programs; a real difference is larger. */
const sameStep = 1e-3;

/**
 * Geometry of a header. Lengths are those of pixdim; the sform says where the grid lies, the qform where there is
 * no sform. A header without unit is in millimetres, as all programs take it, unless it states nothing at all.
 */
export function niftiGeometry(header: NiftiHeader): NiftiGeometry {
  const notes: string[] = [];
  const spacing = spacingOf(header, notes);
  const toMm = header.lengthUnit === 1 ? 1000 : header.lengthUnit === 3 ? 1e-3 : 1;
  const sform = header.sformCode > 0 ? placementOf(sformMatrix(header)) : undefined;
  const qform = header.qformCode > 0 ? placementOf(qformMatrix(header)) : undefined;
  if (header.sformCode > 0 && sform === undefined)
    notes.push("the sform of the header is no orientation and is ignored");
  if (header.qformCode > 0 && qform === undefined)
    notes.push("the qform of the header is no orientation and is ignored");
  const chosen = sform ?? qform;
  if (chosen === undefined) return { spacing, notes };
  const { steps, skew } = chosen;
  if (skew > mostSkew)
    notes.push("the axes of the volume are not perpendicular; they are measured as if they were");
  const given = header.pixdim.map(Math.abs);
  if (sform && given.some((d, i) => header.size[i] > 1 && Math.abs(d - steps[i]) > sameStep * steps[i])) {
    notes.push(
      `the sform of the header states steps of ${steps.map(short).join(" x ")}, pixdim ${given.map(short).join(" x ")}; pixdim is used`,
    );
  }
  const { origin, directions } = chosen.placement;
  return {
    spacing,
    placement: {
      origin: turnAround(scale(origin, toMm)),
      directions: [turnAround(directions[0]), turnAround(directions[1]), turnAround(directions[2])],
    },
    notes,
  };
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

function spacingOf(
  { pixdim, size, lengthUnit, qformCode, sformCode }: NiftiHeader,
  notes: string[],
): Spacing {
  const pixels: Spacing = { x: 1, y: 1, z: 1, unit: "pixel" };
  const steps = pixdim.map(Math.abs);
  // An axis of one pixel may leave its step 0.
  const [x, y, z] = steps.map((step, i) => (size[i] === 1 && step === 0 ? 1 : step));
  if (![x, y, z].every((step) => step > 0 && Number.isFinite(step))) {
    notes.push(`the voxel size ${pixdim.join(" x ")} in the header is impossible: lengths are in pixels`);
    return pixels;
  }
  if (lengthUnit === 1) return { x: 1000 * x, y: 1000 * y, z: 1000 * z, unit: "mm" };
  if (lengthUnit === 3) return { x, y, z, unit: "um" };
  if (lengthUnit !== 2) {
    if (x === 1 && y === 1 && z === 1 && qformCode <= 0 && sformCode <= 0) return pixels;
    notes.push("the header names no unit of length: millimetres are assumed");
  }
  return { x, y, z, unit: "mm" };
}

function sformMatrix({ sform: m, size }: NiftiHeader): Affine {
  const column = (i: number): Vector => [m[i], m[4 + i], m[8 + i]];
  const columns = [column(0), column(1), column(2)] as const;
  // A 2D image may leave the third column empty: any perpendicular one does.
  if (size[2] === 1 && columns[2].every((value) => value === 0)) {
    const [[a, b, c], [d, e, f]] = columns;
    return {
      columns: [columns[0], columns[1], [b * f - c * e, c * d - a * f, a * e - b * d]],
      origin: column(3),
    };
  }
  return { columns, origin: column(3) };
}

/** The rotation of a unit quaternion (a, b, c, d), a ≥ 0, of which the header stores b, c and d. */
function qformMatrix({ quaternion, qfac }: NiftiHeader): Affine {
  let [b, c, d] = quaternion;
  const rest = 1 - (b * b + c * c + d * d);
  // Rounding may leave a half turn a little more than a unit quaternion.
  const norm = rest < 1e-7 ? Math.sqrt(b * b + c * c + d * d) : 1;
  [b, c, d] = [b / norm, c / norm, d / norm];
  const a = rest < 1e-7 ? 0 : Math.sqrt(rest);
  const third: Vector = [2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c];
  return {
    columns: [
      [a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)],
      [2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)],
      scale(third, qfac),
    ],
    origin: [quaternion[3], quaternion[4], quaternion[5]],
  };
}
