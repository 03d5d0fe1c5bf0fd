/** Columns that users define by expressions. */
import { isPixelmetryError, missing, missingReasons } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { compileDefinitions } from "../src/output/define-columns.ts";

const available = ["area", "perimeter", "intensity_mean_dna"];

/** Values of definitions over one row; a missing operand is null. */
async function evaluate(definitions: readonly string[], row: readonly (number | null)[]) {
  const { columns, compute } = await compileDefinitions(definitions, available);
  const n = definitions.length;
  const values = new Float64Array(2 * n).fill(-1);
  const codes = new Uint8Array(2 * n);
  const empty = missing("constant-intensity").code;
  // The row is the second of two, so that offsets count.
  compute(
    {
      values: Float64Array.from([7, 7, 7, ...row.map((value) => value ?? 0)]),
      codes: Uint8Array.from([0, 0, 0, ...row.map((value) => (value === null ? empty : 0))]),
      at: 3,
    },
    values,
    codes,
    n,
  );
  expect(columns.map(({ name }) => name)).toEqual(definitions.map((text) => text.split("=")[0].trim()));
  expect([...values.subarray(0, n)]).toEqual(new Array(n).fill(-1));
  return Array.from({ length: n }, (_, i) => {
    const code = codes[n + i];
    return code === 0 ? values[n + i] : missingReasons[code];
  });
}
const refusal = async (definition: string, ...more: string[]): Promise<string> => {
  const error = await compileDefinitions([definition, ...more], available, ["label"]).then(
    () => new Error("no refusal"),
    (reason: unknown) => reason,
  );
  if (!isPixelmetryError(error, "invalid-argument")) throw error;
  return error.message;
};

test("operators, functions and constants", async () => {
  expect(
    await evaluate(
      [
        "a = perimeter^2 / area",
        "b=4*pi*area/perimeter^2",
        "c = sqrt(area) + log(perimeter, 2) - abs(-1)",
        "größe_µ = max(area, perimeter) > 9 ? 1.5 : 0",
        "d = e",
        "f = intensity_mean_dna / 1e3",
      ],
      [16, 8, 500],
    ),
  ).toEqual([4, Math.PI, 6, 1.5, Math.E, 0.5]);
});

test("a missing operand makes a missing value, but only where it is used", async () => {
  expect(await evaluate(["a = perimeter / 2", "b = area / 2", "c = 3"], [null, 8, 1])).toEqual([
    4,
    "undefined",
    3,
  ]);
});

test.each([
  "perimeter / area",
  "-perimeter / area",
  "area / area",
  "log(area)",
  "sqrt(area - 1)",
  "area == 0",
  "[area, 1]",
])("%s of an area of 0 is missing, not infinite, complex, true or a list", async (expression) => {
  expect(await evaluate([`a = ${expression}`], [0, 8, 1])).toEqual(["undefined"]);
});

test("metadata says how it was defined", async () => {
  const { columns } = await compileDefinitions(["a =  area * 2 "], available);
  expect(columns).toEqual([
    { name: "a", type: "float64", metadata: { id: "a", definition: "area * 2 ", unit: "derived" } },
  ]);
});

describe("refusals", () => {
  test("unknown names, with the nearest", async () => {
    expect(await refusal("r = aera * 2")).toBe(
      '--define "r = aera * 2": the table has no column aera; did you mean area?',
    );
    expect(await refusal("r = zzzzzzzz")).toMatch(
      /select the feature too; definitions use the table's columns\.$/,
    );
    expect(await refusal("r = nofunction(area)")).toMatch(/no column nofunction/);
    expect(await refusal("r = toString")).toMatch(/no column toString/);
    expect(await refusal("r = constructor")).toMatch(/no column constructor/);
  });

  test("what cannot be read", async () => {
    expect(await refusal("area * 2")).toMatch(
      /a definition has the form name = expression \(expected roughness = /,
    );
    expect(await refusal("2x = area")).toMatch(/has the form/);
    expect(await refusal("r == area")).toMatch(/has the form/);
    expect(await refusal("r = area *")).toMatch(
      /the expression cannot be read: Unexpected end of expression/,
    );
    expect(await refusal("r =")).toMatch(/has the form/);
  });

  test("names that are there already: a feature's, an identifier's, another definition's", async () => {
    expect(await refusal("area = 2")).toMatch(/there is a column area already; choose another name\.$/);
    expect(await refusal("label = 2")).toMatch(/there is a column label already/);
    expect(await refusal("r = 2", "r = 3")).toMatch(/--define "r = 3": there is a column r already/);
  });
});
