import { defaultParameters } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { test } from "vitest";
import { __camel__ } from "../src/__kebab__/family.ts";

const features = __camel__.features(defaultParameters(__camel__.parameters) as never);

for (const accumulator of accumulatorsOf(features)) testLaws(test, accumulatorLaws(accumulator));

// A definition that breaks a law says so here: `{ except: { alone: "neighbours are other ROIs" } }`.
testLaws(test, featureLaws(features));
