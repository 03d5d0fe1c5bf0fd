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

/** Arrays for the distinct values of a multiset and their multiplicities; long enough for all values. */
export interface MultisetRoom {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

const noValues: Multiset = { n: 0, values: new Float64Array(0), counts: new Float64Array(0) };

/**
 * The multiset of `values`; -0 counts as 0. Values must be finite.
 * @param room - holds the result, so that nothing is allocated; without it the result has arrays of its own
 */
export function multisetOf(values: PixelArray, scratch: Scratch, room?: MultisetRoom): Multiset {
  const n = values.length;
  if (n === 0) return noValues;
  const mark = scratch.mark();
  const result =
    values instanceof Float64Array ? ofDoubles(values, scratch, room) : ofKeys(values, scratch, room);
  scratch.release(mark);
  return result;
}

function ofDoubles(values: Float64Array, scratch: Scratch, room: MultisetRoom | undefined): Multiset {
  const sorted = scratch.float64(values.length);
  // Adding 0 makes -0 into 0.
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[i] + 0;
  sorted.sort();
  return countSorted(sorted, 0, room);
}

function ofKeys(
  values: Exclude<PixelArray, Float64Array>,
  scratch: Scratch,
  room: MultisetRoom | undefined,
): Multiset {
  const keys = scratch.uint32(values.length);
  const shift = toKeys(values, keys);
  if (values.BYTES_PER_ELEMENT <= 2) return countPlaces(keys, shift, room);
  const result = countSorted(radixSort(keys, scratch), shift, room);
  if (values instanceof Float32Array) floatsOf(result.values);
  return result;
}

/** Fills `keys`; returns what must be added to an integer key to get the value back. */
function toKeys(values: Exclude<PixelArray, Float64Array>, keys: Uint32Array): number {
  if (values instanceof Float32Array) {
    floatKeys(values, keys);
    return 0;
  }
  keys.set(values);
  if (!(values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array))
    return 0;
  const shift = 2 ** (8 * values.BYTES_PER_ELEMENT - 1);
  for (let i = 0; i < keys.length; i++) keys[i] += shift;
  return -shift;
}

/** IEEE order: positive floats sort as their bits with the sign set, negative ones as their complement. */
function floatKeys(values: Float32Array, keys: Uint32Array): void {
  new Float32Array(keys.buffer, keys.byteOffset, keys.length).set(values);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i] === 0x80000000 ? 0 : keys[i];
    keys[i] = bits >= 0x80000000 ? ~bits : bits | 0x80000000;
  }
}

/** Turns float keys back into values, in place. */
function floatsOf(keys: Float64Array): void {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    bits[0] = key >= 0x80000000 ? key - 0x80000000 : ~key;
    keys[i] = float[0];
  }
}

/** Ascending keys, in `keys` or in a scratch array of the same length. Bits that all keys share are skipped. */
function radixSort(keys: Uint32Array, scratch: Scratch): Uint32Array {
  const n = keys.length;
  let differing = 0;
  for (let i = 1; i < n; i++) differing |= keys[i] ^ keys[0];
  const end = 32 - Math.clz32(differing);
  let shift = end === 0 ? 0 : 31 - Math.clz32(differing & -differing);
  // A long array pays for the larger table, which saves a pass over it.
  const widest = n < 1 << 14 ? 8 : 11;
  const width = Math.ceil((end - shift) / Math.ceil((end - shift) / widest));
  let from = keys;
  let to = scratch.uint32(n);
  const starts = scratch.uint32(end > shift ? 1 << width : 0);
  for (; shift < end; shift += width) {
    sortByDigit(from, to, starts, shift);
    const sorted = to;
    to = from;
    from = sorted;
  }
  return from;
}

/** Stable counting sort by the digit at `shift` that indexes `starts`. */
function sortByDigit(from: Uint32Array, to: Uint32Array, starts: Uint32Array, shift: number): void {
  const mask = starts.length - 1;
  starts.fill(0);
  for (let i = 0; i < from.length; i++) starts[(from[i] >>> shift) & mask]++;
  let sum = 0;
  for (let d = 0; d <= mask; d++) {
    const count = starts[d];
    starts[d] = sum;
    sum += count;
  }
  for (let i = 0; i < from.length; i++) {
    const key = from[i];
    to[starts[(key >>> shift) & mask]++] = key;
  }
}

/**
 * Keys of 16 bits are counted without being sorted: their number at each place, one bit per place that has any,
 * and one bit per word of those bits that has any. All 0 between calls. Module constants, because the address and
 * length of such arrays are part of the compiled code, which makes the loops twice as fast.
 */
const places = new Uint32Array(1 << 16);
const occupied = new Int32Array(places.length / 32);
const occupiedWords = new Int32Array(occupied.length / 32);

