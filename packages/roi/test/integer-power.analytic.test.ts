/** Whole powers by multiplication. */
import { expect, test } from "vitest";
import { integerPower } from "../src/index.ts";

test("powers that binary fractions hold exactly", () => {
  for (let n = 0; n <= 60; n++) {
    expect(integerPower(2, n)).toBe(Number(2n ** BigInt(n)));
    expect(integerPower(-0.5, n)).toBe((n % 2 === 0 ? 1 : -1) / Number(2n ** BigInt(n)));
  }
  for (let n = 0; n <= 33; n++) expect(integerPower(3, n)).toBe(Number(3n ** BigInt(n)));
  expect(integerPower(0, 0)).toBe(1);
});
