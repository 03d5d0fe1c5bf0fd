import {
  type DType,
  type Multiset,
  mergeMultisets,
  multisetOf,
  type PixelArray,
  pixelArray,
  Scratch,
} from "@pixelmetry/roi";
import { mulberry32, type Random, randomInteger } from "@pixelmetry/roi/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const bounds: Record<DType, readonly [number, number]> = {
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 4294967295],
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
  float32: [-3.4e38, 3.4e38],
  float64: [-1.7e308, 1.7e308],
};
const dtypes = Object.keys(bounds) as DType[];

/** Distinct values in ascending order and how often each occurs, by comparison. */
function counted(values: readonly number[]): { values: number[]; counts: number[] } {
  const out = { values: [] as number[], counts: [] as number[] };
  for (const value of [...values].sort((a, b) => a - b)) {
    if (out.values.at(-1) === value) out.counts[out.counts.length - 1]++;
    else {
      out.values.push(value + 0);
      out.counts.push(1);
    }
  }
  return out;
}

const plain = ({ values, counts }: Multiset) => ({ values: [...values], counts: [...counts] });

function drawn(dtype: DType, length: number, low: number, high: number, random: Random): PixelArray {
  const values = pixelArray(dtype, length);
  const whole = !dtype.startsWith("float");
  for (let i = 0; i < length; i++)
    values[i] = whole ? randomInteger(random, low, high) : low + random() * (high - low);
  return values;
}

describe.each(dtypes)("multiset of %s", (dtype) => {
  const [low, high] = bounds[dtype];
  const scratch = new Scratch();

  test("equals sorting and counting, for any values", () => {
    const value = dtype.startsWith("float")
      ? fc.oneof(
          fc.double({ min: low, max: high, noNaN: true }),
          fc.constantFrom(0, -0, 1, -1, 5e-324, 1e-45),
        )
      : fc.oneof(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: low + 3 }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 300 }), (list) => {
        const values = pixelArray(dtype, list.length);
        values.set(list);
        const set = multisetOf(values, scratch);
        expect(set.n).toBe(list.length);
        expect(plain(set)).toEqual(counted([...values]));
      }),
    );
  });

  test("equals sorting and counting, for dense and sparse values of all lengths", () => {
    const random = mulberry32(dtype.length);
    for (const length of [1, 2, 100, 5000, 20_000]) {
      for (const range of [0, 1, 100, 3000, 1e6, 1e12]) {
        const top = Math.min(high, low + range);
        const values = drawn(dtype, length, low, top, random);
        const before = values.slice();
        const set = multisetOf(values, scratch);
        expect(plain(set)).toEqual(counted([...values]));
        expect(values).toEqual(before);
      }
    }
  });

  test("holds the extremes of the type", () => {
    const values = pixelArray(dtype, 3);
    values.set([high, low, high]);
    expect(plain(multisetOf(values, scratch))).toEqual(counted([...values]));
  });

  test("in room of its own, which is larger than needed", () => {
    const random = mulberry32(77);
    for (const range of [3, 1e9]) {
      const values = drawn(dtype, 500, low, Math.min(high, low + range), random);
      const room = { values: new Float64Array(600).fill(7), counts: new Float64Array(600).fill(7) };
      const set = multisetOf(values, scratch, room);
      expect(plain(set)).toEqual(counted([...values]));
      expect(set.values.buffer).toBe(room.values.buffer);
    }
  });
});

test("no values are an empty multiset", () => {
  expect(multisetOf(new Float32Array(0), new Scratch())).toEqual({
    n: 0,
    values: new Float64Array(0),
    counts: new Float64Array(0),
  });
});

test("a result stays as it is while scratch memory is used again", () => {
  const scratch = new Scratch();
  const set = multisetOf(Uint16Array.of(5, 1, 5), scratch);
  for (let i = 0; i < 10; i++)
    multisetOf(
      Uint32Array.from({ length: 1000 }, (_, k) => k * i),
      scratch,
    );
  expect(plain(set)).toEqual({ values: [1, 5], counts: [1, 2] });
});

test("merging equals counting everything at once", () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(fc.array(value), fc.array(value), (a, b) => {
      const scratch = new Scratch();
      const set = (list: number[]) => multisetOf(Float64Array.from(list), scratch);
      const merged = mergeMultisets(set(a), set(b));
      expect(merged.n).toBe(a.length + b.length);
      expect(plain(merged)).toEqual(counted([...a, ...b]));
    }),
  );
});
