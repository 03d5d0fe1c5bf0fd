import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";
import { contour, families } from "../src/index.ts";
import { featuresOf } from "./measured.ts";

const features = families.flatMap((family) => featuresOf(family));
/** What only other choices of parameters ask for. */
const optional = featuresOf(contour, { "contour.perimeter": "skimage_8" });
/** Features of position say where in the image a region lies. */
const position = /_(x_min|y_min|z_min)$|centroid_[xyz]$|extrema_/;

const ofVolumes = new Set(
  accumulatorsOf(features.filter(({ dimensions }) => dimensions.includes(3))).map(({ key }) => key),
);

describe("accumulators", () => {
  for (const accumulator of accumulatorsOf([...features, ...optional])) {
    const flat = ofVolumes.has(accumulator.key)
      ? {}
      : { dimension: "only features of plane regions need it" };
    const except = /^moment_sums/.test(accumulator.key)
      ? {
          merge:
            "odd moments about the middle cancel within each slab, so no partial state shows the size of the terms",
        }
      : {};
    testLaws(test, accumulatorLaws(accumulator, { except: { ...flat, ...except } }));
  }
});

describe("features", () => {
  const translationInvariant = features.map(({ id }) => id).filter((id) => !position.test(id));
  testLaws(test, featureLaws(features, { translationInvariant }));
});
