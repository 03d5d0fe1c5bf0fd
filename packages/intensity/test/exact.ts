/**
 * First-order statistics of whole numbers in exact arithmetic: only the last quotient is rounded.
 * @module
 */

/** Integers times N, so that the mean is one of them. */
export interface ExactMoments {
  readonly n: number;
  readonly sum: bigint;
  readonly sumOfSquares: bigint;
  /** Sum of (N x - sum of x)^k. */
  central(k: number): bigint;
}

export function exactMoments(pixels: ArrayLike<number>): ExactMoments {
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i++) counts.set(pixels[i], (counts.get(pixels[i]) ?? 0) + 1);
  const terms = [...counts].map(([value, count]) => [BigInt(value), BigInt(count)] as const);
  const n = BigInt(pixels.length);
  const total = (f: (value: bigint) => bigint): bigint =>
    terms.reduce((sum, [value, count]) => sum + count * f(value), 0n);
  const sum = total((value) => value);
  return {
    n: pixels.length,
    sum,
    sumOfSquares: total((value) => value * value),
    central: (k) => total((value) => (n * value - sum) ** BigInt(k)),
  };
}

/** a / b, rounded once (to 15 digits more than a double has). */
export function quotient(a: bigint, b: bigint): number {
  const scale = 10n ** 32n;
  return Number((a * scale) / b) / 1e32;
}
