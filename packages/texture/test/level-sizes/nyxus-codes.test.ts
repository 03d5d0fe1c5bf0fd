import { expect, test } from "vitest";
import { features } from "../../src/index.ts";

const shared = "GLN GLNN GLV".split(" ");
const codesOf = {
  GLRLM: [..."SRE LRE LGLRE HGLRE SRLGLE SRHGLE LRLGLE LRHGLE RLN RLNN RP RV RE".split(" "), ...shared],
  GLSZM: [..."SAE LAE LGLZE HGLZE SALGLE SAHGLE LALGLE LAHGLE SZN SZNN ZP ZV ZE".split(" "), ...shared],
  GLDZM: "SDE LDE LGLZE HGLZE SDLGLE SDHGLE LDLGLE LDHGLE GLNU GLNUN ZDNU ZDNUN ZP GLM GLV ZDM ZDV ZDE".split(
    " ",
  ),
};

/** Codes that features of a family answer to. */
const claimed = (family: string): string[] =>
  features()
    .filter(({ id }) => id.startsWith(`${family.toLowerCase()}_`))
    .flatMap(({ names }) => [names.nyxus!, ...(names.nyxusAliases ?? [])])
    .sort();

test("runs: per direction and average, of images and of volumes", () => {
  const expected = codesOf.GLRLM.flatMap((code) => [
    `GLRLM_${code}`,
    `GLRLM_${code}_AVE`,
    `3GLRLM_${code}`,
    `3GLRLM_${code}_AVE`,
  ]);
  expect(claimed("GLRLM")).toEqual(expected.sort());
});

test.for(["GLSZM", "GLDZM"] as const)("%s: of images and of volumes", (family) => {
  const expected = codesOf[family].flatMap((code) => [`${family}_${code}`, `3${family}_${code}`]);
  expect(claimed(family)).toEqual(expected.sort());
});
