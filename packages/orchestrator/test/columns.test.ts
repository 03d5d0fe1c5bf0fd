/** Names and metadata of table columns. */
import { rowLayout } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { plansOf } from "../src/dimensions.ts";
import {
  Catalog,
  featureColumns,
  resolveParameters,
  selectFeatures,
  unitText,
  type Vocabulary,
} from "../src/index.ts";

const catalog = new Catalog(resolveParameters());
function columns(
  words: readonly string[],
  {
    names = "pixelmetry",
    channels = ["c0"],
    ndim = 2,
  }: { names?: Vocabulary; channels?: string[]; ndim?: 2 | 3 } = {},
) {
  const plan = plansOf(selectFeatures(catalog, words))(ndim);
  return featureColumns(rowLayout(plan, channels.length), channels, names, "um");
}
const namesOf = (...args: Parameters<typeof columns>) => columns(...args).map(({ name }) => name);

test.each(["pixelmetry", "nyxus", "ibsi"] as const)("%s: no two columns have one name", (names) => {
  for (const ndim of [2, 3] as const) {
    for (const channels of [["c0"], ["dna", "actin"]]) {
      const list = namesOf([], { names, channels, ndim });
      expect(new Set(list).size).toBe(list.length);
    }
  }
});

test("one channel goes without saying; several are named, features of the mask are there once", () => {
  const words = ["morphology_area", "intensity_mean", "glcm_contrast_per_angle"];
  expect(namesOf(words)).toEqual([
    "morphology_area",
    "intensity_mean",
    "glcm_contrast_per_angle_0",
    "glcm_contrast_per_angle_45",
    "glcm_contrast_per_angle_90",
    "glcm_contrast_per_angle_135",
  ]);
  expect(namesOf(words.slice(0, 2), { channels: ["dna", "actin"] })).toEqual([
    "morphology_area",
    "intensity_mean_dna",
    "intensity_mean_actin",
  ]);
});

test("Nyxus names as Nyxus writes them", () => {
  const nyxus = { names: "nyxus" as const };
  expect(namesOf(["GLCM_CONTRAST", "GLCM_CONTRAST_AVE", "MEAN", "BBOX_XMIN"], nyxus)).toEqual([
    "BBOX_XMIN",
    "MEAN",
    "GLCM_CONTRAST_AVE",
    "GLCM_CONTRAST_0",
    "GLCM_CONTRAST_45",
    "GLCM_CONTRAST_90",
    "GLCM_CONTRAST_135",
  ]);
  const histogram = namesOf(["histogram_counts"], nyxus);
  expect(histogram.slice(0, 2)).toEqual(["HISTOGRAM_BIN_0", "HISTOGRAM_BIN_1"]);
  expect(namesOf(["GLCM_ASM"], { ...nyxus, channels: ["dna", "actin"] })[0]).toBe("GLCM_ASM_0_dna");
});

test("IBSI codes; a feature that has none keeps its id", () => {
  const without = catalog.entries.find(({ feature }) => !feature.names.ibsi && !feature.columns)!.feature.id;
  const plain = columns(["glcm_contrast", "intensity_mean", without], { names: "ibsi", ndim: 2 });
  expect(plain.map(({ name }) => name)).toEqual(expect.arrayContaining(["ACUI", "Q4LE", without]));
});

describe("dimensions", () => {
  test("a family leaves out what the images' dimensions do not have", () => {
    expect(namesOf(["morphology_*"])).not.toContain("morphology_centroid_z");
    expect(namesOf(["morphology_*"])).toContain("morphology_area");
    expect(namesOf(["morphology_*"], { ndim: 3 })).toContain("morphology_centroid_z");
    expect(namesOf(["morphology_*"], { ndim: 3 })).not.toContain("morphology_area");
    for (const ndim of [2, 3] as const) {
      const ids = new Set(columns([], { ndim }).map(({ metadata }) => metadata!.id));
      for (const { feature } of catalog.entries)
        expect(ids.has(feature.id), feature.id).toBe(feature.dimensions.includes(ndim));
    }
  });

  test("a feature that is named has its column all the same", () => {
    expect(namesOf(["morphology_centroid_x", "morphology_centroid_z"])).toEqual([
      "morphology_centroid_x",
      "morphology_centroid_z",
    ]);
    expect(namesOf(["GLCM_CONTRAST"], { ndim: 3, names: "nyxus", channels: ["a", "b"] })).toHaveLength(8);
  });

  test("nothing left is an error with the way out", () => {
    expect(() => namesOf(["glcm_*_per_angle"], { ndim: 3 })).toThrow(
      "none of the selected features is defined in 3D, and the image is 3D; select others; pixelmetry features list --dim 3 shows them.",
    );
  });

  test("a plan is made once", () => {
    const planFor = plansOf(selectFeatures(catalog, ["intensity"]));
    expect(planFor(2)).toBe(planFor(2));
    expect(planFor(2)).not.toBe(planFor(3));
  });
});

test("metadata: what a reader of the table needs to know", () => {
  const [, dna] = columns(["morphology_area", "glcm_contrast"], { channels: ["dna", "actin"] });
  expect(dna.metadata).toMatchObject({
    id: "glcm_contrast",
    channel: "dna",
    ibsi: "ACUI",
    nyxus: "GLCM_CONTRAST_AVE",
    definition: expect.stringMatching(/\.$/),
    reference: expect.any(String),
  });
  expect(JSON.parse(dna.metadata!.parameters!)).toMatchObject({
    "glcm.distance": 1,
    "discretisation.bins": 64,
  });
  expect(columns(["morphology_area"])[0].metadata).toMatchObject({ unit: "um^2" });
});

test.each([
  ["length", "um", "um"],
  ["1/length", "mm", "1/mm"],
  ["area", "pixel", "pixel"],
  ["area", "um", "um^2"],
  ["volume", "mm", "mm^3"],
  ["volume", "pixel", "pixel"],
  ["dimensionless", "um", "1"],
  ["um^2", "pixel", "um^2"],
  ["intensity", "um", "intensity"],
] as const)("%s in %s is %s", (quantity, unit, text) => expect(unitText(quantity, unit)).toBe(text));
