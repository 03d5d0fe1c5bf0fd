/** Looking features up. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pixelmetry } from "./run-cli.ts";
import { makeFolders } from "./scene.ts";

test("list --json gives every definition with names, unit, needs and verification", async () => {
  const { out } = await pixelmetry(["features", "list", "--json"]);
  const features = JSON.parse(out) as Record<string, unknown>[];
  expect(features.length).toBeGreaterThan(120);
  for (const feature of features) {
    expect(feature).toMatchObject({
      id: expect.any(String),
      family: expect.any(String),
      definition: expect.stringMatching(/\.$/),
      formula: expect.any(String),
      unit: expect.any(String),
      reference: expect.any(String),
      needs: expect.any(Array),
    });
    expect(feature.verification, String(feature.id)).not.toHaveLength(0);
  }
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  expect(byId.get("glcm_contrast")).toMatchObject({
    names: { nyxus: "GLCM_CONTRAST_AVE", ibsi: "ACUI" },
    dimensions: [2, 3],
  });
});

test("list --dim 3 leaves 2D features out", async () => {
  const { out } = await pixelmetry(["features", "list", "--dim", "3"]);
  expect(out).toContain("glcm_contrast ");
  expect(out).not.toContain("glcm_contrast_per_angle");
});

test("search finds by Nyxus code and by words of the definition", async () => {
  expect((await pixelmetry(["features", "search", "GLCM_ASM_AVE"])).out).toContain(
    "glcm_angular_second_moment",
  );
  expect((await pixelmetry(["features", "search", "joint", "entropy"])).out).toContain("glcm_joint_entropy");
  const none = await pixelmetry(["features", "search", "zzzz"]);
  expect([none.code, none.err]).toEqual([2, expect.stringMatching(/zzzz: no feature matches/)]);
});

test("explain shows formula, unit, source, needs, cost and names", async () => {
  const { out } = await pixelmetry(["features", "explain", "glcm_contrast"]);
  for (const word of [
    "Formula",
    "Unit",
    "Source",
    "Needs",
    "Cost",
    "GLCM_CONTRAST_AVE",
    "ACUI",
    "Verified by",
  ])
    expect(out).toContain(word);
});

test("parameters and doctor", async () => {
  expect((await pixelmetry(["features", "parameters"])).out).toMatch(/glcm\.distance\s+1/);
  const doctor = await pixelmetry(["doctor"]);
  expect([doctor.code, doctor.out]).toEqual([
    0,
    expect.stringMatching(/ok\s+Features\s+\d+ in \d+ families/),
  ]);
});

test("bash completion offers commands, options and choices", async () => {
  const folders = makeFolders();
  const { out } = await pixelmetry(["completion", "bash"]);
  const script = join(folders.root, "completion.bash");
  writeFileSync(script, out);
  const complete = (line: string): string[] => {
    const words = line.split(" ");
    const list = words.map((word) => `"${word}"`).join(" ");
    return execFileSync("bash", [
      "-c",
      `source ${script}; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _pixelmetry; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ])
      .toString()
      .trim()
      .split("\n");
  };
  expect(complete("pixelmetry ex")).toEqual(["extract"]);
  expect(complete("pixelmetry features ")).toEqual(expect.arrayContaining(["list", "search", "explain"]));
  expect(complete("pixelmetry extract --form")).toEqual(["--format"]);
  expect(complete("pixelmetry extract --format ")).toEqual(["csv", "parquet", "arrow"]);
  folders.dispose();
  for (const shell of ["zsh", "fish"])
    expect((await pixelmetry(["completion", shell])).out.length).toBeGreaterThan(500);
});

test("help shows examples; version is a version", async () => {
  for (const command of [["extract"], ["plan"], ["features", "list"], ["completion"]]) {
    const { code, out } = await pixelmetry([...command, "--help"]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Examples?:\n +pixelmetry |Examples?:\n .+\n +pixelmetry /),
    ]);
  }
  expect((await pixelmetry(["--version"])).out).toMatch(/^\d+\.\d+\.\d+/);
});
