/**
 * A plane of bits with a margin of empty ones around it.
 * @module
 */

import type { BoundaryEdges } from "../contour/boundary-edges.ts";
import { type Row, row, takeToggled } from "../contour/cell-rows.ts";

/** Bit i of word w is number 32 w + i; the pixel (x, y) has number (y + 1) pitch + x + 1. */
export interface BitGrid {
  readonly words: Uint32Array;
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
}

/** Bits, margin included, of a plane of this size. */
export const bitsOf = (width: number, height: number): number => (width + 2) * (height + 2);

/** An empty plane. */
export function bitGrid(width: number, height: number): BitGrid {
  return {
    words: new Uint32Array(Math.ceil(bitsOf(width, height) / 32) + 1),
    pitch: width + 2,
    width,
    height,
  };
}

/** The pixels within these edges. */
export function paintRegion(edges: BoundaryEdges, width: number, height: number): BitGrid {
  const grid = bitGrid(width, height);
  let pixels = row();
  let toggled = row();
  let edge = 0;
  for (let y = 0; y < height; y++) {
    const first = edge;
    while (edge < edges.count && edges.y[edge] === y) edge++;
    if (edge > first) {
      takeToggled(toggled, pixels, edges, first, edge);
      [pixels, toggled] = [toggled, pixels];
    }
    paintRow(grid, pixels, y);
  }
  return grid;
}

function paintRow({ words, pitch }: BitGrid, { count, from, to }: Row, y: number): void {
  const start = (y + 1) * pitch + 1;
  for (let i = 0; i < count; i++) {
    const end = start + to[i];
    for (let bit = start + from[i]; bit < end; ) {
      const s = bit & 31;
      const length = Math.min(32 - s, end - bit);
      words[bit >>> 5] |= (0xffffffff >>> (32 - length)) << s;
      bit += length;
    }
  }
}

/** Bits `from`, `from` + 1 and `from` + 2 as the bits 0, 1 and 2. */
export function threeBits(words: Uint32Array, from: number): number {
  const w = from >>> 5;
  const s = from & 31;
  const bits = words[w] >>> s;
  return (s > 29 ? bits | (words[w + 1] << (32 - s)) : bits) & 7;
}

/** The 3 x 3 pixels around the pixel with this number, row by row from bit 0; its own is bit 4. */
export const windowAt = ({ words, pitch }: BitGrid, at: number): number =>
  threeBits(words, at - pitch - 1) |
  (threeBits(words, at - 1) << 3) |
  (threeBits(words, at + pitch - 1) << 6);
