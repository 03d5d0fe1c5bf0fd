/**
 * Slices in the order of space: position, orientation and spacing of the volume that they make up.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { Placement, Spacing, Vector } from "../source.ts";
import { cross, dot, placementOf, scale } from "../volume/placement.ts";
import type { FrameAttributes } from "./functional-groups.ts";
import type { PixelModule } from "./pixel-module.ts";

/** One slice: a frame of a file. */
export interface Slice extends FrameAttributes {
  /** Name of its file. */
  readonly where: string;
  /** Number of its file in the list of files, and of the frame in it. */
  readonly file: number;
  readonly frame: number;
  /** InstanceNumber, for files without positions. */
  readonly instance: number;
  readonly pixels: PixelModule;
}

/** Slices in order, and their geometry. */
export interface Stack {
  readonly slices: readonly Slice[];
  readonly spacing: Spacing;
  readonly placement?: Placement;
  readonly notes: readonly string[];
}

/**
 * Slices lie equally far apart when none is off its place by more than a part of the step. Positions are decimals
 * with few digits; a missing slice is off by a whole step.
 */
const offPlace = 0.1;
/** Directions are decimals, too: six digits are usual. */
const sameDirection = 1e-4;

/**
 * Sorts slices along their normal, the cross product of row and column direction.
 * @throws PixelmetryError `geometry-mismatch` for slices of different size, type or orientation, two in one place,
 *   and missing ones
 */
export function stackSlices(slices: readonly Slice[]): Stack {
  const [first] = slices;
  for (const slice of slices.slice(1)) checkSame(first, slice);
  const placed = slices.filter(({ position, orientation }) => position && orientation).length;
  if (placed === slices.length) return byPosition(slices);
  if (placed > 0) {
    const stray = slices.find(({ position, orientation }) => !position || !orientation)!;
    throw mismatch(
      stray.where,
      "the slice states no position, others of its series do",
      "a position",
      "none",
    );
  }
  return byNumber(slices);
}

function checkSame(a: Slice, b: Slice): void {
  const shape = ({ columns, rows, type, littleEndian: _ }: PixelModule) =>
    `${columns} x ${rows} ${type.kind}${type.bits}`;
  if (shape(a.pixels) !== shape(b.pixels)) {
    throw mismatch(
      b.where,
      `the slice does not have the size and type of ${a.where}`,
      shape(a.pixels),
      shape(b.pixels),
    );
  }
  const [p, q] = [a.pixelSpacing, b.pixelSpacing];
  const close = p && q ? p.every((step, i) => Math.abs(step - q[i]) <= 1e-3 * step) : p === q;
  if (!close) {
    const text = (spacing: readonly number[] | undefined) => (spacing ? `${spacing.join(" x ")} mm` : "none");
    throw mismatch(b.where, `the slice does not have the pixel size of ${a.where}`, text(p), text(q));
  }
  if (!a.orientation || !b.orientation) return;
  const turned = [0, 1].some((i) =>
    a.orientation![i].some((value, k) => Math.abs(value - b.orientation![i][k]) > sameDirection),
  );
  if (turned) {
    throw mismatch(
      b.where,
      `the slice does not have the orientation of ${a.where}`,
      a.orientation.flat().join(" "),
      b.orientation.flat().join(" "),
    );
  }
}

function byPosition(slices: readonly Slice[]): Stack {
  const [{ orientation, where }] = slices;
  const [x, y] = orientation!;
  const normal = cross(x, y);
  const length = Math.sqrt(dot(normal, normal));
  if (!(length > 0.5))
    throw mismatch(
      where,
      "the orientation of the slice is impossible",
      "two perpendicular directions",
      orientation!.flat().join(" "),
    );
  const unit = scale(normal, 1 / length);
  const along = new Map(slices.map((slice) => [slice, dot(slice.position!, unit)]));
  const sorted = [...slices].sort((a, b) => along.get(a)! - along.get(b)!);
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  const start = along.get(first)!;
  const step = sorted.length > 1 ? (along.get(last)! - start) / (sorted.length - 1) : 0;
  for (let i = 1; i < sorted.length; i++) {
    const gap = along.get(sorted[i])! - along.get(sorted[i - 1])!;
    if (!(gap > 1e-3 * step) || step === 0) {
      throw mismatch(
        sorted[i].where,
        sorted[i].where === sorted[i - 1].where
          ? "two slices lie in one place"
          : `the slice lies where ${sorted[i - 1].where} does`,
        "one slice for each position",
        `${short(along.get(sorted[i])!)} mm twice`,
        "name the files of one volume: one echo, phase or time point",
      );
    }
  }
  checkEven(sorted, along, start, step);
  const notes: string[] = [];
  const { pixelSpacing } = first;
  const z = sorted.length > 1 ? step : first.step;
  const columns = [x, y, sorted.length > 1 ? direction(first, last) : unit] as const;
  const parts = placementOf({ columns, origin: first.position! });
  if (parts && parts.skew > 1e-3)
    notes.push(
      "the slices are shifted against each other (gantry tilt); they are measured as if they were not",
    );
  if (pixelSpacing === undefined) notes.push("the file states no pixel size: lengths are in pixels");
  return {
    slices: sorted,
    spacing: pixelSpacing
      ? { x: pixelSpacing[1], y: pixelSpacing[0], z: z ?? 1, unit: "mm" }
      : { x: 1, y: 1, z: 1, unit: "pixel" },
    ...(parts && pixelSpacing ? { placement: parts.placement } : {}),
    notes,
  };
}

function direction(first: Slice, last: Slice): Vector {
  const [a, b] = [first.position!, last.position!];
  return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
}

function checkEven(
  sorted: readonly Slice[],
  along: ReadonlyMap<Slice, number>,
  start: number,
  step: number,
): void {
  const off = sorted.findIndex(
    (slice, i) => Math.abs(along.get(slice)! - start - i * step) > offPlace * step,
  );
  if (off < 0) return;
  const gaps = sorted.slice(1).map((slice, i) => ({ slice, gap: along.get(slice)! - along.get(sorted[i])! }));
  const [least, most] = [Math.min(...gaps.map(({ gap }) => gap)), Math.max(...gaps.map(({ gap }) => gap))];
  const wide = gaps.find(({ gap }) => gap === most)!;
  throw mismatch(
    wide.slice.where,
    "the slices are not equally far apart: the gap before this one is the widest",
    `${short(least)} mm`,
    `${short(most)} mm`,
    "add the missing slices, or resample the volume",
  );
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

/** Slices without positions, by number. */
function byNumber(slices: readonly Slice[]): Stack {
  const sorted = [...slices].sort((a, b) => a.instance - b.instance || a.file - b.file || a.frame - b.frame);
  const [{ pixelSpacing, step }] = sorted;
  const volume = sorted.length > 1;
  const notes = volume ? ["the files state no positions: slices are in the order of their numbers"] : [];
  if (pixelSpacing && (!volume || step !== undefined)) {
    return {
      slices: sorted,
      spacing: { x: pixelSpacing[1], y: pixelSpacing[0], z: step ?? 1, unit: "mm" },
      notes,
    };
  }
  if (pixelSpacing) notes.push("the files state no distance between slices: lengths are in pixels");
  return { slices: sorted, spacing: { x: 1, y: 1, z: 1, unit: "pixel" }, notes };
}

function mismatch(
  where: string,
  what: string,
  expected: string,
  received: string,
  remedy = "name the files of one series",
): PixelmetryError {
  return new PixelmetryError("geometry-mismatch", { where, what, expected, received, remedy });
}
