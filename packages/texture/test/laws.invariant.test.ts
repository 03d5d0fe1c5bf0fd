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
  gldzm: [
    { "discretisation.bins": 1 },
    { "discretisation.bins": 2 },
    { "discretisation.bins": 3, "gldzm.dimension": "2D" },
    { "discretisation.bins": 3, "gldzm.dimension": "2.5D" },
  ],
  glszm: [
    { "discretisation.bins": 1 },
    { "discretisation.bins": 2 },
    { "discretisation.bins": 3, "glszm.dimension": "2D" },
    { "discretisation.bins": 3, "glszm.dimension": "2.5D" },
    { "discretisation.method": "none" },
  ],
  gldm: [
    { "discretisation.bins": 4, "gldm.dimension": "3D" },
    { "discretisation.method": "none", "gldm.alpha": 40, "gldm.distance": 2 },
    { "discretisation.bins": 3, "gldm.dimension": "2D" },
  ],
  ngldm: [
    { "discretisation.bins": 4, "ngldm.alpha": 1, "ngldm.dimension": "3D" },
    { "discretisation.method": "none", "ngldm.distance": 3 },
    { "discretisation.method": "fixed-bin-size", "discretisation.size": 100, "ngldm.dimension": "2D" },
    { "discretisation.bins": 3, "ngldm.dimension": "2.5D", "ngldm.distance": 2 },
  ],
  ngtdm: [
    { "discretisation.bins": 4, "ngtdm.dimension": "3D" },
    { "discretisation.method": "none", "ngtdm.distance": 2 },
    { "discretisation.method": "fixed-bin-size", "discretisation.size": 100, "ngtdm.dimension": "2D" },
    { "discretisation.bins": 3, "ngtdm.dimension": "2.5D", "ngtdm.distance": 3 },
  ],
  gabor: [
    {
      "gabor.frequencies": [0.15, 0.4],
      "gabor.angles": [20, 160],
      "gabor.aspect": 0.5,
      "gabor.radius": 3,
      "gabor.background": "zero",
    },
  ],
  lbp: [
    { "lbp.points": 5, "lbp.radius": 1.5 },
    { "lbp.points": 24, "lbp.radius": 3 },
  ],
  zernike: [{ "zernike.order": 4, "zernike.radius": 6 }],
};

const volumes = "a volume has other directions, so other matrices";

for (const family of families) {
  for (const parameters of [{}, ...(variants[family.id] ?? [])]) {
    describe(`${family.id} ${JSON.stringify(parameters)}`, () => {
      const features = family.features({ ...defaultParameters(family.parameters), ...parameters } as never);
      const accumulators = accumulatorsOf(features).filter(({ kind }) => kind === "roi");
      const inSlices = Object.keys(parameters).some((name) => name.endsWith(".dimension"));
      for (const accumulator of accumulators) {
        const anotherAxis = accumulator.key === "column_ends";
        const dimension = anotherAxis ? "columns of a volume run along z" : volumes;
        // The matrices per direction go through the volume whatever the others do.
        const through = accumulator.key.includes(",3D,");
        const except = inSlices && !anotherAxis && !through ? {} : { dimension };
        testLaws(test, accumulatorLaws(accumulator, { except }));
      }
      testLaws(test, featureLaws(features));
    });
  }
}
