import { Scratch } from "@pixelmetry/roi";
import fc from "fast-check";
import { expect, test } from "vitest";

const kinds = ["uint8", "uint16", "uint32", "int32", "float64"] as const;

test("arrays are zeroed and never overlap those still in use", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom(...kinds), length: fc.oneof(fc.nat(40), fc.nat(300_000)) }),
    fc.constantFrom("mark" as const, "release" as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const scratch = new Scratch();
      const marks: { mark: ReturnType<Scratch["mark"]>; live: number }[] = [];
      const live: { array: ArrayLike<number> & { fill(value: number): unknown }; stamp: number }[] = [];
      let stamp = 0;
      for (const action of steps) {
        if (action === "mark") marks.push({ mark: scratch.mark(), live: live.length });
        else if (action === "release") {
          const last = marks.pop();
          if (last === undefined) continue;
          scratch.release(last.mark);
          live.length = last.live;
        } else {
          const array = scratch[action.kind](action.length);
          expect(array.length).toBe(action.length);
          if (Array.prototype.some.call(array, (value: number) => value !== 0)) throw new Error("not zeroed");
          stamp = (stamp % 100) + 1;
          array.fill(stamp);
          live.push({ array, stamp });
        }
        for (const { array, stamp: expected } of live) {
          for (let i = 0; i < array.length; i += Math.max(1, array.length >> 4))
            expect(array[i]).toBe(expected);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("uses released memory again", () => {
  const scratch = new Scratch();
  for (let i = 0; i < 1000; i++) {
    const mark = scratch.mark();
    scratch.float64(10_000);
    scratch.uint8(3_000_000);
    scratch.release(mark);
  }
  expect(scratch.bytes).toBeLessThan(8_000_000);
});
