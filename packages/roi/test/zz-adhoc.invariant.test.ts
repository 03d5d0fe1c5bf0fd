import { defaultParameters, type Family } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, testLaws } from "@pixelmetry/roi/testkit";
import { describe, test } from "vitest";

for (const name of ["intensity", "morphology", "texture"]) {
  const module = await import(`../../${name}/src/index.ts`);
  const families: Family[] =
    module.families ??
    Object.values(module).filter(
      (v: any) => v && typeof v === "object" && "features" in v && "nyxusGroups" in v,
    );
  for (const family of families) {
    const features = family.features(defaultParameters(family.parameters) as never);
    describe(`${name} ${family.id}`, () => {
      testLaws(test, featureLaws(features));
      for (const a of accumulatorsOf(features)) testLaws(test, accumulatorLaws(a));
    });
  }
}
