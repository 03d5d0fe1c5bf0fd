import { intensityExtrema, valueCounts } from "@pixelmetry/roi";
import { accumulatorLaws, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import {
  deviation,
  exampleFeatures,
  levelPairs,
  scanEdges,
  scanMoments,
  sizeRank,
  slabEdges,
} from "./example-tokens.ts";

describe("accumulators of this package", () => {
  testLaws(test, accumulatorLaws(intensityExtrema));
  testLaws(test, accumulatorLaws(valueCounts));
});

describe("accumulators of every kind", () => {
  testLaws(test, accumulatorLaws(scanMoments));
  testLaws(test, accumulatorLaws(scanEdges));
  testLaws(test, accumulatorLaws(slabEdges));
  testLaws(test, accumulatorLaws(levelPairs));
  testLaws(test, accumulatorLaws(deviation));
});

describe("features", () => {
  const translationInvariant = exampleFeatures.map(({ id }) => id);
  testLaws(test, featureLaws([...exampleFeatures, sizeRank], { translationInvariant }));
});
