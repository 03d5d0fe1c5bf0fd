/**
 * Seeded random numbers: every scene and every order in the testkit follows from a seed.
 * @module
 */

/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** The mulberry32 generator: 32 bits of state, full period, good enough to draw scenes with. */
export function mulberry32(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number in [low, high]. */
export const randomInteger = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A shuffled copy (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = randomInteger(random, 0, i);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** Ascending boundaries from 0 to `length` that make about `parts` uneven parts, none of them empty. */
export function unevenCuts(length: number, parts: number, random: Random): number[] {
  const inner = new Set<number>();
  for (let i = 1; i < parts && length > 1; i++) inner.add(randomInteger(random, 1, length - 1));
  return [0, ...[...inner].sort((a, b) => a - b), length];
}
