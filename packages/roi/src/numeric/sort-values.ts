/**
 * Sorting pixel values in linear time. Every type maps to unsigned integer keys that sort like the values
 * do; least-significant-digit radix passes then need no comparison.
 * @module
 */
import type { PixelArray } from "../pixels.ts";
import type { Scratch } from "../scratch.ts";

/** Distinct values in ascending order with their multiplicities. */
export interface Multiset {
  /** Total number of values. */
  readonly n: number;
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** The multiset of `values`; -0 counts as 0. Values must be finite. */
export function multisetOf(values: PixelArray, scratch: Scratch): Multiset {
  if (values.length === 0) return { n: 0, values: new Float64Array(0), counts: new Float64Array(0) };
  if (values instanceof Float64Array) return countSorted(values.map((v) => v + 0).sort());
  const mark = scratch.mark();
  const keys = scratch.uint32(values.length);
  const shift = toKeys(values, keys);
  const sorted = radixSort(keys, scratch);
  const result = values instanceof Float32Array ? countFloatKeys(sorted) : countKeys(sorted, shift);
  scratch.release(mark);
  return result;
}

/** Fills `keys`; returns what must be added to an integer key to get the value back. */
function toKeys(values: Exclude<PixelArray, Float64Array>, keys: Uint32Array): number {
  if (values instanceof Float32Array) {
    floatKeys(values, keys);
    return 0;
  }
  const shift = values instanceof Int8Array ? -128 : values instanceof Int16Array ? -32768 : values instanceof Int32Array ? -2147483648 : 0;
  if (shift === 0) keys.set(values);
  else for (let i = 0; i < values.length; i++) keys[i] = values[i] - shift;
  return shift;
}

/** IEEE order: positive floats sort as their bits with the sign set, negative ones as their complement. */
function floatKeys(values: Float32Array, keys: Uint32Array): void {
  new Float32Array(keys.buffer, keys.byteOffset, keys.length).set(values);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i] === 0x80000000 ? 0 : keys[i];
    keys[i] = bits >= 0x80000000 ? ~bits : bits | 0x80000000;
  }
}

/** Ascending keys, in `keys` or in a scratch array of the same length. Digits that all keys share are skipped. */
export function radixSort(keys: Uint32Array, scratch: Scratch): Uint32Array {
  const n = keys.length;
  let differing = 0;
  const first = keys[0];
  for (let i = 1; i < n; i++) differing |= keys[i] ^ first;
  let from = keys;
  let to = scratch.uint32(n);
  const starts = scratch.uint32(256);
  for (let digit = 0; digit < 32; digit += 8) {
    if (((differing >>> digit) & 255) === 0) continue;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(from[i] >>> digit) & 255]++;
    let sum = 0;
    for (let d = 0; d < 256; d++) {
      const count = starts[d];
      starts[d] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const key = from[i];
      to[starts[(key >>> digit) & 255]++] = key;
    }
    const sorted = to;
    to = from;
    from = sorted;
  }
  return from;
}

function distinctIn(sorted: Uint32Array | Float64Array): number {
  let distinct = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

function countKeys(sorted: Uint32Array, shift: number): Multiset {
  const distinct = distinctIn(sorted);
  const values = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let at = 0;
  values[0] = sorted[0] + shift;
  counts[0] = 1;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[i - 1]) values[++at] = sorted[i] + shift;
    counts[at]++;
  }
  return { n: sorted.length, values, counts };
}

function countFloatKeys(sorted: Uint32Array): Multiset {
  const { n, values, counts } = countKeys(sorted, 0);
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  for (let i = 0; i < values.length; i++) {
    const key = values[i];
    bits[0] = key >= 0x80000000 ? key - 0x80000000 : ~key;
    values[i] = float[0];
  }
  return { n, values, counts };
}

function countSorted(sorted: Float64Array): Multiset {
  const distinct = distinctIn(sorted);
  const values = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let at = 0;
  values[0] = sorted[0];
  counts[0] = 1;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[i - 1]) values[++at] = sorted[i];
    counts[at]++;
  }
  return { n: sorted.length, values, counts };
}

/** Union of two multisets. */
export function mergeMultisets(a: Multiset, b: Multiset): Multiset {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const capacity = a.values.length + b.values.length;
  const values = new Float64Array(capacity);
  const counts = new Float64Array(capacity);
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < a.values.length || j < b.values.length) {
    const left = i < a.values.length ? a.values[i] : Number.POSITIVE_INFINITY;
    const right = j < b.values.length ? b.values[j] : Number.POSITIVE_INFINITY;
    const value = left < right ? left : right;
    values[at] = value;
    if (left === value) counts[at] += a.counts[i++];
    if (right === value) counts[at] += b.counts[j++];
    at++;
  }
  return { n: a.n + b.n, values: values.slice(0, at), counts: counts.slice(0, at) };
}
