/** `ibsi measure` as a user calls it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryImage, writeNifti } from "@pixelmetry/io";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pixelmetry } from "./run-cli.ts";
import { type Folders, makeFolders } from "./scene.ts";

const shape = { width: 12, height: 10, depth: 5, spacing: { x: 1, y: 1, z: 2, unit: "mm" } } as const;
const description = `
name: two millimetres
interpolation: { dimension: 3D, spacing: [2, 2, 2], image: cubic, rounding: nearest }
resegmentation:
  range: [0, 120]
  outliers: # an empty line
filter: { filter: mean, support: 3, dimensions: 3, boundary: mirror }
discretisation: { method: fixed-bin-number, bins: 16 }
`;

let folders: Folders;
let image: string;
let mask: string;
let yaml: string;
beforeEach(async () => {
  folders = makeFolders();
  image = join(folders.images, "ct.nii.gz");
  mask = join(folders.labels, "ct.nii.gz");
  yaml = join(folders.root, "chain.yaml");
  const data = Int16Array.from({ length: 600 }, (_, i) => (i * i) % 113);
  const labels = Uint8Array.from(data, (_, i) => (i % 12 > 1 && i % 12 < 10 ? 1 : 0));
  await writeNifti(image, memoryImage({ data, ...shape }));
  await writeNifti(mask, memoryImage({ data: labels, ...shape }));
  writeFileSync(yaml, description);
});
afterEach(() => folders.dispose());

const run = (...more: string[]) =>
  pixelmetry(["ibsi", "measure", "-i", image, "-l", mask, "-o", folders.out, ...more]);

test("a chain from a file", async () => {
  const { code, err } = await run("-p", yaml);
  expect([code, err]).toEqual([0, expect.stringMatching(/^ct\.nii\.gz: label 1, \d+\.\d s\n1 regions in /)]);
  const [header, row] = readFileSync(join(folders.out, "features.csv"), "utf8").trimEnd().split("\n");
  const value = row!.split(",")[header!.split(",").indexOf("glcm_joint_entropy_3D_avg")];
  expect(Number(value)).toBeGreaterThan(1);
  const report = JSON.parse(readFileSync(join(folders.out, "report.json"), "utf8"));
  expect(report).toMatchObject({
    pipeline: {
      name: "two millimetres",
      filter: { filter: "mean" },
      resegmentation: { range: [0, 120], outliers: null },
    },
    images: [{ image: "ct.nii.gz", labels: [1] }],
  });
});

test("the chain in the README of radiomics-ibsi", async () => {
  const readme = readFileSync(
    join(import.meta.dirname, "../../../packages/radiomics-ibsi/README.md"),
    "utf8",
  );
  writeFileSync(yaml, /```yaml\n(.*?)```/s.exec(readme)![1]!);
  const { code, err } = await run("-p", yaml, "--log", "quiet");
  expect([code, err]).toEqual([0, ""]);
});

test("a configuration by name, as Parquet, in silence", async () => {
  const { code, err, out } = await run("-p", "config-b", "--format", "parquet", "--log", "quiet");
  expect([code, err, out]).toEqual([0, "", ""]);
  for (const name of ["features.parquet", "diagnostics.parquet"]) {
    expect(existsSync(join(folders.out, name))).toBe(true);
  }
});

test.for<[string, string[], RegExp]>([
  [
    "no such pipeline",
    ["-p", "config-z"],
    /--pipeline config-z: there is no such file and no pipeline of this name/,
  ],
  ["no such label", ["-p", "config-a", "--label", "x"], /--label/],
])("%s ends with 2", async ([, args, message]) => {
  const { code, err } = await run(...args);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
});

test("what is wrong in the file is named with its place", async () => {
  writeFileSync(yaml, `${description}texture: { dimension: 3D }\n`);
  const { code, err } = await run("-p", yaml);
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/chain\.yaml\.texture\.dimension: there is no such key; did you mean dimensions\?/),
  ]);
});

test("a region that cannot be measured ends with 1", async () => {
  const { code, err } = await run("-p", yaml, "--label", "4");
  expect([code, err]).toEqual([1, expect.stringMatching(/label 4: ct\.nii\.gz: no voxel of the mask is 4/)]);
});
