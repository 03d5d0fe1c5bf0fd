/**
 * Right-angle rotations of separable kernels: permutations of the axes with flips, of determinant 1.
 * @module
 */
import type { Pooling } from "../spec.ts";
import { flipped, type Reduction, type SeparableKernel } from "./kernel.ts";

/** Where the axes of a kernel go: axis `a` of the rotated kernel is axis `from[a]`, mirrored where `flip[a]`. */
export interface Rotation {
  readonly from: readonly number[];
  readonly flip: readonly boolean[];
}

const permutations: Readonly<Record<2 | 3, readonly (readonly number[])[]>> = {
  2: [
    [0, 1],
    [1, 0],
  ],
  3: [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
    [2, 1, 0],
    [1, 0, 2],
  ],
};

/** The 4 rotations of a square or the 24 of a cube, the identity first. */
export function rotations(dimensions: 2 | 3): Rotation[] {
  const out: Rotation[] = [];
  for (const from of permutations[dimensions]) {
    const even = dimensions === 2 ? from[0] === 0 : (from[1] - from[0] + 3) % 3 === 1;
    for (let flips = 0; flips < 1 << dimensions; flips++) {
      const flip = from.map((_, axis) => (flips & (1 << axis)) !== 0);
      // An odd permutation mirrors, and so does every flip: together they must not.
      if ((flip.filter(Boolean).length % 2 === 0) === even) out.push({ from, flip });
    }
  }
  return out;
}

/** A kernel turned. */
export function rotated(kernel: SeparableKernel, { from, flip }: Rotation): SeparableKernel {
  const axes = kernel.z === undefined ? [kernel.x, kernel.y] : [kernel.x, kernel.y, kernel.z];
  const [x, y, z] = axes.map((_, to) => (flip[to] ? flipped(axes[from[to]]) : axes[from[to]]));
  return z === undefined ? { x, y } : { x, y, z };
}

/** Equal for equal kernels. */
export const kernelKey = ({ x, y, z }: SeparableKernel): string => [x.key, y.key, z?.key].join("|");

/** The distinct rotations of a kernel with the reduction that pools them; without pooling the kernel alone. */
export function rotatedBank(
  kernel: SeparableKernel,
  pooling: Pooling | undefined,
): { bank: SeparableKernel[]; reduction: Reduction } {
  if (pooling === undefined) return { bank: [kernel], reduction: { sum: 1 } };
  const distinct = new Map<string, SeparableKernel>();
  for (const rotation of rotations(kernel.z === undefined ? 2 : 3)) {
    const turned = rotated(kernel, rotation);
    distinct.set(kernelKey(turned), turned);
  }
  const bank = [...distinct.values()];
  return { bank, reduction: pooling === "max" ? "max" : { sum: 1 / bank.length } };
}
