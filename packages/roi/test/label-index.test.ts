import { LabelIndex } from "@pixelmetry/roi";
import fc from "fast-check";
import { expect, test } from "vitest";

const label = fc.integer({ min: 1, max: 4294967295 });

test("gives consecutive slots in order of first appearance, like a Map", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(label, fc.integer({ min: 1, max: 40 })), { maxLength: 400 }), (labels) => {
      const index = new LabelIndex();
      const plain = new Map<number, number>();
      for (const one of labels) {
        if (!plain.has(one)) plain.set(one, plain.size);
        expect(index.slotOf(one)).toBe(plain.get(one));
      }
      expect(index.count).toBe(plain.size);
      expect([...index.labels.subarray(0, index.count)]).toEqual([...plain.keys()]);
      for (const [one, slot] of plain) expect(index.get(one)).toBe(slot);
    }),
  );
});

test("does not know labels it was not given", () => {
  const index = new LabelIndex();
  for (let i = 1; i <= 1000; i++) index.slotOf(i * 3);
  expect(index.get(4)).toBe(-1);
  expect(index.get(4294967295)).toBe(-1);
  expect(index.count).toBe(1000);
});

/** Labels that differ by multiples of a large power of two share the low bits of any multiplicative hash. */
test.each([1, 2 ** 8, 2 ** 16, 2 ** 20, 2 ** 24])("stays fast for labels %i apart", (step) => {
  const n = Math.min(100_000, Math.floor(4294967295 / step));
  const index = new LabelIndex();
  const start = performance.now();
  for (let i = 1; i <= n; i++) index.slotOf(i * step);
  for (let i = 1; i <= n; i++) if (index.get(i * step) !== i - 1) throw new Error(`lost ${i * step}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
