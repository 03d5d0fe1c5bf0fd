/**
 * The one loop of separable filters: a row as the weighted sum of `count` rows, four at a time. Rows may overlap, so
 * a convolution along the row is the same loop over shifted copies of it.
 * out[outAt … + length) = Σ weights[t] · source[starts[t] + shift … + length)
 */
export function weightedSum(
  out: Float64Array,
  outAt: number,
  source: Float64Array,
  starts: Int32Array,
  shift: number,
  weights: Float64Array,
  count: number,
  length: number,
): void {
  out.fill(0, outAt, outAt + length);
  let t = 0;
  for (; t + 4 <= count; t += 4) {
    const w0 = weights[t];
    const w1 = weights[t + 1];
    const w2 = weights[t + 2];
    const w3 = weights[t + 3];
    const a = starts[t] + shift;
    const b = starts[t + 1] + shift;
    const c = starts[t + 2] + shift;
    const d = starts[t + 3] + shift;
    for (let i = 0; i < length; i++) {
      out[outAt + i] += w0 * source[a + i] + w1 * source[b + i] + (w2 * source[c + i] + w3 * source[d + i]);
    }
  }
  for (; t < count; t++) {
    const w = weights[t];
    const a = starts[t] + shift;
    for (let i = 0; i < length; i++) out[outAt + i] += w * source[a + i];
  }
}
