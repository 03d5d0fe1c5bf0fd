import { expect, test } from "vitest";
import { kindOf } from "../test-kinds.ts";

test.for([
  ["skewness.oracle.test.ts", "oracle"],
  ["feret-diameter.analytic.test.ts", "analytic"],
  ["glcm.invariant.test.ts", "invariant"],
  ["bug-12.regression.test.ts", "regression"],
  ["plan.test.ts", "plumbing"],
  ["plan.spec.ts", undefined],
  ["skewness.orcale.test.ts", undefined],
  ["skewness.oracle.test.js", undefined],
  ["skewness.oracle.more.test.ts", undefined],
] as const)("%s claims %s", ([fileName, kind]) => {
  expect(kindOf(fileName)).toBe(kind);
});
