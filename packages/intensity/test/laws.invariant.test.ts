import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import { firstOrderFeatures } from "./measured.ts";

const features = firstOrderFeatures();

describe("accumulators", () => {
  for (const accumulator of accumulatorsOf(features)) testLaws(test, accumulatorLaws(accumulator));
});

describe("features", () => {
  testLaws(test, featureLaws(features));
});
