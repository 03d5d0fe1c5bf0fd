import { defaultParameters, type Family } from "@pixelmetry/roi";
import {
  accumulatorLaws,
  accumulatorsOf,
  type FeatureLawOptions,
  featureLaws,
  type Scene,
  scenes,
  testLaws,
} from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import { families } from "../../src/index.ts";
import type { Parameters } from "./claims.ts";

/** Pixels of some millimetres: a ball of 1 cm³ reaches over several of them. */
const physical = scenes().map(
  (scene): Scene => ({ ...scene, spacingUm: scene.ndim === 3 ? [2500, 2000, 3000] : [1500, 1000, 1000] }),
);

const variants: Readonly<Record<string, readonly Parameters[]>> = {
  ivh: [
    {},
    { "ivh.method": "discrete" },
    {
      "ivh.method": "fixed-bin-size",
      "ivh.size": 7,
      "ivh.range": "fixed",
      "ivh.minimum": -100,
      "ivh.maximum": 60_000,
    },
  ],
  local_intensity: [{}, { "local_intensity.radius": 3 }],
  spatial_autocorrelation: [{}],
};

const surroundings = "the ball reaches beyond the ROI";

const exceptions: Readonly<Record<string, FeatureLawOptions["except"]>> = {
  local_intensity: { alone: surroundings, translated: surroundings },
};

for (const family of families) {
  for (const parameters of variants[family.id]!) {
    describe(`${family.id} ${JSON.stringify(parameters)}`, () => {
      const features = featuresOf(family, parameters);
      for (const accumulator of accumulatorsOf(features)) {
        const except =
          accumulator.kind === "scan" && family.id === "local_intensity" ? { locality: surroundings } : {};
        testLaws(test, accumulatorLaws(accumulator, { except, scenes: physical }));
      }
      testLaws(test, featureLaws(features, { except: exceptions[family.id] ?? {}, scenes: physical }));
    });
  }
}

function featuresOf(family: Family, parameters: Parameters) {
  return family.features({ ...defaultParameters(family.parameters), ...parameters } as never);
}
