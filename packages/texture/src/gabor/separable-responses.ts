/**
 * Responses of separable Gabor filters: squared magnitudes at the pixels of a slab, run by run. The sum behind a response
 * has the same order wherever a slab begins, so it is the same to the last bit.
 * @module
 */
import type { Scratch, Slab } from "@pixelmetry/roi";
import type { Half, SeparableKernel } from "./kernel.ts";
import {
  centreOf,
  emptyWindow,
  keepRow,
  type PaintedRow,
  paintRow,
  rowAt,
  type Visit,
  type Window,
} from "./rows.ts";

/** Magnitudes at the owned pixels of the slab, which sees `background` outside the ROI. */
export function separableResponses(
  { radius, x, y: column }: SeparableKernel,
  slab: Slab,
  background: number,
  scratch: Scratch,
  visit: Visit,
): void {
  const mark = scratch.mark();
  const width = slab.roi.x1 - slab.roi.x0;
  const height = slab.roi.y1 - slab.roi.y0;
  const source = scratch.float64(width + 2 * radius);
  const even = emptyWindow(radius, width, scratch);
  const odd = emptyWindow(radius, width, scratch);
  const [power, mirrored] = [scratch.float64(width), scratch.float64(width)];
  const oblique = !(x.isEven || column.isEven);
  const shift = background * x.sum * column.sum;
  const painted: PaintedRow = { from: 0, to: 0, next: 0 };
  const { runs } = slab;
  let own = slab.ownedFirst;
  for (let y = slab.first - radius; y < slab.end + radius; y++) {
    paintRow(slab, painted.next, y, background, source, radius, painted);
    filterRow(x, source, painted, even, odd, rowAt(even, y));
    const row = y - radius;
    if (row < slab.first) continue;
    const centre = centreOf(even, row);
    // Rows beyond the bounding box are 0.
    const reach = Math.min(radius, Math.max(row, height - 1 - row));
    for (; own < slab.ownedEnd && runs.y[own] === row; own++) {
      const length = runs.length[own];
      const at = centre + runs.x[own];
      if (x.isEven) filterColumns(column, reach, even, at, length, shift, power);
      else if (column.isEven) filterEven(column, reach, even, odd, at, length, shift, power);
      else filterOblique(column, reach, even, odd, at, length, shift, power, mirrored);
      visit(length, power, oblique ? mirrored : power);
    }
  }
  scratch.release(mark);
}

/** Filters a row along x into a row of both windows; `odds` is left alone when the kernel has no odd part. */
function filterRow(
  { even, odd, isEven }: Half,
  source: Float64Array,
  { from, to }: PaintedRow,
  evens: Window,
  odds: Window,
  at: number,
): void {
  const [a, b] = [evens.data, odds.data];
  const width = evens.pitch;
  const radius = even.length - 1;
  // Beyond the reach of the kernel everything is 0.
  const first = to > from ? Math.max(0, from - radius) : width;
  const end = to > from ? Math.min(width, to + radius) : width;
  a.fill(0, at, at + first);
  a.fill(0, at + end, at + width);
  if (isEven) {
    for (let x = first; x < end; x++) {
      const c = x + radius;
      const reach = Math.min(radius, Math.max(x - from, to - 1 - x));
      let e = even[0] * source[c];
      for (let k = 1; k <= reach; k++) e += even[k] * (source[c + k] + source[c - k]);
      a[at + x] = e;
    }
    keepRow(evens, at);
    return;
  }
  b.fill(0, at, at + first);
  b.fill(0, at + end, at + width);
  for (let x = first; x < end; x++) {
    const c = x + radius;
    const reach = Math.min(radius, Math.max(x - from, to - 1 - x));
    let e = even[0] * source[c];
    let o = 0;
    for (let k = 1; k <= reach; k++) {
      const after = source[c + k];
      const before = source[c - k];
      e += even[k] * (after + before);
      o += odd[k] * (after - before);
    }
    a[at + x] = e;
    b[at + x] = o;
  }
  keepRow(evens, at);
  keepRow(odds, at);
}

/** Filters rows without an odd part along y: `length` pixels from index `at`. */
function filterColumns(
  { even, odd, isEven }: Half,
  reach: number,
  { data, pitch }: Window,
  at: number,
  length: number,
  shift: number,
  power: Float64Array,
): void {
  for (let i = 0; i < length; i++) {
    const c = at + i;
    let e = even[0] * data[c] + shift;
    let o = 0;
    let down = c + pitch;
    let up = c - pitch;
    if (isEven) {
      for (let k = 1; k <= reach; k++, down += pitch, up -= pitch) e += even[k] * (data[down] + data[up]);
    } else {
      for (let k = 1; k <= reach; k++, down += pitch, up -= pitch) {
        e += even[k] * (data[down] + data[up]);
        o += odd[k] * (data[down] - data[up]);
      }
    }
    power[i] = e * e + o * o;
  }
}

/** Filters rows that have an odd part along x: of the wave and of its mirror image, in which that part has the other sign. */
function filterOblique(
  { even, odd }: Half,
  reach: number,
  evens: Window,
  odds: Window,
  at: number,
  length: number,
  shift: number,
  power: Float64Array,
  mirrored: Float64Array,
): void {
  const [p, q] = [evens.data, odds.data];
  const { pitch } = evens;
  for (let i = 0; i < length; i++) {
    const c = at + i;
    let pe = even[0] * p[c] + shift;
    let qe = even[0] * q[c];
    let po = 0;
    let qo = 0;
    for (let k = 1, down = c + pitch, up = c - pitch; k <= reach; k++, down += pitch, up -= pitch) {
      const e = even[k];
      const o = odd[k];
      const pd = p[down];
      const pu = p[up];
      const qd = q[down];
      const qu = q[up];
      pe += e * (pd + pu);
      po += o * (pd - pu);
      qe += e * (qd + qu);
      qo += o * (qd - qu);
    }
    power[i] = (pe - qo) * (pe - qo) + (qe + po) * (qe + po);
    mirrored[i] = (pe + qo) * (pe + qo) + (po - qe) * (po - qe);
  }
}

/** Filters rows along y by a kernel without an odd part. */
function filterEven(
  { even }: Half,
  reach: number,
  evens: Window,
  odds: Window,
  at: number,
  length: number,
  shift: number,
  power: Float64Array,
): void {
  const [p, q] = [evens.data, odds.data];
  const { pitch } = evens;
  for (let i = 0; i < length; i++) {
    const c = at + i;
    let pe = even[0] * p[c] + shift;
    let qe = even[0] * q[c];
    for (let k = 1, down = c + pitch, up = c - pitch; k <= reach; k++, down += pitch, up -= pitch) {
      const e = even[k];
      pe += e * (p[down] + p[up]);
      qe += e * (q[down] + q[up]);
    }
    power[i] = pe * pe + qe * qe;
  }
}
