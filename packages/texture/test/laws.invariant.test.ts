import { defaultParameters } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import { families } from "../src/index.ts";
import type { Parameters } from "./measured.ts";

/** Settings under which the code takes other ways, besides the defaults. */
const variants: Readonly<Record<string, readonly Parameters[]>> = {
  glcm: [
    { "discretisation.bins": 4, "glcm.distance": 3, "glcm.symmetric": false },
    { "discretisation.method": "none", "glcm.aggregation": "merge" },
    { "discretisation.method": "fixed-bin-size", "glcm.dimension": "2D" },
    { "discretisation.bins": 8, "glcm.dimension": "2D", "glcm.aggregation": "merge", "glcm.distance": 2 },
    { "discretisation.bins": 16, "glcm.dimension": "2.5D" },
  ],
  glrlm: [
    { "discretisation.bins": 2, "glrlm.aggregation": "merge" },
    { "discretisation.method": "fixed-bin-size", "discretisation.size": 100, "glrlm.dimension": "2D" },
    { "discretisation.bins": 3, "glrlm.dimension": "2.5D", "glrlm.aggregation": "merge" },
    { "discretisation.method": "none" },
    { "discretisation.bins": 1 },
  ],
  glszm: [
    { "discretisation.bins": 1 },
    { "discretisation.bins": 2 },
    { "discretisation.bins": 3, "glszm.dimension": "2D" },
    { "discretisation.bins": 3, "glszm.dimension": "2.5D" },
    { "discretisation.method": "none" },
  ],
};

const volumes = "a volume has other directions, so other matrices";

for (const family of families) {
  for (const parameters of [{}, ...(variants[family.id] ?? [])]) {
    describe(`${family.id} ${JSON.stringify(parameters)}`, () => {
      const features = family.features({ ...defaultParameters(family.parameters), ...parameters } as never);
      const accumulators = accumulatorsOf(features).filter(({ kind }) => kind === "roi");
      const inSlices = Object.keys(parameters).some((name) => name.endsWith(".dimension"));
      const except = inSlices ? {} : { dimension: volumes };
      for (const accumulator of accumulators) testLaws(test, accumulatorLaws(accumulator, { except }));
      testLaws(test, featureLaws(features));
    });
  }
}
