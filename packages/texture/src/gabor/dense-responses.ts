/**
 * Responses of Gabor filters whose envelope is oblong and oblique: a sum over half of the kernel at every pixel.
 * @module
 */
import type { Scratch, Slab } from "@pixelmetry/roi";
import type { DenseKernel } from "./kernel.ts";
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

/** Magnitudes at the owned pixels of the slab, which sees `background` outside the ROI; there is no mirror image. */
export function denseResponses(
  { radius, even, odd, sum }: DenseKernel,
  slab: Slab,
  background: number,
  scratch: Scratch,
  visit: Visit,
): void {
  const mark = scratch.mark();
  const width = slab.roi.x1 - slab.roi.x0;
  const source = scratch.float64(width + 2 * radius);
  const window = emptyWindow(radius, width + 2 * radius, scratch);
  const power = scratch.float64(width);
  const shift = background * sum;
  const painted: PaintedRow = { from: 0, to: 0, next: 0 };
  const { runs } = slab;
  let own = slab.ownedFirst;
  for (let y = slab.first - radius; y < slab.end + radius; y++) {
    paintRow(slab, painted.next, y, background, source, radius, painted);
    const at = rowAt(window, y);
    window.data.set(source, at);
    keepRow(window, at);
    const row = y - radius;
    if (row < slab.first) continue;
    const centre = centreOf(window, row) + radius;
    for (; own < slab.ownedEnd && runs.y[own] === row; own++) {
      const length = runs.length[own];
      filterPixels(even, odd, radius, window, centre + runs.x[own], length, shift, power);
      visit(length, power, power);
    }
  }
  scratch.release(mark);
}

function filterPixels(
  even: Float64Array,
  odd: Float64Array,
  radius: number,
  { data, pitch }: Window,
  at: number,
  length: number,
  shift: number,
  power: Float64Array,
): void {
  for (let i = 0; i < length; i++) {
    const c = at + i;
    let re = even[0] * data[c] + shift;
    let im = 0;
    let n = 1;
    for (let k = 1; k <= radius; k++, n++) {
      re += even[n] * (data[c + k] + data[c - k]);
      im += odd[n] * (data[c + k] - data[c - k]);
    }
    for (let y = 1; y <= radius; y++) {
      const below = c + y * pitch;
      const above = c - y * pitch;
      for (let x = -radius; x <= radius; x++, n++) {
        re += even[n] * (data[below + x] + data[above - x]);
        im += odd[n] * (data[below + x] - data[above - x]);
      }
    }
    power[i] = re * re + im * im;
  }
}
