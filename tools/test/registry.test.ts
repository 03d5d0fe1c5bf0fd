import { expect, test } from "vitest";
import { defineFamily, defineFeature, nothing } from "../../packages/roi/src/index.ts";
import { implementedCodes, nyxusCounts } from "../check-registry/nyxus.ts";
import {
  definitionProblems,
  nameProblems,
  nyxusProblems,
  verificationProblems,
} from "../check-registry/problems.ts";
import {
  type ListedFeature,
  type ListedRow,
  type NyxusCode,
  nyxusCodes,
} from "../check-registry/registry.ts";

const sound = defineFeature({
  id: "shape_width",
  definition: "Number of columns.",
  formula: "\\left\\{ w \\right\\}^{2}",
  unit: "count",
  dimensions: [2, 3],
  names: { nyxus: "BBOX_WIDTH" },
  reference: "Own definition.",
  degenerate: "One pixel: 1.",
  needs: nothing,
  compute: () => 1,
});
const family = defineFamily({
  id: "shape",
  title: "Shape",
  description: "Shape.",
  nyxusGroups: [],
  parameters: {},
  features: () => [sound],
});
const listed = (changes: object = {}): ListedFeature => ({
  package: "shapes",
  family,
  feature: { ...sound, ...changes },
});
const row: ListedRow = {
  package: "shapes",
  id: "shape_width",
  kind: "analytic",
  tool: "closed form",
  test: "test/width.analytic.test.ts",
  tolerance: 0,
  reason: "whole numbers",
};
const there = (): boolean => true;

test("a sound feature with a row has no problem", () => {
  expect(definitionProblems([listed()])).toEqual([]);
  expect(nameProblems([listed()])).toEqual([]);
  expect(verificationProblems([listed()], [row], there)).toEqual([]);
});

test.for([
  [{ id: "shapeWidth" }, "the id is not snake_case"],
  [{ id: "shape__width" }, "the id is not snake_case"],
  [{ definition: "" }, "definition is missing"],
  [{ formula: " " }, "formula is missing"],
  [{ unit: "" }, "unit is missing"],
  [{ reference: "TODO: the paper" }, "reference is missing"],
  [{ degenerate: "" }, "degenerate is missing"],
  [{ formula: "\\frac{1}{N" }, "a brace is never closed"],
  [{ formula: "x}^{2" }, "a brace is closed that was never opened"],
  [{ formula: "\\left( x" }, "do not pair up"],
] as const)("%j: %s", ([changes, problem]) => {
  const [found, ...others] = definitionProblems([listed(changes)]);

  expect(found).toContain(problem);
  expect(others).toEqual([]);
});

test("escaped braces and arrows need no partner", () => {
  expect(definitionProblems([listed({ formula: "\\{ x \\leftarrow y" })])).toEqual([]);
});

test("two features with one id, or one Nyxus code, are named", () => {
  const twice = nameProblems([listed(), listed({ names: { nyxusAliases: ["BBOX_WIDTH"] } })]);

  expect(twice).toEqual([
    expect.stringContaining("both family shape and family shape have it"),
    expect.stringContaining("BBOX_WIDTH is claimed by shape_width as well"),
  ]);
});

test.for([
  [{ id: "shape_height" }, "names no feature"],
  [{ kind: "oracle" }, "says oracle, the file's name does not"],
  [{ test: "test/width.test.ts" }, "says analytic, the file's name does not"],
  [{ kind: "regression", test: "test/width.regression.test.ts" }, "only oracle and analytic rows count"],
  [{ tolerance: 1e-9, reason: "" }, "no reason for it"],
  [{ tolerance: undefined as never }, "has no tolerance"],
] as const)("a row with %j is no proof: %s", ([changes, problem]) => {
  const [found, bare] = verificationProblems([listed()], [{ ...row, ...changes }], there);

  expect(found).toContain(problem);
  expect(bare).toContain("shape_width: nothing independent backs these numbers");
});

test("a row for a file that does not exist is no proof", () => {
  const problems = verificationProblems([listed()], [row], () => false);

  expect(problems[0]).toContain("names a file that does not exist");
});

const codes: NyxusCode[] = [
  { code: "BBOX_WIDTH", family: "morphology_basic", dimension: "2D" },
  { code: "BBOX_HEIGHT", family: "morphology_basic", dimension: "2D" },
  { code: "3AREA", family: "surface3d", dimension: "3D" },
];

test("codes count when a feature of their dimension claims them", () => {
  const flat = listed({ names: { nyxus: "BBOX_WIDTH", nyxusAliases: ["3AREA"] }, dimensions: [2] });

  expect([...implementedCodes([flat.feature], codes)]).toEqual(["BBOX_WIDTH"]);
  expect(nyxusCounts([flat.feature], codes)).toEqual({ done2d: 1, all2d: 2, done3d: 0, all3d: 1 });
});

test("missing codes of complete families and unknown codes are named", () => {
  expect(nyxusProblems([listed({ names: { nyxus: "BOX_WIDTH" } })], codes)).toEqual([
    expect.stringContaining("Nyxus has no code BOX_WIDTH"),
    expect.stringContaining("BBOX_WIDTH: no feature answers"),
    expect.stringContaining("BBOX_HEIGHT: no feature answers"),
  ]);
});

test("the committed list has 545 codes of 2D and image quality and 213 of 3D", () => {
  const { all2d, all3d } = nyxusCounts([], nyxusCodes());

  expect([all2d, all3d]).toEqual([545, 213]);
});
