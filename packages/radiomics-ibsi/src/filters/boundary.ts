import type { Boundary } from "./spec.ts";

/**
 * Where the voxels `-before … size - 1 + after` of a line are read from; -1 stands for 0.
 * The mirror repeats the edge voxel: d c b a | a b c d | d c b a.
 */
export function boundaryIndices(
  boundary: Boundary,
  size: number,
  before: number,
  after: number = before,
): Int32Array {
  const out = new Int32Array(before + size + after);
  for (let i = 0; i < out.length; i++) {
    const at = i - before;
    if (at >= 0 && at < size) out[i] = at;
    else if (boundary === "zero") out[i] = -1;
    else if (boundary === "nearest") out[i] = at < 0 ? 0 : size - 1;
    else if (boundary === "periodic") out[i] = modulo(at, size);
    else {
      const folded = modulo(at, 2 * size);
      out[i] = folded < size ? folded : 2 * size - 1 - folded;
    }
  }
  return out;
}

const modulo = (a: number, n: number): number => ((a % n) + n) % n;
