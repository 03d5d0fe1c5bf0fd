/** Bad input: one sentence that names file, problem and remedy; a non-zero exit code; other images unaffected. */
import { execFile } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plainPage, tiffFile } from "../../../packages/io/test/tiff-bytes.ts";
import { mainFile, pixelmetry, readReport, readTable } from "./run-cli.ts";
import { type Folders, height, makeFolders, ramp, save, savePair, twoRois, width } from "./scene.ts";

let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.dispose());

const features = ["intensity_mean", "morphology_pixel_count"];
const extract = (...more: string[]) =>
  pixelmetry([
    "extract",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-f",
    ...features,
    "-o",
    folders.out,
    "--log",
    "quiet",
    ...more,
  ]);

/** The run goes on for `good.tif`, fails for `bad.tif` with one sentence, and says so in report and exit code. */
async function expectOneFailure(sentence: RegExp, ...more: string[]): Promise<void> {
  await savePair(folders, "good.tif");
  const { code, err } = await extract(...more);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at /);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
  const rows = readTable(folders.out);
  expect(rows.map((row) => [row.image, row.label, row.morphology_pixel_count])).toEqual([
    ["good.tif", "1", "60"],
    ["good.tif", "2", "80"],
  ]);
  expect(readReport(folders.out).failures).toHaveLength(1);
}

/** The request as a whole cannot be met: one sentence, exit code 2, nothing written. */
async function expectRefusal(args: readonly string[], sentence: RegExp): Promise<void> {
  const { code, err } = await pixelmetry(args);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
  expect(existsSync(join(folders.out, "features.csv"))).toBe(false);
}

const bad = (folder: "images" | "labels"): string => join(folders[folder], "bad.tif");

describe("one image of many", () => {
  test("label image of another size", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await save(bad("labels"), new Uint16Array(20 * 10).fill(1), { width: 20, height: 10 });
    await expectOneFailure(
      /bad\.tif: the label image does not have the size of bad\.tif \(expected 40 x 30 pixels, found 20 x 10\); .+\.$/m,
    );
  });

  test("different pixel size", async () => {
    await save(bad("images"), ramp(Uint16Array), { spacing: { x: 0.5, y: 0.5, z: 1, unit: "um" } });
    await save(bad("labels"), twoRois(), { spacing: { x: 0.65, y: 0.65, z: 1, unit: "um" } });
    await expectOneFailure(
      /bad\.tif: the label image does not have the pixel size of bad\.tif along x \(expected 0\.5 um, found 0\.65 um\)/,
    );
  });

  test("not a TIFF", async () => {
    await savePair(folders, "bad.tif");
    writeFileSync(bad("images"), "this is a text file that somebody renamed");
    await expectOneFailure(/bad\.tif: not an image in a known format \(expected .*TIFF.*\); .+/);
  });

  test("an empty file", async () => {
    await savePair(folders, "bad.tif");
    writeFileSync(bad("labels"), "");
    await expectOneFailure(/bad\.tif: the file is empty/);
  });

  test("truncated header", async () => {
    await savePair(folders, "bad.tif");
    truncateSync(bad("images"), 6);
    await expectOneFailure(/bad\.tif: .+; .+/);
  });

  test.each(["images", "labels"] as const)("truncated pixels in %s", async (folder) => {
    await savePair(folders, "bad.tif");
    // A file whose directory comes first, cut in the middle of its pixels.
    const bytes = tiffFile(
      [
        {
          ...plainPage,
          ImageWidth: 40,
          ImageLength: 30,
          RowsPerStrip: 30,
          StripOffsets: 0,
          StripByteCounts: 1200,
        },
      ],
      new Uint8Array(1000),
    );
    writeFileSync(bad(folder), bytes);
    await expectOneFailure(/bad\.tif: .+/);
  });

  test("a corrupt deflate tile", async () => {
    await savePair(folders, "bad.tif", { compression: "deflate" });
    const bytes = readFileSync(bad("images"));
    for (let i = 40; i < 60; i++) bytes[i] ^= 0x5a;
    writeFileSync(bad("images"), bytes);
    await expectOneFailure(/bad\.tif: .+/);
  });

  test("RGB where one channel is expected", async () => {
    await savePair(folders, "bad.tif");
    const page = {
      ...plainPage,
      BitsPerSample: [8, 8, 8],
      Photometric: 2,
      SamplesPerPixel: 3,
      StripByteCounts: 36,
    };
    writeFileSync(bad("images"), tiffFile([page], new Uint8Array(36)));
    await expectOneFailure(/bad\.tif: .*(RGB|colour|channel).*; .+/);
  });

  test("an unsupported compression is named", async () => {
    await savePair(folders, "bad.tif");
    writeFileSync(bad("images"), tiffFile([{ ...plainPage, Compression: 34712 }]));
    await expectOneFailure(/bad\.tif: .*JPEG ?2000.*; .+/);
  });

  test("fractional labels", async () => {
    await save(bad("images"), ramp(Uint16Array));
    const labels = Float32Array.from(twoRois());
    labels[5 * width + 7] = 1.5;
    await save(bad("labels"), labels);
    await expectOneFailure(/bad\.tif: the label image holds the fractional value 1\.5 at pixel \(7, 5\)/);
  });

  test("negative labels", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await save(
      bad("labels"),
      Int16Array.from(twoRois(), (label) => (label === 2 ? -1 : label)),
    );
    await expectOneFailure(/bad\.tif: the label image holds the negative value -1 at pixel \(20, 15\)/);
  });

  test("NaN labels", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await save(
      bad("labels"),
      Float64Array.from(twoRois(), (label) => (label === 1 ? Number.NaN : label)),
    );
    await expectOneFailure(/bad\.tif: the label image holds NaN at pixel \(5, 4\)/);
  });

  test("a label over 2^32 - 1", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await save(
      bad("labels"),
      Float64Array.from(twoRois(), (label) => (label === 1 ? 2 ** 32 : label)),
    );
    await expectOneFailure(/the value 4294967296, which is over the largest label 4294967295/);
  });

  test("no ROI at all", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await save(bad("labels"), new Uint16Array(width * height));
    await expectOneFailure(/bad\.tif: the label image holds no ROI/);
  });

  test("an image without a partner", async () => {
    await save(bad("images"), ramp(Uint16Array));
    await expectOneFailure(/bad\.tif: the intensity image has no label image/);
  });

  test("the same failures with several workers", async () => {
    for (const name of ["a.tif", "b.tif", "c.tif"]) await savePair(folders, name);
    await savePair(folders, "bad.tif");
    truncateSync(bad("images"), 6);
    const { code, err } = await extract("--workers", "2");
    expect(err).toMatch(/bad\.tif: /);
    expect(code).toBe(1);
    expect(readTable(folders.out).map(({ image }) => image)).toEqual([
      "a.tif",
      "a.tif",
      "b.tif",
      "b.tif",
      "c.tif",
      "c.tif",
    ]);
  });

  test("every image fails: no table, a report, exit code 1", async () => {
    await savePair(folders, "bad.tif");
    writeFileSync(bad("images"), "no image");
    const { code } = await extract();
    expect(code).toBe(1);
    expect(readdirSync(folders.out)).toEqual(["report.json"]);
  });
});

