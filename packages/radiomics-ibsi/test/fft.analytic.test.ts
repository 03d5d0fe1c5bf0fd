/** Transforms against the sum that defines them, for lengths of every kind. */
import { describe, expect, test } from "vitest";
import { fastLength, fftPlan } from "../src/fft/plan.ts";

/** 1, powers, radices 3 to 31 and their products, primes beyond them (Bluestein), a prime times others. */
const lengths = [1, 2, 3, 4, 5, 8, 9, 12, 17, 25, 27, 30, 31, 37, 49, 64, 97, 120, 199, 201, 256];

const lines = 3;

function noise(length: number): { re: Float64Array; im: Float64Array } {
  let state = length;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 31 - 1;
  };
  return {
    re: Float64Array.from({ length: length * lines }, next),
    im: Float64Array.from({ length: length * lines }, next),
  };
}

describe.for(lengths)("length %i", (n) => {
  test("is the defining sum, line by line", () => {
    const { re, im } = noise(n);
    const out = { re: re.slice(), im: im.slice() };
    fftPlan(n, lines + 2).forward(out, lines);
    let largest = 0;
    for (let b = 0; b < lines; b++) {
      for (let k = 0; k < n; k++) {
        let [sumRe, sumIm] = [0, 0];
        for (let j = 0; j < n; j++) {
          const angle = (-2 * Math.PI * ((j * k) % n)) / n;
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          sumRe += re[j * lines + b]! * c - im[j * lines + b]! * s;
          sumIm += re[j * lines + b]! * s + im[j * lines + b]! * c;
        }
        const i = k * lines + b;
        largest = Math.max(largest, Math.abs(out.re[i]! - sumRe), Math.abs(out.im[i]! - sumIm));
      }
    }
    // Terms are at most √2; the plain sum loses more digits than the transform.
    expect(largest).toBeLessThan(4e-15 * n);
  });

  test("the inverse gives the input times the length", () => {
    const { re, im } = noise(n);
    const out = { re: re.slice(), im: im.slice() };
    const plan = fftPlan(n, lines);
    plan.forward(out, lines);
    plan.inverse(out, lines);
    const off = re.map((value, i) => Math.hypot(out.re[i]! / n - value, out.im[i]! / n - im[i]!));
    expect(Math.max(...off)).toBeLessThan(1e-14);
  });
});

test("fast lengths have no prime factor above 5 and none between is left out", () => {
  expect([1, 7, 11, 13, 31, 61, 97, 201].map(fastLength)).toEqual([1, 8, 12, 15, 32, 64, 100, 216]);
});
