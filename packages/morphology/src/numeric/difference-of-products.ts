/**
 * ab - cd without cancellation: both products are split into a rounded value and its exact error.
 * @see T. J. Dekker, Numerische Mathematik 18 (1971) 224-242, doi:10.1007/BF01397083
 * @module
 */

/** Exact for integers up to 2^53 whose products stay below 2^104, up to the rounding of the result. */
export function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const p = a * b;
  const q = c * d;
  const difference = p - q;
  if (Math.abs(p) <= Number.MAX_SAFE_INTEGER && Math.abs(q) <= Number.MAX_SAFE_INTEGER) {
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isInteger(c) && Number.isInteger(d)) {
      return difference;
    }
  }
  // What `difference` lost (Knuth's two-sum), then what the two products lost.
  const back = difference - p;
  const lost = p - (difference - back) - (q + back);
  return difference + (lost + (productError(a, b, p) - productError(c, d, q)));
}

/** 2^27 + 1 splits a double into two halves whose products are exact. */
const splitter = 134217729;

/** ab - fl(ab), exactly. */
function productError(a: number, b: number, product: number): number {
  const aHigh = a * splitter - (a * splitter - a);
  const aLow = a - aHigh;
  const bHigh = b * splitter - (b * splitter - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