describe("input that other tools get wrong and that is fine here", () => {
  const mean = async (label: string, ...more: string[]): Promise<number> => {
    const { code, err } = await extract(...more);
    expect([code, err]).toEqual([0, ""]);
    return Number(readTable(folders.out).find((row) => row.label === label)!.intensity_mean);
  };

  test("a TIFF without SampleFormat", async () => {
    writeFileSync(join(folders.images, "a.tif"), tiffFile());
    writeFileSync(join(folders.labels, "a.tif"), tiffFile([plainPage], new Uint8Array(12).fill(1)));
    expect(await mean("1")).toBe(5.5);
  });

  test("labels tiled differently from intensities", async () => {
    await save(join(folders.images, "a.tif"), ramp(Uint16Array), { tile: [32, 16] });
    await save(join(folders.labels, "a.tif"), twoRois(), { tile: [16, 32] });
    expect(await mean("1")).toBe(100 + 9.5 + 6.5);
  });

  test("float intensities keep their values", async () => {
    await save(join(folders.images, "a.tif"), ramp(Float32Array, 0.25));
    await save(join(folders.labels, "a.tif"), twoRois());
    expect(await mean("1")).toBe(0.25 + 9.5 + 6.5);
  });

  test("negative intensities keep their values", async () => {
    await save(join(folders.images, "a.tif"), ramp(Int16Array, -1000));
    await save(join(folders.labels, "a.tif"), twoRois());
    expect(await mean("2")).toBe(-1000 + 23.5 + 19.5);
  });

  test.each([70000, 3_000_000_000, 4_294_967_295])("label %i", async (label) => {
    await save(join(folders.images, "a.tif"), ramp(Uint16Array));
    await save(
      join(folders.labels, "a.tif"),
      Uint32Array.from(twoRois(), (l) => (l === 1 ? label : l)),
    );
    expect(await mean(String(label))).toBe(100 + 9.5 + 6.5);
  });

  test("whole-number labels in a float image", async () => {
    await save(join(folders.images, "a.tif"), ramp(Uint16Array));
    await save(join(folders.labels, "a.tif"), Float32Array.from(twoRois()));
    expect(await mean("1")).toBe(100 + 9.5 + 6.5);
  });

  test("NaN and infinite intensities are counted, told and left out, never zero", async () => {
    const pixels = ramp(Float32Array);
    pixels[4 * width + 5] = Number.NaN;
    pixels[4 * width + 6] = Number.POSITIVE_INFINITY;
    await save(join(folders.images, "a.tif"), pixels);
    await save(join(folders.labels, "a.tif"), twoRois());
    const { code, err } = await pixelmetry([
      "extract",
      "-i",
      folders.images,
      "-l",
      folders.labels,
      "-f",
      ...features,
      "intensity_minimum",
      "-o",
      folders.out,
    ]);
    expect(code).toBe(0);
    expect(err).toMatch(/a\.tif: 2 NaN or infinite pixels inside ROIs were left out/);
    const [first] = readTable(folders.out);
    expect(Number(first.intensity_mean)).toBeCloseTo((60 * 116 - 109 - 110) / 58, 10);
    expect(first.intensity_minimum).toBe("110");
    expect(first.morphology_pixel_count).toBe("60");
    expect(readReport(folders.out).images[0].nonFinitePixels).toEqual([2]);
  });

  test("a one-pixel ROI: values that exist, reasons for those that do not", async () => {
    const labels = new Uint8Array(width * height);
    labels[10 * width + 10] = 9;
    await save(join(folders.images, "a.tif"), ramp(Uint16Array));
    await save(join(folders.labels, "a.tif"), labels);
    const { code } = await pixelmetry([
      "extract",
      "-i",
      folders.images,
      "-l",
      folders.labels,
      "-o",
      folders.out,
      "--log",
      "quiet",
    ]);
    expect(code).toBe(0);
    const [row] = readTable(folders.out);
    expect(row.intensity_mean).toBe("120");
    expect(row.intensity_skewness).toBe("");
    expect(readReport(folders.out).missing).toContainEqual(
      expect.objectContaining({ column: "intensity_skewness", count: 1 }),
    );
  });

  test("whole images that are not square", async () => {
    await save(join(folders.images, "a.tif"), ramp(Uint16Array));
    const { code } = await pixelmetry([
      "extract",
      "-i",
      folders.images,
      "-f",
      ...features,
      "-o",
      folders.out,
      "--log",
      "quiet",
    ]);
    expect(code).toBe(0);
    const [row] = readTable(folders.out);
    expect([row.label, row.morphology_pixel_count]).toEqual(["1", String(width * height)]);
    expect(Number(row.intensity_mean)).toBe(100 + (width - 1) / 2 + (height - 1) / 2);
  });

  test("more workers than cores", async () => {
    await savePair(folders, "a.tif");
    expect(await mean("1", "--workers", "12")).toBe(116);
  });
});

