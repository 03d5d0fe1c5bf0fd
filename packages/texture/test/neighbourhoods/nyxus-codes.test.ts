import { expect, test } from "vitest";
import { features } from "../../src/index.ts";

const codes: Readonly<Record<string, string>> = {
  gldm: "SDE LDE GLN DN DNN GLV DV DE LGLE HGLE SDLGLE SDHGLE LDLGLE LDHGLE",
  ngldm:
    "LDE HDE LGLCE HGLCE LDLGLE LDHGLE HDLGLE HDHGLE GLNU GLNUN DCNU DCNUN DCP GLM GLV DCM DCV DCENT DCENE",
  ngtdm: "COARSENESS CONTRAST BUSYNESS COMPLEXITY STRENGTH",
};

test.for(Object.entries(codes))("all codes of %s, for images and volumes", ([family, names]) => {
  const own = features().filter(({ id }) => id.startsWith(`${family}_`));
  const listed = own.flatMap(({ names: { nyxus, nyxusAliases = [] } }) => [nyxus, ...nyxusAliases]);
  const wanted = names.split(" ").map((name) => `${family.toUpperCase()}_${name}`);
  expect(listed.sort()).toEqual([...wanted, ...wanted.map((code) => `3${code}`)].sort());
});
