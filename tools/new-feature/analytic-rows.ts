/**
 * Where a package keeps its closed forms. Packages that have one list of them get a row in it; the others get a
 * test file per feature.
 * @module
 */

interface RowList {
  /** Inside the package. */
  readonly file: string;
  readonly list: string;
  /** The test that runs the list, and what it says of its rows. */
  readonly test: string;
  readonly tolerance: number;
  readonly reason: string;
  /** Element of the list; its value is NaN until somebody derives it. */
  element(id: string): string;
}

const afterPrefix = (id: string): string => id.slice(id.indexOf("_") + 1);

const rounding = { tolerance: 1e-14, reason: "a closed form of a few operations" };

const intensityCases: RowList = {
  tolerance: 1e-14,
  reason: "a closed form of a few rounded operations",
  file: "test/analytic-rows.ts",
  list: "analyticCases",
  test: "test/closed-forms.analytic.test.ts",
  element(id) {
    const name = id.startsWith("histogram") ? id : afterPrefix(id);
    return `{ name: "${id} of 1 to 6", dtype: "uint8", pixels: [1, 2, 3, 4, 5, 6], expectations: rounded({ ${name}: Number.NaN }) }`;
  },
};

/** By package, or by package and family. */
const lists: Readonly<Record<string, RowList>> = {
  "intensity/histogram": intensityCases,
  "intensity/intensity": intensityCases,
  morphology: {
    ...rounding,
    file: "test/analytic-rows.ts",
    list: "analyticRows",
    test: "test/closed-forms.analytic.test.ts",
    element: (id) =>
      `...rows("${id} of a rectangle", box([1, 1], [3, 2]), { ${afterPrefix(id)}: Number.NaN })`,
  },
  "texture/glcm": {
    ...rounding,
    file: "test/glcm/closed-forms.ts",
    list: "ofImages",
    test: "test/glcm/closed-forms.analytic.test.ts",
    element: (id) =>
      [`"mean"`, "0"]
        .map(
          (of) =>
            `...rows("${id} of two pixels", scene(2, 1, (x) => 1 + x), ${of}, { ${afterPrefix(id)}: Number.NaN })`,
        )
        .join(", "),
  },
};

export const rowListOf = (packageName: string, family: string): RowList | undefined =>
  lists[`${packageName}/${family}`] ?? lists[packageName];