describe("requests that cannot be met", () => {
  beforeEach(() => savePair(folders, "a.tif"));
  const run = (...more: string[]): string[] => [
    "extract",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-o",
    folders.out,
    ...more,
  ];

  test("missing folder", () =>
    expectRefusal(
      ["extract", "-i", `${folders.images}x`, "-l", folders.labels, "-o", folders.out],
      /imagesx: there is no such file or folder; did you mean .*images\?/,
    ));
  test("folder without images", async () => {
    mkdirSync(join(folders.root, "empty"));
    await expectRefusal(
      ["extract", "-i", join(folders.root, "empty"), "-o", folders.out],
      /empty: the folder holds no image \(expected files ending in/,
    );
  });
  test("no input at all", () =>
    expectRefusal(
      ["extract", "-o", folders.out],
      /--intensity: no intensity image was given; name a folder/,
    ));
  test("nothing matches the pattern", () =>
    expectRefusal(run("--pattern", "^plate"), /--pattern: no file name matches \^plate \(found a\.tif\)/));
  test("a pattern that is no regular expression", () =>
    expectRefusal(run("--pattern", "("), /--pattern: \( is not a regular expression/));
  test("nothing pairs", async () => {
    copyFileSync(join(folders.labels, "a.tif"), join(folders.root, "mask.tif"));
    mkdirSync(join(folders.root, "masks"));
    copyFileSync(join(folders.labels, "a.tif"), join(folders.root, "masks", "zzz.tif"));
    await expectRefusal(
      ["extract", "-i", folders.images, "-l", join(folders.root, "masks"), "-o", folders.out],
      /no intensity image has a label image of the same name \(found a\.tif and zzz\.tif\)/,
    );
  });
  test("unequal lists", () =>
    expectRefusal(
      [
        "extract",
        "-i",
        join(folders.images, "a.tif"),
        join(folders.images, "a.tif"),
        join(folders.images, "a.tif"),
        "-l",
        join(folders.labels, "a.tif"),
        join(folders.labels, "a.tif"),
        "-o",
        folders.out,
      ],
      /pair by position, but the numbers differ \(expected 3 label images, or one for all, found 2\)/,
    ));
  test("unknown feature, nearest names suggested", () =>
    expectRefusal(
      run("-f", "glcm_contrst"),
      /glcm_contrst: no feature, family or group has this name; did you mean glcm_contrast/,
    ));
  test("unknown parameter", () =>
    expectRefusal(
      run("--set", "glcm.distanc=2"),
      /glcm\.distanc: there is no such parameter; did you mean glcm\.distance/,
    ));
  test("parameter out of bounds", () =>
    expectRefusal(
      run("--bins", "0"),
      /discretisation\.bins: the parameter has a value it cannot have \(expected a whole number from 1 to 65535, found 0\)/,
    ));
  test("contradicting binning", () =>
    expectRefusal(run("--bins", "8", "--bin-size", "5"), /these exclude each other/));
  test("unknown profile", () =>
    expectRefusal(run("--profile", "nyxsu"), /there is no profile nyxsu .*did you mean nyxus\?/));
  test("option without value", () =>
    expectRefusal(run("--format"), /option '--format <format>' argument missing/));
  test("unknown option", () => expectRefusal(run("--worker", "2"), /unknown option '--worker'/));
  test("unknown format", () =>
    expectRefusal(
      run("--format", "xls"),
      /argument 'xls' is invalid. Allowed choices are csv, parquet, arrow/,
    ));
  test("workers that are no number", () =>
    expectRefusal(
      run("--workers", "many"),
      /--workers: this is no whole number in range \(expected 1 or more, found many\)/,
    ));
  test("memory that is no size", () =>
    expectRefusal(
      run("--memory", "lots"),
      /--memory: this is no size of memory \(expected a number with a unit, as 512MB or 2GB, found lots\)/,
    ));
  test("memory too small for one block", () =>
    expectRefusal(
      run("--memory", "1MB"),
      /--memory: the memory budget is too small for one block of an image \(expected at least \d+(\.\d+)? MB, found 1\.0 MB\); raise it/,
    ));
  test("memory too small for the workers", () =>
    expectRefusal(run("--memory", "100MB", "--workers", "8"), /too small for 8 workers .*use --workers 1/));
  test("output folder that is a file", async () => {
    writeFileSync(folders.out, "");
    const { code, err } = await pixelmetry(run());
    expect(err).toMatch(/out: the output folder cannot be made \(EEXIST\); choose another folder with --out/);
    expect(code).toBe(2);
  });
  test("a definition of an unknown column", async () => {
    const { code, err } = await pixelmetry(run("-f", "intensity", "--define", "r = intensity_meen / 2"));
    expect(err).toMatch(/the table has no column intensity_meen; did you mean intensity_mean/);
    expect(code).toBe(2);
  });
  test("a configuration file with an unknown name", async () => {
    const path = join(folders.root, "run.yaml");
    writeFileSync(path, "featurs: intensity\n");
    await expectRefusal(
      run("--config", path),
      /run\.yaml: featurs: there is no such option; did you mean features\?/,
    );
  });
  test("a mapping file without header", async () => {
    const path = join(folders.root, "map.csv");
    writeFileSync(path, "a.tif,a.tif\n");
    await expectRefusal(
      ["extract", "--mapping", path, "-o", folders.out],
      /map\.csv: the first line of a mapping file names its columns/,
    );
  });
  test("lengths in micrometres without a pixel size", async () => {
    const { code, err } = await pixelmetry(run("--units", "um"));
    expect(err).toMatch(
      /a\.tif: the image states no pixel size, so lengths cannot be given in um; state it with --spacing/,
    );
    expect(code).toBe(1);
  });
  test("a channel that does not exist", async () => {
    const { code, err } = await pixelmetry(run("--channels", "dna"));
    expect(err).toMatch(/a\.tif: there is no channel dna \(expected 0 \(c0\)\)/);
    expect(code).toBe(1);
  });
  test("output that cannot be completed leaves no table", async () => {
    // A limit on the size of files stands in for a full disk.
    const result = await new Promise<{ code: number; err: string }>((resolve) => {
      const command = `ulimit -f 1; exec "${process.execPath}" "${mainFile}" ${run("--log", "quiet")
        .map((a) => `'${a}'`)
        .join(" ")}`;
      execFile("bash", ["-c", command], (error, _out, err) =>
        resolve({ code: Number(error?.code ?? 0), err }),
      );
    });
    expect(result.err).toMatch(/features\.csv: .+; .+\.$/m);
    expect(result.code).toBe(2);
    expect(readdirSync(folders.out).filter((name) => name.startsWith("features"))).toEqual([]);
  });
});

test("appending to a file changes its hash in the report", async () => {
  await savePair(folders, "a.tif");
  await extract();
  const before = readReport(folders.out).images[0].inputs.map(({ sha256 }) => sha256);
  appendFileSync(join(folders.images, "a.tif"), "x");
  await extract();
  const after = readReport(folders.out).images[0].inputs.map(({ sha256 }) => sha256);
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});
