import { expect, test } from "vitest";
import { features } from "../../src/index.ts";

// The 2D GLCM codes of Nyxus; the second list has no average.
const averaged =
  "ASM ACOR CLUPROM CLUSHADE CLUTEND CONTRAST CORRELATION DIFAVE DIFENTRO DIFVAR DIS ENERGY ENTROPY HOM1 ID IDN IDM IDMN INFOMEAS1 INFOMEAS2 IV JAVE JE JMAX JVAR SUMAVERAGE SUMENTROPY SUMVARIANCE VARIANCE".split(
    " ",
  );
const notAveraged = ["HOM2"];

const codes = features().flatMap((feature) => {
  const { nyxus, nyxusAliases = [] } = feature.names;
  return [nyxus, ...nyxusAliases].map((code) => ({ code, feature }));
});

test("59 codes, each for one feature", () => {
  const flat = codes.filter(({ code }) => code?.startsWith("GLCM_")).map(({ code }) => code);
  const expected = [
    ...[...averaged, ...notAveraged].map((code) => `GLCM_${code}`),
    ...averaged.map((code) => `GLCM_${code}_AVE`),
  ];
  expect(expected).toHaveLength(59);
  expect(flat.sort()).toEqual(expected.sort());
});

test("codes of averages are scalars, the others have a column per angle", () => {
  for (const { code, feature } of codes.filter(({ code }) => code?.startsWith("GLCM_"))) {
    expect(feature.columns === undefined, code).toBe(code?.endsWith("_AVE"));
    if (feature.columns !== undefined)
      expect(feature.nyxusColumns ?? feature.columns).toEqual(["0", "45", "90", "135"]);
  }
});

test("59 codes of volumes: 13 directions, and averages", () => {
  const expected = [
    ...[...averaged, ...notAveraged].map((code) => `3GLCM_${code}`),
    ...averaged.map((code) => `3GLCM_${code}_AVE`),
  ];
  const ofVolumes = codes.filter(({ code }) => code?.startsWith("3GLCM_"));
  for (const { code, feature } of ofVolumes) {
    expect(feature.columns?.length, code).toBe(code?.endsWith("_AVE") ? undefined : 13);
  }
  expect(ofVolumes.map(({ code }) => code).sort()).toEqual(expected.sort());
});
