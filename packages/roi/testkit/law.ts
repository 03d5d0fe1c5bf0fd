/**
 * Laws: named checks that throw when they are broken. They know no test framework.
 * @module
 */

export interface Law {
  readonly name: string;
  /** Rejects (or throws) with a {@link LawViolation} when the law is broken. */
  run(): Promise<void>;
}

/** Says which law is broken, on which scene and ROI, and by how much. */
export class LawViolation extends Error {
  override readonly name = "LawViolation";
}

/**
 * Registers laws with a test framework: anything with `test(name, run)`, such as vitest, jest or `node:test`.
 * @example
 * import { test } from "vitest";
 * testLaws(test, accumulatorLaws(perimeterEdges));
 */
export function testLaws(
  test: (name: string, run: () => Promise<void>) => unknown,
  laws: readonly Law[],
): void {
  for (const { name, run } of laws) test(name, () => run());
}

/** Throws unless `found` (what a comparison found) is undefined. */
export function demand(found: string | undefined, where: string): void {
  if (found !== undefined) throw new LawViolation(`${where}: ${found}`);
}
