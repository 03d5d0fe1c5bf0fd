/**
 * IBSI chapter 2: response maps of digital phantoms within 1 % of their range, and intensity statistics of the
 * filtered CT phantom within their tolerances.
 */
import { describe, expect, test } from "vitest";
import { agrees, type CheckedValue, verificationSets } from "../../src/index.ts";
import { hasCtPhantom, testData } from "../ct-phantom.ts";

describe.skipIf(!hasCtPhantom).for([
  ["filter-maps", 33],
  ["filter-features", 323],
] as const)("%s", ([name, total]) => {
  test(`${total} of ${total}`, { timeout: 600_000 }, async () => {
    const set = verificationSets.find((candidate) => candidate.name === name)!;
    expect(set.total).toBe(total);
    const values: CheckedValue[] = [];
    for await (const value of set.values(testData)) values.push(value);
    const failures = values
      .filter((value) => !agrees(value))
      .map(({ id, got, expected, tolerance }) => `${id}: ${got} for ${expected} ± ${tolerance}`);
    expect(failures).toEqual([]);
    expect(new Set(values.map(({ id }) => id)).size).toBe(total);
  });
});