function countPlaces(keys: Uint32Array, shift: number, room: MultisetRoom | undefined): Multiset {
  if (keys.length < places.length) {
    for (let i = 0; i < keys.length; i++) {
      const place = keys[i];
      places[place]++;
      occupy(place);
    }
  } else {
    // With so many keys it is cheaper to look at every place afterwards.
    for (let i = 0; i < keys.length; i++) places[keys[i]]++;
    for (let place = 0; place < places.length; place++) if (places[place] > 0) occupy(place);
  }
  const { values, counts } = room ?? roomFor(distinctPlaces());
  let at = 0;
  for (let i = 0; i < occupiedWords.length; i++) {
    for (let words = occupiedWords[i]; words !== 0; words &= words - 1) {
      const word = (i << 5) + lowestBit(words);
      for (let bits = occupied[word]; bits !== 0; bits &= bits - 1) {
        const place = (word << 5) + lowestBit(bits);
        values[at] = place + shift;
        counts[at++] = places[place];
        places[place] = 0;
      }
      occupied[word] = 0;
    }
    occupiedWords[i] = 0;
  }
  return trimmed(keys.length, values, counts, at);
}

function occupy(place: number): void {
  occupied[place >>> 5] |= 1 << place;
  occupiedWords[place >>> 10] |= 1 << (place >>> 5);
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

function distinctPlaces(): number {
  let distinct = 0;
  for (let i = 0; i < occupied.length; i++) {
    for (let bits = occupied[i]; bits !== 0; bits &= bits - 1) distinct++;
  }
  return distinct;
}

function distinctIn(sorted: Uint32Array | Float64Array): number {
  let distinct = 1;
  for (let i = 1; i < sorted.length; i++) distinct += sorted[i] === sorted[i - 1] ? 0 : 1;
  return distinct;
}

/** Counts equal neighbours; `shift` is added to every value. */
function countSorted(
  sorted: Uint32Array | Float64Array,
  shift: number,
  room: MultisetRoom | undefined,
): Multiset {
  const { values, counts } = room ?? roomFor(distinctIn(sorted));
  const distinct =
    sorted instanceof Uint32Array
      ? runEnds(sorted, values, counts)
      : runEndsOfDoubles(sorted, values, counts);
  for (let i = distinct - 1; i > 0; i--) counts[i] -= counts[i - 1];
  if (shift !== 0) for (let i = 0; i < distinct; i++) values[i] += shift;
  return trimmed(sorted.length, values, counts, distinct);
}

/** Writes each distinct key and the index after its last place; returns how many there are. */
function runEnds(sorted: Uint32Array, values: Float64Array, ends: Float64Array): number {
  let at = 0;
  let last = sorted[0];
  for (let i = 0; i < sorted.length; i++) {
    const key = sorted[i];
    // 1 when the key is a new one, without a branch: half of them are, so no processor guesses well.
    const change = key ^ last;
    at += (change | -change) >>> 31;
    values[at] = key;
    ends[at] = i + 1;
    last = key;
  }
  return at + 1;
}

function runEndsOfDoubles(sorted: Float64Array, values: Float64Array, ends: Float64Array): number {
  let at = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] !== sorted[i - 1]) at++;
    values[at] = sorted[i];
    ends[at] = i + 1;
  }
  return at + 1;
}

const roomFor = (distinct: number): MultisetRoom => ({
  values: new Float64Array(distinct),
  counts: new Float64Array(distinct),
});

const trimmed = (n: number, values: Float64Array, counts: Float64Array, distinct: number): Multiset => ({
  n,
  values: values.length === distinct ? values : values.subarray(0, distinct),
  counts: counts.length === distinct ? counts : counts.subarray(0, distinct),
});

/** Union of two multisets; may share the arrays of `a` or `b` when the other is empty. */
export function mergeMultisets(a: Multiset, b: Multiset): Multiset {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const { values, counts } = roomFor(a.values.length + b.values.length);
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < a.values.length && j < b.values.length) {
    const left = a.values[i];
    const right = b.values[j];
    values[at] = left < right ? left : right;
    let count = 0;
    if (left <= right) count += a.counts[i++];
    if (right <= left) count += b.counts[j++];
    counts[at++] = count;
  }
  const [rest, from] = i < a.values.length ? [a, i] : [b, j];
  values.set(rest.values.subarray(from), at);
  counts.set(rest.counts.subarray(from), at);
  at += rest.values.length - from;
  // Slack is given back when it is worth a copy.
  return at < values.length / 2
    ? { n: a.n + b.n, values: values.slice(0, at), counts: counts.slice(0, at) }
    : trimmed(a.n + b.n, values, counts, at);
}
