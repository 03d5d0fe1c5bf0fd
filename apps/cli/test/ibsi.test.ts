/** Verification against the reference values of IBSI. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pixelmetry } from "./run-cli.ts";
import { makeFolders } from "./scene.ts";

const testData = join(import.meta.dirname, "../../../../shared/ibsi/data");

interface Report {
  readonly program: string;
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly sets: readonly {
    readonly name: string;
    readonly passed: number;
    readonly failed: number;
    readonly total: number;
    readonly values: readonly Record<string, unknown>[];
  }[];
}

function folder(): string {
  const { root, dispose } = makeFolders();
  onTestFinished(dispose);
  return root;
}

test("without data: the digital phantom, a web page and JSON", async () => {
  const root = folder();
  const json = join(root, "deep", "values.json");
  const { code, out } = await pixelmetry(["ibsi", "verify", "--out", join(root, "report"), "--json", json]);
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/ok +digital-phantom +482 of 482.*\n482 of 482 values agree/),
  ]);
  const report = JSON.parse(readFileSync(json, "utf8")) as Report;
  expect(report).toMatchObject({
    program: expect.stringMatching(/^pixelmetry \d/),
    passed: 482,
    failed: 0,
    total: 482,
    sets: [{ name: "digital-phantom", passed: 482, failed: 0, total: 482 }],
  });
  const entropy = report.sets[0]!.values.find(({ id }) => id === "TU9B/3D_mrg");
  expect(entropy).toMatchObject({
    name: "Joint entropy, 3D_mrg",
    expected: 2.57,
    tolerance: 0,
    got: expect.closeTo(2.5739, 4),
    passed: true,
    feature: "glcm_joint_entropy",
    parameters: { "glcm.dimension": "3D", "glcm.aggregation": "merge", "discretisation.method": "none" },
  });
  expect(readFileSync(join(root, "report", "ibsi-verification.json"), "utf8")).toBe(
    readFileSync(json, "utf8"),
  );
  expect(readFileSync(join(root, "report", "ibsi-verification.html"), "utf8")).toContain("482 of 482");
});

test.skipIf(!existsSync(testData))("with data: one configuration of the CT phantom", async () => {
  const { code, out } = await pixelmetry(["ibsi", "verify", "--data", testData, "--only", "config-c"]);
  expect([code, out]).toEqual([0, expect.stringContaining("209 of 209 values agree")]);
});

test("wrong names, folders and missing data are said in a sentence", async () => {
  const root = folder();
  const cases: [string[], RegExp][] = [
    [["--only", "config-f"], /--only: there is no set of values called config-f.*config-a/],
    [["--only", "config-a"], /config-a is verified on test data.*--data/],
    [["--data", join(root, "nowhere")], /nowhere: there is no such folder/],
    [
      ["--data", root, "--only", "config-a"],
      /phantom\.nii\.gz: the test data of IBSI lack this image.*theibsi/,
    ],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await pixelmetry(["ibsi", "verify", ...args]);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  }
  rmSync(root, { recursive: true, force: true });
});
