/** The main job as a user calls it. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mainFile, pixelmetry, readReport, readTable } from "./run-cli.ts";
import { type Folders, height, makeFolders, ramp, save, savePair, twoRois, width } from "./scene.ts";

let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.dispose());

const run = (...more: string[]) =>
  pixelmetry([
    "extract",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-o",
    folders.out,
    "--log",
    "quiet",
    ...more,
  ]);
const table = (): string => readFileSync(join(folders.out, "features.csv"), "utf8");

describe("tables", () => {
  beforeEach(async () => {
    for (const name of ["img10.tif", "img2.tif", "img1.tif", "img3.tif"]) await savePair(folders, name);
  });

  test("images in natural order, ROIs in order of labels, everything selected by default", async () => {
    expect((await run()).code).toBe(0);
    const rows = readTable(folders.out);
    expect(rows.map(({ image, label }) => `${image}:${label}`)).toEqual(
      ["img1.tif", "img2.tif", "img3.tif", "img10.tif"].flatMap((name) => [`${name}:1`, `${name}:2`]),
    );
    expect(Object.keys(rows[0]).length).toBeGreaterThan(200);
    const report = readReport(folders.out);
    expect(report.totals).toMatchObject({ images: 4, failed: 0, rois: 8 });
    expect(Object.keys(report.familySeconds)).toEqual(expect.arrayContaining(["intensity", "glcm"]));
  });

  test("the same bytes with 1, 2 and 3 workers, and when run again", async () => {
    await run("--workers", "1");
    const first = table();
    for (const workers of ["1", "2", "3"]) {
      await run("--workers", workers);
      expect(table() === first).toBe(true);
    }
  });

  test("one image spread over several workers gives the same bytes", async () => {
    const one = [
      "extract",
      "-i",
      join(folders.images, "img1.tif"),
      "-l",
      join(folders.labels, "img1.tif"),
      "-o",
      folders.out,
      "--log",
      "quiet",
    ];
    await pixelmetry([...one, "--workers", "1"]);
    const first = table();
    await pixelmetry([...one, "--workers", "2"]);
    expect(table() === first).toBe(true);
  });

  test("Nyxus names and groups", async () => {
    await run("-f", "*ALL_INTENSITY*,GLCM_CONTRAST,-COV", "--profile", "nyxus");
    const names = Object.keys(readTable(folders.out)[0]);
    expect(names.slice(0, 3)).toEqual(["intensity_image", "mask_image", "ROI_label"]);
    expect(names).toEqual(expect.arrayContaining(["MEAN", "P90", "GLCM_CONTRAST_0", "GLCM_CONTRAST_135"]));
    expect(names).not.toContain("COV");
  });

  test("a selection file with comments, signs and groups", async () => {
    const file = join(folders.root, "selection.txt");
    writeFileSync(file, "# shape only\nellipse, *BASIC_MORPHOLOGY*\n-morphology_centroid_*  # not these\n");
    await run("-f", file);
    const names = Object.keys(readTable(folders.out)[0]);
    expect(names).toContain("morphology_axis_major_length");
    expect(names.some((name) => name.startsWith("morphology_centroid"))).toBe(false);
    expect(names.some((name) => name.startsWith("intensity"))).toBe(false);
  });

  test("a selection may begin with a minus sign: everything but", async () => {
    await run("--features=-glcm");
    const names = Object.keys(readTable(folders.out)[0]);
    expect(names).toContain("intensity_mean");
    expect(names.some((name) => name.startsWith("glcm"))).toBe(false);
  });

  test("user-defined columns", async () => {
    await run(
      "-f",
      "morphology_pixel_count",
      "intensity_mean",
      "--define",
      "density = intensity_mean / morphology_pixel_count^2",
      "root=sqrt(intensity_mean)",
    );
    const [row] = readTable(folders.out);
    expect(Number(row.density)).toBe(116 / 3600);
    expect(Number(row.root)).toBe(Math.sqrt(116));
  });

  test("parameters reach the features", async () => {
    await run("-f", "histogram", "--bins", "5");
    expect(
      Object.keys(readTable(folders.out)[0]).filter((name) => name.startsWith("histogram")),
    ).toHaveLength(5);
  });

  test("a configuration file; the command line wins", async () => {
    const config = join(folders.root, "run.yaml");
    writeFileSync(
      config,
      "intensity: images\nlabels: labels\nfeatures: [intensity_mean, intensity_maximum]\nset:\n  discretisation.bins: 7\nworkers: 1\nhash: false\n",
    );
    const { code, err } = await pixelmetry([
      "extract",
      "--config",
      config,
      "-o",
      folders.out,
      "--log",
      "quiet",
      "-f",
      "histogram",
    ]);
    expect([code, err]).toEqual([0, ""]);
    expect(Object.keys(readTable(folders.out)[0])).toHaveLength(3 + 7);
    expect(readReport(folders.out).images[0].inputs[0].sha256).toBeUndefined();
  });

  test.each(["parquet", "arrow"])("%s", async (format) => {
    expect((await run("--format", format, "-f", "intensity")).code).toBe(0);
    expect(readdirSync(folders.out).sort()).toEqual([`features.${format}`, "report.json"]);
    const head = readFileSync(join(folders.out, `features.${format}`))
      .subarray(0, 6)
      .toString("latin1");
    expect(head.startsWith(format === "parquet" ? "PAR1" : "ARROW1")).toBe(true);
  });

  test("JSON log: one object per line", async () => {
    const { err } = await pixelmetry([
      "extract",
      "-i",
      folders.images,
      "-l",
      folders.labels,
      "-f",
      "intensity_mean",
      "-o",
      folders.out,
      "--log",
      "json",
    ]);
    const events = err
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    expect(events[0]).toMatchObject({ type: "start", images: 4 });
    expect(events.filter(({ type }) => type === "image")).toHaveLength(4);
    expect(events.at(-1)).toMatchObject({ type: "written" });
  });
});

describe("inputs", () => {
  test("two files per field are channels of one image", async () => {
    await save(join(folders.images, "f1_dna.tif"), ramp(Uint16Array));
    await save(join(folders.images, "f1_actin.tif"), ramp(Uint16Array, 1000));
    await save(join(folders.labels, "f1_mask.tif"), twoRois());
    const { code, err } = await run(
      "-f",
      "intensity_mean",
      "morphology_pixel_count",
      "--pattern",
      "(?<field>.+)_(?<channel>dna|actin)\\.tif",
      "--label-pattern",
      "(?<field>.+)_mask\\.tif",
    );
    expect([code, err]).toEqual([0, ""]);
    expect(readTable(folders.out)[0]).toMatchObject({
      intensity_mean_dna: "116",
      intensity_mean_actin: "1016",
      morphology_pixel_count: "60",
    });
  });

  test("channels of one file, chosen by name", async () => {
    const two = new Uint16Array(2 * width * height);
    two.set(ramp(Uint16Array));
    two.set(ramp(Uint16Array, 1000), width * height);
    await save(join(folders.images, "a.ome.tif"), two, { channels: 2, channelNames: ["DNA", "Actin"] });
    await save(join(folders.labels, "a.tif"), twoRois());
    await run("-f", "intensity_mean");
    expect(readTable(folders.out)[0]).toMatchObject({
      intensity_mean_dna: "116",
      intensity_mean_actin: "1016",
    });
    await run("-f", "intensity_mean", "--channels", "actin");
    expect(readTable(folders.out)[0]).toMatchObject({ intensity_mean: "1016" });
  });

  test("one label image for several intensity images", async () => {
    await save(join(folders.images, "a.tif"), ramp(Uint16Array));
    await save(join(folders.images, "b.tif"), ramp(Uint16Array, 1000));
    await save(join(folders.labels, "mask.tif"), twoRois());
    await pixelmetry([
      "extract",
      "-i",
      folders.images,
      "-l",
      join(folders.labels, "mask.tif"),
      "-f",
      "intensity_mean",
      "-o",
      folders.out,
      "--log",
      "quiet",
    ]);
    expect(readTable(folders.out).map((row) => row.intensity_mean)).toEqual(["116", "143", "1016", "1043"]);
  });

  test("a mapping file", async () => {
    await save(join(folders.images, "x.tif"), ramp(Uint16Array));
    await save(join(folders.labels, "y.tif"), twoRois());
    const mapping = join(folders.root, "map.csv");
    writeFileSync(mapping, "intensity,labels\nimages/x.tif,labels/y.tif\n");
    const { code, err } = await pixelmetry([
      "extract",
      "--mapping",
      mapping,
      "-f",
      "intensity_mean",
      "-o",
      folders.out,
      "--log",
      "quiet",
    ]);
    expect([code, err]).toEqual([0, ""]);
    expect(readTable(folders.out)).toHaveLength(2);
  });

  test("lengths in micrometres from the file's pixel size", async () => {
    await savePair(folders, "a.tif", { spacing: { x: 0.5, y: 0.25, z: 1, unit: "um" } });
    await run("-f", "morphology_area", "morphology_area_um2", "--units", "um");
    expect(readTable(folders.out)[0]).toMatchObject({ morphology_area: "7.5", morphology_area_um2: "7.5" });
  });
});

test("plan reads no pixel and writes nothing", async () => {
  await savePair(folders, "a.tif");
  const { code, out } = await pixelmetry([
    "plan",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-f",
    "glcm",
    "intensity",
    "--json",
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    firstImage: { size: [width, height, 1] },
    images: [{ image: "a.tif", labelImage: "a.tif" }],
  });
  expect(existsSync(folders.out)).toBe(false);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends cleanly: no table, exit code 130", async (signal) => {
  const big = 2048;
  const labels = new Uint32Array(big * big);
  for (let i = 0; i < labels.length; i++)
    labels[i] = 1 + (Math.floor(i / big) >> 3) * (big >> 3) + ((i % big) >> 3);
  await save(
    join(folders.images, "a.tif"),
    new Uint16Array(big * big).map((_, i) => (i * 7919) % 60000),
    { width: big, height: big, tile: [256, 256] },
  );
  await save(join(folders.labels, "a.tif"), labels, { width: big, height: big, tile: [256, 256] });
  mkdirSync(folders.out);
  const child = spawn(process.execPath, [
    mainFile,
    "extract",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-o",
    folders.out,
    "--workers",
    "1",
    "--log",
    "json",
  ]);
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
    // Measuring is under way once the first progress is told. A second signal would end the program at once.
    if (err.includes('"progress"') && !child.killed) child.kill(signal);
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  expect(err).toMatch(/the run was stopped before it was complete; no table was written/);
  expect(code).toBe(130);
  expect(readdirSync(folders.out)).toEqual([]);
});
