import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import { intensityMoments } from "../src/moments/intensity-moments.ts";

describe("moments", () => {
  for (const accumulator of accumulatorsOf(intensityMoments)) {
    const except = /^moment_sums/.test(accumulator.key)
      ? {
          merge:
            "odd moments about the middle cancel within each slab, so no partial state shows the size of the terms",
        }
      : {};
    testLaws(test, accumulatorLaws(accumulator, { except }));
  }
  const translationInvariant = intensityMoments.map(({ id }) => id);
  testLaws(test, featureLaws(intensityMoments, { translationInvariant }));
});
