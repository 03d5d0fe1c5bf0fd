/**
 * Grey values for the screen.
 * @module
 */

/** Shares of the pixels that may be darker than black and brighter than white. */
const [darker, brighter] = [0.002, 0.002];

/** Pixels looked at to find black and white. */
const sampleSize = 1 << 18;

/** Greys 0 to 1 between the percentiles of each channel; of several channels, each adds its light. */
export function greyOf(channels: readonly Float32Array[], length: number): Float32Array {
  const grey = new Float32Array(length);
  for (const values of channels) {
    const [black, white] = limits(values);
    for (let at = 0; at < length; at++) {
      const value = values[at];
      // NaN stays NaN, hence black.
      const share = white > black ? (value - black) / (white - black) : 0.5 + 0 * value;
      // What two channels show together is brighter than either, and never above white.
      const light = share > 0 ? Math.min(1, share) : 0;
      grey[at] = 1 - (1 - grey[at]) * (1 - light);
    }
  }
  return grey;
}

function limits(values: Float32Array): [black: number, white: number] {
  const step = Math.max(1, Math.ceil(values.length / sampleSize));
  const sample: number[] = [];
  for (let at = 0; at < values.length; at += step) if (!Number.isNaN(values[at])) sample.push(values[at]);
  if (sample.length === 0) return [0, 0];
  const sorted = Float32Array.from(sample).sort();
  const last = sorted.length - 1;
  const low = sorted[Math.floor(darker * last)];
  const high = sorted[Math.ceil((1 - brighter) * last)];
  return high > low ? [low, high] : [sorted[0], sorted[last]];
}
