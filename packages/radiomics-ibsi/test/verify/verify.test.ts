import { describe, expect, test } from "vitest";
import { type CheckedValue, type VerificationSet, verificationPage, verify } from "../../src/index.ts";

const value = (id: string, got: CheckedValue["got"]): CheckedValue => ({
  id,
  name: `<${id}>`,
  expected: 1.5,
  tolerance: 0.1,
  rule: "plain",
  got,
  feature: "feature_of_it",
  parameters: { "glcm.distance": 2 },
});

const setOf = (
  values: readonly CheckedValue[],
  total = values.length,
  needsData = false,
): VerificationSet => ({
  name: "set",
  title: "A & B",
  total,
  needsData,
  async *values() {
    yield* values;
  },
});

describe("verify", () => {
  test("counts what agrees, what differs, what is missing and what was not computed", async () => {
    const set = setOf([value("a", 1.55), value("b", 1.7), value("c", "empty")], 5);
    expect(await verify(undefined, [set])).toMatchObject({
      passed: 1,
      failed: 4,
      total: 5,
      sets: [
        { passed: 1, failed: 4, total: 5, values: [{ passed: true }, { passed: false }, { passed: false }] },
      ],
    });
  });

  test("sets that need data wait for them", async () => {
    const sets = [setOf([value("a", 1.5)]), setOf([value("a", 9)], 1, true)];
    expect((await verify(undefined, sets)).total).toBe(1);
    const data = { volume: () => Promise.reject(new Error("not read")) };
    expect((await verify(data, sets)).total).toBe(2);
  });

  test("a set that gives a value twice is a defect", async () => {
    await expect(verify(undefined, [setOf([value("a", 1), value("a", 1)])])).rejects.toThrow(
      "set gives a twice",
    );
  });

  test("tells of each set when it is done", async () => {
    const heard: string[] = [];
    await verify(
      undefined,
      [setOf([value("a", 1.5)])],
      ({ passed, total }) => void heard.push(`${passed}/${total}`),
    );
    expect(heard).toEqual(["1/1"]);
  });
});

describe("verificationPage", () => {
  test("has every value, failed sets unfolded, texts escaped", async () => {
    const page = verificationPage(
      await verify(undefined, [setOf([value("a", 1.5), value("b", 7)], 3)]),
      "pixelmetry 1",
    );
    for (const part of [
      "1 of 3",
      "<details open>",
      "1 published values were not computed",
      "&lt;b&gt;",
      "A &amp; B",
    ]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('title="glcm.distance=2"');
    expect(page.match(/class="passed">passed/g)).toHaveLength(1);
    expect(page.match(/class="failed">failed/g)).toHaveLength(1);
  });

  test("sets that passed are folded away", async () => {
    const page = verificationPage(await verify(undefined, [setOf([value("a", 1.5)])]), "pixelmetry 1");
    expect(page).toContain("<details>");
    expect(page).toContain("1 of 1");
  });
});
