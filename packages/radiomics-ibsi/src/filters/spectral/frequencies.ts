/**
 * IBSI's frequency coordinates: -1 to 1 over the samples of an axis, centre (N - 1) / 2. With an even number of
 * samples they lie half a step off the frequencies of the transform; the benchmark depends on it.
 */
export function centredFrequencies(size: number): Float64Array {
  const centre = (size - 1) / 2;
  const out = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const i = (k + Math.floor(size / 2)) % size;
    out[k] = centre === 0 ? 0 : (i - centre) / centre;
  }
  return out;
}

/** Index of frequency -k. */
export const negatedIndex = (k: number, size: number): number => (k === 0 ? 0 : size - k);
