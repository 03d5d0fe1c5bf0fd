import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { environment, root } from "../install.mjs";
import { placeOf } from "../new-feature/place.ts";

// The scaffolds run in a copy of the tree, and what they write is checked as a contributor would check it.

const copy = realpathSync(mkdtempSync(join(tmpdir(), "pixelmetry-scaffold-")));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const inCopy = (path: string): string => join(copy, path);
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(inCopy(path), "utf8");
  expect(text).toContain(from);
  writeFileSync(inCopy(path), text.replaceAll(from, to));
};

/** Runs a tool of the workspace in the copy. */
function run(command: string, ...args: string[]): { readonly ok: boolean; readonly output: string } {
  const { PATH, ...rest } = environment;
  const { status, stdout, stderr } = spawnSync(command, args, {
    maxBuffer: 2 ** 26,
    cwd: copy,
    encoding: "utf8",
    env: { ...rest, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${PATH}`, NO_COLOR: "1" },
  });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

/** Output of a tool that must not fail. */
function succeed(command: string, ...args: string[]): string {
  const { ok, output } = run(command, ...args);
  expect(ok, output).toBe(true);
  return output;
}

function copyTree(): void {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  const skipped = /^reference-data\/(?!catalogue)/;
  for (const path of new Set(listed.split("\0"))) {
    if (path === "" || skipped.test(path) || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(inCopy(path)), { recursive: true });
    copyFileSync(join(root, path), inCopy(path));
  }
}

/** Third-party packages are those of the tree; packages of the workspace are those of the copy. */
function linkModules(): void {
  symlinkSync(join(root, "node_modules"), inCopy("node_modules"), "dir");
  for (const folder of ["packages", "apps"]) {
    for (const name of readdirSync(inCopy(folder))) {
      const modules = join(folder, name, "node_modules");
      if (!existsSync(join(root, modules))) continue;
      for (const entry of readdirSync(join(root, modules))) linkModule(modules, entry);
    }
  }
}

function linkModule(modules: string, entry: string): void {
  const link = (name: string, target: string): void => {
    mkdirSync(dirname(inCopy(join(modules, name))), { recursive: true });
    symlinkSync(target, inCopy(join(modules, name)), "dir");
  };
  if (entry === "@pixelmetry") {
    for (const name of readdirSync(join(root, modules, entry))) {
      link(join(entry, name), inCopy(join("packages", name)));
    }
  } else {
    link(entry, realpathSync(join(root, modules, entry)));
  }
}

vi.setConfig({ testTimeout: 300_000 });

let copied = 0;
beforeAll(() => {
  copyTree();
  linkModules();
  copied = Date.now();
});

/** Files of the copy's packages that are younger than the copy. */
const written = (): string[] =>
  readdirSync(inCopy("packages"), { recursive: true, encoding: "utf8" })
    .filter((path) => !path.includes("node_modules") && /\.(ts|json)$/.test(path))
    .map((path) => `packages/${path}`)
    .filter((path) => statSync(inCopy(path)).mtimeMs > copied);

test("the scaffolds say what they wrote and what comes next", () => {
  const listed = succeed("tsx", "tools/new-feature.ts", "morphology", "morphology_basic", "box_diagonal");
  const cases = succeed("tsx", "tools/new-feature.ts", "intensity", "intensity", "span");
  const family = succeed("tsx", "tools/new-family.ts", "intensity", "tail_weight");
  const own = succeed("tsx", "tools/new-feature.ts", "intensity", "tail_weight", "ratio");
  const measure = succeed("tsx", "tools/new-feature.ts", "texture", "glcm", "largest_cell");

  expect(listed).toContain("1. packages/morphology/src/size/box-diagonal.ts");
  expect(listed).toContain("2. packages/morphology/test/analytic-rows.ts");
  expect(cases).toContain("2. packages/intensity/test/analytic-rows.ts");
  expect(family).toContain("1. packages/intensity/src/tail-weight/family.ts");
  expect(own).toContain("1. packages/intensity/src/tail-weight/ratio.ts");
  expect(own).toContain("2. packages/intensity/test/ratio.analytic.test.ts");
  expect(measure).toContain("1. packages/texture/src/glcm/largest-cell.ts");
});

test("what they wrote is formatted and compiles", () => {
  const packages = ["intensity", "morphology", "texture"].map((name) => `packages/${name}`);
  expect(written()).toContain("packages/intensity/src/families.ts");
  succeed("biome", "ci", "--vcs-enabled=false", "--colors=off", ...written());

  const include = packages.flatMap((name) => [`${name}/src`, `${name}/test`]);
  writeFileSync(inCopy("tsconfig.scaffold.json"), JSON.stringify({ extends: "./tsconfig.json", include }));
  succeed("tsc", "-p", "tsconfig.scaffold.json");
});

test("the features are in the catalogue with their verification", () => {
  const list = succeed("tsx", "apps/cli/src/main.ts", "features", "list", "--json");

  const features = JSON.parse(list) as { id: string; family: string; verification: unknown[] }[];
  const added = features.filter(({ id }) => /box_diagonal|intensity_span|tail_weight|largest_cell/.test(id));
  expect(added.map(({ id, family, verification }) => [id, family, verification.length])).toEqual([
    ["morphology_box_diagonal", "morphology_basic", 1],
    ["intensity_span", "intensity", 1],
    ["tail_weight_ratio", "tail_weight", 1],
    ["glcm_largest_cell", "glcm", 1],
    ["glcm_largest_cell_per_angle", "glcm", 1],
    ["glcm_largest_cell_per_direction", "glcm", 1],
  ]);
});

test("the features have pages", () => {
  succeed("tsx", "tools/feature-docs.ts");

  const page = (family: string) => readFileSync(inCopy(`docs/features/${family}.md`), "utf8");
  expect(page("morphology_basic")).toContain("## morphology_box_diagonal");
  expect(page("tail_weight")).toContain("## tail_weight_ratio");
});

test("the registry refuses a feature until it is documented", () => {
  const problem = "morphology_box_diagonal (family morphology_basic): definition is missing";
  expect(run("tsx", "tools/check-registry.ts").output).toContain(problem);

  edit("packages/morphology/src/size/box-diagonal.ts", "TODO: ", "");

  expect(run("tsx", "tools/check-registry.ts").output).not.toContain("box_diagonal");
});

test("the closed forms fail until their values are filled in", () => {
  const files = ["morphology/test/closed-forms", "intensity/test/closed-forms", "intensity/test/ratio"].map(
    (name) => `packages/${name}`,
  );
  const runTests = () =>
    run(
      "vitest",
      "run",
      "--reporter=dot",
      "--project=analytic",
      ...files,
      "-t",
      "box_diagonal|_span|tail_weight",
    );

  const { ok, output } = runTests();
  expect(ok).toBe(false);
  expect(output).toContain("6 for NaN");
  expect(output).toContain("fill in the expected value");

  edit("packages/morphology/test/analytic-rows.ts", "box_diagonal: Number.NaN", "box_diagonal: 6");
  edit("packages/intensity/test/analytic-rows.ts", "span: Number.NaN", "span: 6");
  edit("packages/intensity/test/ratio.analytic.test.ts", "expected: Number.NaN", "expected: 6");
  const filled = runTests();
  expect(filled.ok, filled.output).toBe(true);
  expect(filled.output).toMatch(/Tests +\d+ passed/);
});

test("a new family obeys the laws", () => {
  succeed("vitest", "run", "--project", "invariant", "packages/intensity/test/tail-weight-laws");
});

test.for([
  ["texture", "glcm", "Contrast", "Contrast is no name of a feature"],
  ["texture", "glcm", "contrast", "A feature is called glcm_contrast already"],
  ["texture", "glrml", "contrast", "Package texture has no family glrml"],
  ["textures", "glcm", "contrast", "No package with families is called textures"],
  ["morphology", "extrema", "p9_x", "makes its features in a loop"],
] as const)("%s %s %s is refused in one sentence", ([packageName, family, name, sentence]) => {
  const attempt = () => placeOf(packageName, family, name);

  expect(attempt).toThrow(sentence);
  expect(attempt).toThrow(/^[^\n]+\.$/);
});
