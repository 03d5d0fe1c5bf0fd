/**
 * Runs: maximal horizontal stretches of one label. The only loop over label pixels in the project.
 * @module
 */
import { PixelmetryError } from "./errors.ts";
import type { LabelIndex } from "./label-index.ts";
import type { PixelArray } from "./pixels.ts";

/** Runs in raster order (z, y, x), structure of arrays; only the first `count` entries are valid. */
export interface Runs {
  count: number;
  /** Row of the ROI in the states of this block. */
  slot: Int32Array;
  /** Image coordinates of the first pixel. */
  x: Int32Array;
  y: Int32Array;
  z: Int32Array;
  /** Pixels. */
  length: Int32Array;
  /** Index of the first pixel in the block's dense arrays. */
  offset: Int32Array;
}

/** Largest label: tables store labels as unsigned 32-bit integers. */
export const maxLabel = 4294967295;

/** Empty runs with room for `capacity`. */
export function createRuns(capacity: number): Runs {
  return {
    count: 0,
    slot: new Int32Array(capacity),
    x: new Int32Array(capacity),
    y: new Int32Array(capacity),
    z: new Int32Array(capacity),
    length: new Int32Array(capacity),
    offset: new Int32Array(capacity),
  };
}

function grow(runs: Runs): void {
  for (const column of ["slot", "x", "y", "z", "length", "offset"] as const) {
    const wider = new Int32Array(runs[column].length * 2);
    wider.set(runs[column]);
    runs[column] = wider;
  }
}

/** Where a dense box of labels lies in the image. */
export interface BoxGeometry {
  /** Image coordinates of the first owned pixel. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Owned pixels. */
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** Index of the first owned pixel, and distance between rows and planes, in the dense arrays. */
  readonly origin: number;
  readonly pitchY: number;
  readonly pitchZ: number;
}

/**
 * Finds the runs of all non-zero labels inside `box` and gives every label a slot.
 * @throws PixelmetryError `invalid-labels` for fractional, negative, NaN or too large labels
 */
export function labelRuns(labels: PixelArray, box: BoxGeometry, index: LabelIndex, where: string): Runs {
  const runs = createRuns(Math.max(64, box.height * box.depth * 4));
  const words = wordsOf(labels);
  let { slot, x: xs, y: ys, z: zs, length, offset } = runs;
  let count = 0;
  let capacity = slot.length;
  for (let dz = 0; dz < box.depth; dz++) {
    for (let dy = 0; dy < box.height; dy++) {
      const first = box.origin + dz * box.pitchZ + dy * box.pitchY;
      const end = first + box.width;
      let i = stretchEnd(labels, words, 0, first, end);
      while (i < end) {
        const label = labels[i];
        const j = stretchEnd(labels, words, label, i + 1, end);
        if (!(label > 0 && label <= maxLabel && Math.floor(label) === label)) {
          throw invalidLabel(label, box.x + i - first, box.y + dy, box.z + dz, where);
        }
        if (count === capacity) {
          runs.count = count;
          grow(runs);
          ({ slot, x: xs, y: ys, z: zs, length, offset } = runs);
          capacity = slot.length;
        }
        slot[count] = index.slotOf(label);
        xs[count] = box.x + i - first;
        ys[count] = box.y + dy;
        zs[count] = box.z + dz;
        length[count] = j - i;
        offset[count] = i;
        count++;
        i = stretchEnd(labels, words, 0, j, end);
      }
    }
  }
  runs.count = count;
  return runs;
}

/** Labels seen as 32-bit words, so that loops over them do not depend on their type. */
interface Words {
  readonly words: Int32Array;
  /** Labels in a word, as a power of two; -1 for labels of 8 bytes, which are looked at one by one. */
  readonly shift: number;
  /** What is added to the index of a label before it is divided by the labels in a word. */
  readonly base: number;
  readonly float: boolean;
}

function wordsOf(labels: PixelArray): Words {
  const size = labels.BYTES_PER_ELEMENT;
  return {
    words: new Int32Array(labels.buffer, 0, labels.buffer.byteLength >> 2),
    shift: size > 4 ? -1 : 2 - (size >> 1),
    base: labels.byteOffset / size,
    float: labels instanceof Float32Array,
  };
}

const floatBits = new Float32Array(1);
const wordOfFloat = new Int32Array(floatBits.buffer);

/** The word that is full of this label. */
function wordOf(label: number, shift: number, float: boolean): number {
  if (shift === 2) return Math.imul(label & 0xff, 0x01010101);
  if (shift === 1) return Math.imul(label & 0xffff, 0x00010001);
  if (!float) return label | 0;
  floatBits[0] = label;
  return wordOfFloat[0];
}

/** First index in [i, end) whose label is not `label`; `end` when all are. */
function stretchEnd(
  labels: PixelArray,
  { words, shift, base, float }: Words,
  label: number,
  i: number,
  end: number,
): number {
  if (shift >= 0) {
    const within = (1 << shift) - 1;
    for (; i < end && ((base + i) & within) !== 0; i++) if (labels[i] !== label) return i;
    const wanted = wordOf(label, shift, float);
    const last = (base + end) >> shift;
    let word = (base + i) >> shift;
    while (word < last && words[word] === wanted) word++;
    i = Math.max(i, (word << shift) - base);
  }
  while (i < end && labels[i] === label) i++;
  return i;
}

function invalidLabel(label: number, x: number, y: number, z: number, where: string): PixelmetryError {
  const kind = Number.isNaN(label)
    ? "NaN"
    : !Number.isFinite(label)
      ? "an infinite value"
      : label < 0
        ? `the negative value ${label}`
        : label > maxLabel
          ? `the value ${label}, which is over the largest label 4294967295`
          : `the fractional value ${label}`;
  return new PixelmetryError("invalid-labels", {
    where,
    what: `the label image holds ${kind} at pixel (${x}, ${y}${z > 0 ? `, ${z}` : ""})`,
    expected: "whole numbers from 0 (background) to 4294967295",
    remedy: "export the segmentation as an integer label image",
    data: { label, x, y, z },
  });
}

/**
 * The part of `runs` whose pixels are finite: runs are cut around NaN and infinite values.
 * Returns `runs` itself when nothing has to be cut.
 */
export function finiteRuns(runs: Runs, intensity: PixelArray): Runs {
  if (!(intensity instanceof Float32Array || intensity instanceof Float64Array)) return runs;
  let bad = 0;
  for (let r = 0; r < runs.count; r++) {
    for (let i = runs.offset[r], end = i + runs.length[r]; i < end; i++) {
      if (!Number.isFinite(intensity[i])) bad++;
    }
  }
  if (bad === 0) return runs;
  const out = createRuns(runs.count + bad);
  for (let r = 0; r < runs.count; r++) {
    const start = runs.offset[r];
    const end = start + runs.length[r];
    let i = start;
    while (i < end) {
      if (!Number.isFinite(intensity[i])) {
        i++;
        continue;
      }
      let j = i + 1;
      while (j < end && Number.isFinite(intensity[j])) j++;
      const k = out.count++;
      out.slot[k] = runs.slot[r];
      out.x[k] = runs.x[r] + (i - start);
      out.y[k] = runs.y[r];
      out.z[k] = runs.z[r];
      out.length[k] = j - i;
      out.offset[k] = i;
      i = j;
    }
  }
  return out;
}
