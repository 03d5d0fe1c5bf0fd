import { intensityExtrema, valueCounts } from "@pixelmetry/roi";
import { accumulatorLaws, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import {
  cornerFeatures,
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

describe("features of sets with shapes", () => {
  const except = { relabelled: "labels are among the values", translated: "so are coordinates" };
  testLaws(test, featureLaws([...cornerFeatures, ...exampleFeatures.slice(0, 2)], { except }));
});
