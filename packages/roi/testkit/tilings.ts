/**
 * Ways to cut an image into blocks.
 * @module
 */
import type { BlockBox } from "../src/block-grid.ts";
import { mulberry32, unevenCuts } from "./random.ts";

type Size = readonly [width: number, height: number, depth: number];

/** The image as one block. */
export const oneBlock = (size: Size): BlockBox[] => gridOf([0, size[0]], [0, size[1]], [0, size[2]]);

/** An uneven grid of about `parts` blocks along every axis. */
export function unevenBlocks(size: Size, parts: number, seed: number): BlockBox[] {
  const random = mulberry32(seed);
  const [x, y, z] = size.map((length) => unevenCuts(length, parts, random)) as [number[], number[], number[]];
  return gridOf(x, y, z);
}

/** One row of one plane per block. */
export const oneRowBlocks = ([width, height, depth]: Size): BlockBox[] =>
  gridOf([0, width], everyIndex(height), everyIndex(depth));

/** Narrow columns: every run of more than three pixels is cut. */
export const narrowBlocks = ([width, height, depth]: Size): BlockBox[] => {
  const cuts = everyIndex(width).filter((x) => x % 3 === 0 || x === width);
  return gridOf(cuts, [0, height], [0, depth]);
};

/** Block grids with uneven, tiny, flat and narrow blocks; the first is one block. */
export const tilings = (size: Size): BlockBox[][] => [
  oneBlock(size),
  unevenBlocks(size, 3, 11),
  unevenBlocks(size, 9, 12),
  oneRowBlocks(size),
  narrowBlocks(size),
];

const everyIndex = (length: number): number[] => Array.from({ length: length + 1 }, (_, i) => i);

/** Blocks between ascending boundaries, in raster order. */
function gridOf(xs: readonly number[], ys: readonly number[], zs: readonly number[]): BlockBox[] {
  const blocks: BlockBox[] = [];
  for (let k = 1; k < zs.length; k++) {
    for (let j = 1; j < ys.length; j++) {
      for (let i = 1; i < xs.length; i++) {
        const [x, y, z] = [xs[i - 1], ys[j - 1], zs[k - 1]];
        const index = blocks.length;
        blocks.push({ index, x, y, z, width: xs[i] - x, height: ys[j] - y, depth: zs[k] - z });
      }
    }
  }
  return blocks;
}
