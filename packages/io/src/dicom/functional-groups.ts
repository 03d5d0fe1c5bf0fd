/**
 * Attributes of single frames: in the functional groups of enhanced files, or in the file itself.
 * @module
 */
import type { Rescale } from "../samples/stored-type.ts";
import type { Vector } from "../source.ts";
import type { Dataset, Tag } from "./dataset.ts";
import { impossible } from "./pixel-module.ts";

/** What a frame says about where it lies and what its samples mean. */
export interface FrameAttributes {
  /** Centre of the first pixel, millimetres, LPS. */
  readonly position?: Vector;
  /** Directions along a row (x) and along a column (y). */
  readonly orientation?: readonly [Vector, Vector];
  /** Distances along y and x, millimetres. */
  readonly pixelSpacing?: readonly [y: number, x: number];
  /** Distance to the next slice that the file states, or the thickness of the slice. */
  readonly step?: number;
  readonly rescale?: Rescale;
}

/** Reads the attributes of every frame. @throws PixelmetryError `corrupt-input` for numbers that are none */
export function frameAttributes(data: Dataset, frames: number, where: string): FrameAttributes[] {
  const shared = data.items("x52009229")[0];
  const own = data.items("x52009230");
  const offsets = data.decimals("x3004000c");
  const classic = frames === 1 || own.length === 0;
  return Array.from({ length: frames }, (_, i) => {
    /** The group that holds a macro: that of the frame, that of all frames, the file. */
    const group = (sequence: Tag): Dataset =>
      own[i]?.items(sequence)[0] ?? shared?.items(sequence)[0] ?? data;
    const position = vector(group("x00209113"), "x00200032", 3, where);
    const orientation = vector(group("x00209116"), "x00200037", 6, where);
    const measures = group("x00289110");
    const pixelSpacing = vector(measures, "x00280030", 2, where);
    if (pixelSpacing?.some((length) => !(length > 0))) {
      throw impossible(where, "pixel size", "positive numbers", measures.text("x00280030"));
    }
    const step = measures.decimal("x00180088") ?? measures.decimal("x00180050");
    const rescale = rescaleOf(group("x00289145"), where);
    // Several frames in one place: only a dose grid says how far apart they are.
    const placed =
      position && frames > 1 && classic ? doseposition(position, orientation, offsets, i, frames) : position;
    return {
      ...(placed ? { position: placed as unknown as Vector } : {}),
      ...(orientation ? { orientation: [axis(orientation, 0), axis(orientation, 3)] as const } : {}),
      ...(pixelSpacing ? { pixelSpacing: [pixelSpacing[0], pixelSpacing[1]] as const } : {}),
      ...(step !== undefined && step > 0 ? { step } : {}),
      ...(rescale ? { rescale } : {}),
    };
  });
}

const axis = (v: readonly number[], at: number): Vector => [v[at], v[at + 1], v[at + 2]];

/** GridFrameOffsetVector of RT Dose: offsets from the first frame along the normal of the frames. */
function doseposition(
  position: readonly number[],
  orientation: readonly number[] | undefined,
  offsets: readonly number[],
  frame: number,
  frames: number,
): number[] | undefined {
  if (orientation === undefined || offsets.length !== frames) return undefined;
  const [a, b] = [axis(orientation, 0), axis(orientation, 3)];
  const normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  // The vector may start at 0, or at the coordinate of the first frame.
  return position.map((value, k) => value + (offsets[frame] - offsets[0]) * normal[k]);
}

function vector(data: Dataset, tag: Tag, count: number, where: string): number[] | undefined {
  if (!data.has(tag)) return undefined;
  const values = data.decimals(tag);
  if (values.length === count && values.every(Number.isFinite)) return values;
  throw impossible(
    where,
    `attribute (${tag.slice(1, 5)},${tag.slice(5)})`,
    `${count} numbers`,
    data.text(tag),
  );
}

/** Rescale slope and intercept, or the scaling of a dose; undefined when samples are values. */
function rescaleOf(data: Dataset, where: string): Rescale | undefined {
  const dose = data.decimals("x3004000e");
  const slope = dose.length > 0 ? dose[0] : (data.decimal("x00281053") ?? 1);
  const intercept = dose.length > 0 ? 0 : (data.decimal("x00281052") ?? 0);
  // A slope of 0 would make all pixels equal.
  if (!Number.isFinite(slope) || !Number.isFinite(intercept) || slope === 0) {
    throw impossible(
      where,
      "rescale slope or intercept",
      "numbers, the slope not 0",
      `${data.text("x00281053")}, ${data.text("x00281052")}`,
    );
  }
  return slope === 1 && intercept === 0 ? undefined : { slope, intercept };
}
