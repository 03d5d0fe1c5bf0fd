/** Which features words select. */
import { isPixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { allFamilies, Catalog, parseSelectionFile, resolveParameters, selectFeatures } from "../src/index.ts";

const catalog = new Catalog(resolveParameters());
const all = catalog.entries.map(({ feature }) => feature.id);
const select = (...words: string[]): string[] =>
  selectFeatures(catalog, words).map(({ feature }) => feature.id);
const ofFamily = (id: string): string[] =>
  catalog.entries.filter(({ family }) => family.id === id).map(({ feature }) => feature.id);

test("no words select everything, in the order of the catalogue", () => {
  expect(select()).toEqual(all);
  expect(select("", " , ")).toEqual(all);
  expect(select("morphology_area", "glcm_contrast", "intensity_mean")).toEqual(
    all.filter((id) => ["morphology_area", "glcm_contrast", "intensity_mean"].includes(id)),
  );
});

test("every id selects itself, in capitals too unless that is a code of another feature", () => {
  for (const id of all) {
    expect(select(id)).toEqual([id]);
    const codes = catalog.byCode(id.toUpperCase()).map(({ feature }) => feature.id);
    expect(select(id.toUpperCase())).toEqual(codes.length > 0 ? codes : [id]);
  }
  expect(select("GLCM_CONTRAST")).toEqual(["glcm_contrast_per_angle"]);
  expect(select("glcm_contrast")).toEqual(["glcm_contrast"]);
});

test("every code selects its feature; case does not matter where it is no id", () => {
  for (const { feature } of catalog.entries) {
    const { nyxus, nyxusAliases = [], ibsi } = feature.names;
    for (const code of [nyxus, ...nyxusAliases, ibsi]) {
      if (code === undefined) continue;
      expect(select(code), code).toContain(feature.id);
      if (!all.includes(code.toLowerCase())) expect(select(code.toLowerCase()), code).toContain(feature.id);
    }
  }
});

test("families and Nyxus groups", () => {
  for (const { family } of allFamilies) {
    expect(select(family.id)).toEqual(ofFamily(family.id));
    for (const group of family.nyxusGroups) {
      expect(select(group), group).not.toHaveLength(0);
      expect(select(group.toLowerCase())).toEqual(select(group));
    }
  }
  const nyxus = catalog.entries.filter(({ feature }) => feature.names.nyxus !== undefined);
  const glcm = nyxus.filter(({ family }) => family.id === "glcm");
  expect(select("*ALL_GLCM*")).toEqual(glcm.map(({ feature }) => feature.id));
  expect(select("*all*")).toEqual(nyxus.map(({ feature }) => feature.id));
  const volumes = select("*3D_ALL*");
  expect(volumes).toEqual(expect.arrayContaining(["intensity_mean", "glcm_contrast"]));
  for (const id of volumes) expect(catalog.byId(id)!.feature.dimensions, id).toContain(3);
});

test("globs", () => {
  expect(select("intensity_m?an")).toEqual(["intensity_mean"]);
  expect(select("*_centroid_*")).toEqual(all.filter((id) => id.includes("_centroid_")));
  expect(select("*")).toEqual(all);
  expect(() => select("intensity.mean*")).toThrow(/no feature, family or group/);
});

test("a minus sign takes away, from left to right; commas and spaces are one", () => {
  expect(select("glcm,-*_per_angle  -glcm_contrast")).toEqual(
    ofFamily("glcm").filter((id) => !id.endsWith("_per_angle") && id !== "glcm_contrast"),
  );
  expect(select("intensity_mean", "-intensity", "+intensity_mean")).toEqual(["intensity_mean"]);
  expect(select("-glcm")).toEqual(all.filter((id) => !ofFamily("glcm").includes(id)));
});

describe("refusals", () => {
  const refusal = (...words: string[]) => {
    try {
      select(...words);
    } catch (error) {
      if (isPixelmetryError(error)) return error;
      throw error;
    }
    throw new Error("no refusal");
  };

  test("an unknown word, with the nearest names", () => {
    const { tag, message, detail } = refusal("glcm_contrst");
    expect(tag).toBe("unknown-feature");
    expect(message).toMatch(
      /^glcm_contrst: no feature, family or group has this name; did you mean glcm_contrast/,
    );
    expect(detail.data).toMatchObject({
      word: "glcm_contrst",
      near: expect.arrayContaining(["glcm_contrast"]),
    });
    expect(refusal("-glcmm").tag).toBe("unknown-feature");
    expect(refusal("qqqqqqqqqqqqqqqqq").message).toMatch(/pixelmetry features list shows all names/);
  });

  test("a selection that leaves nothing", () => {
    expect(refusal("glcm", "-*")).toMatchObject({ tag: "invalid-argument" });
  });
});

test("features named one by one are told from those that came with a group", () => {
  const named = (...words: string[]) =>
    selectFeatures(catalog, words)
      .filter((entry) => entry.named)
      .map(({ feature }) => feature.id);
  expect(named()).toEqual([]);
  expect(named("morphology_centroid_z", "morphology_*")).toEqual(["morphology_centroid_z"]);
  expect(named("morphology_*", "CENTROID_X")).toEqual(["morphology_centroid_x"]);
  expect(named("morphology_centroid_z", "-morphology_centroid_z", "morphology_*")).toEqual([]);
});

test("selection files", () => {
  expect(parseSelectionFile("# all\nglcm, -glcm_contrast # but\r\n\n  *ALL_INTENSITY*\tTU9B\n")).toEqual([
    "glcm",
    "-glcm_contrast",
    "*ALL_INTENSITY*",
    "TU9B",
  ]);
});

test("each code of a vocabulary stands for one feature, so that it can name a column", () => {
  for (const vocabulary of ["nyxus", "ibsi"] as const) {
    const codes = catalog.entries.flatMap(({ feature }) => feature.names[vocabulary] ?? []);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  }
});
