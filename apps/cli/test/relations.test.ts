/** Labels, relations, tables beside the feature table and comparisons, as a user calls them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pixelmetry, readTable } from "./run-cli.ts";
import { type Folders, height, makeFolders, save, savePair, twoRois, width } from "./scene.ts";

let folders: Folders;
beforeEach(async () => {
  folders = makeFolders();
  for (const name of ["p1_A01.tif", "p1_B02.tif"]) await savePair(folders, name);
});
afterEach(() => folders.dispose());

const extract = (...more: string[]) =>
  pixelmetry([
    "extract",
    "-i",
    folders.images,
    "-l",
    folders.labels,
    "-f",
    "intensity_mean,morphology_pixel_count,neighbours_count",
    "-o",
    folders.out,
    "--log",
    "json",
    ...more,
  ]);

const rowsOf = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));

describe("extract", () => {
  test("--annotate, --per-image, --graph", async () => {
    const { code, err } = await extract(
      "--annotate",
      "_(?<row>[A-H])(?<column>\\d+)",
      "--per-image",
      "mean,median",
      "sum",
      "--graph",
      "--set",
      "neighbours.distance=9",
    );
    expect(err).toContain(`"imageTable":"${join(folders.out, "images.csv")}"`);
    expect(code).toBe(0);
    expect(readTable(folders.out).map(({ row, column }) => row + column)).toEqual([
      "A01",
      "A01",
      "B02",
      "B02",
    ]);
    const images = rowsOf(join(folders.out, "images.csv"));
    expect(images[0].slice(0, 6)).toEqual([
      "image",
      "label_image",
      "row",
      "column",
      "roi_count",
      "morphology_pixel_count_mean",
    ]);
    expect(images[1].slice(0, 8)).toEqual(["p1_A01.tif", "p1_A01.tif", "A", "01", "2", "70", "70", "140"]);
    const [header, ...pairs] = rowsOf(join(folders.out, "neighbours.csv"));
    expect(header.slice(2, 4)).toEqual(["label_a", "label_b"]);
    // From pixel (14, 9) to pixel (20, 15).
    expect(pairs.map((pair) => [pair[0], pair[2], pair[3], pair[6]])).toEqual(
      ["p1_A01.tif", "p1_B02.tif"].map((name) => [name, "1", "2", String(Math.sqrt(72))]),
    );
  });

  test("--skip and --merge, also from a configuration file with paths of its own", async () => {
    writeFileSync(join(folders.root, "merge.csv"), "label,into\n1,9\n2,9\n");
    const config = join(folders.root, "run.yaml");
    writeFileSync(config, "merge: merge.csv\nskip:\n  p1_B02.tif: [1]\nper-image: [count]\n");
    const { code, err } = await extract("--config", config);
    expect([err.match(/"type":"failure"/), code]).toEqual([null, 0]);
    expect(readTable(folders.out).map((row) => [row.image, row.label, row.morphology_pixel_count])).toEqual([
      ["p1_A01.tif", "9", "140"],
      ["p1_B02.tif", "9", "80"],
    ]);
    expect(existsSync(join(folders.out, "images.csv"))).toBe(true);
    await extract("--skip", "2");
    expect(readTable(folders.out).map(({ label }) => label)).toEqual(["1", "1"]);
  });

  test.each([
    [["--skip", "x.tif:1"], /--skip: no image of the run is called x\.tif/],
    [["--skip", "one"], /--skip one: this is no label/],
    [["--merge", "some"], /--merge: there is no such table/],
    [["--annotate", "p(\\d)"], /the pattern has no named group/],
    [["--per-image", "average"], /--per-image: there is no statistic average/],
  ])("%j is refused", async (flags, sentence) => {
    const { code, err } = await extract(...flags);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});

describe("relate", () => {
  const relate = (...more: string[]) =>
    pixelmetry([
      "relate",
      "--parents",
      join(folders.root, "cells"),
      "--children",
      folders.labels,
      "-o",
      folders.out,
      ...more,
    ]);

  beforeEach(async () => {
    mkdirSync(join(folders.root, "cells"));
    // The left half is cell 5; ROI 1 lies in it, ROI 2 outside.
    const cells = new Uint16Array(width * height);
    for (let y = 0; y < height; y++) cells.fill(5, y * width, y * width + 20);
    for (const name of ["p1_A01.tif", "p1_B02.tif"]) await save(join(folders.root, "cells", name), cells);
  });

  test("pairs, parents with statistics of children, report, and what is said", async () => {
    await extract("-o", join(folders.root, "features"));
    const { code, err } = await relate(
      "--child-features",
      join(folders.root, "features/features.csv"),
      "--aggregate",
      "mean,count",
    );
    expect(err).toContain(
      "p1_A01.tif and p1_A01.tif: 1 parents, 2 children, 1 pairs, 1 children without parent",
    );
    expect(code).toBe(0);
    expect(rowsOf(join(folders.out, "relations.csv"))).toEqual([
      [
        "parent_image",
        "child_image",
        "parent",
        "child",
        "overlap_pixels",
        "child_pixels",
        "overlap_fraction",
      ],
      ["p1_A01.tif", "p1_A01.tif", "5", "1", "60", "60", "1"],
      ["p1_B02.tif", "p1_B02.tif", "5", "1", "60", "60", "1"],
    ]);
    const [header, first] = rowsOf(join(folders.out, "parents.csv"));
    expect(header.slice(0, 5)).toEqual([
      "label_image",
      "label",
      "child_count",
      "child_morphology_pixel_count_mean",
      "child_morphology_pixel_count_count",
    ]);
    expect(first.slice(0, 5)).toEqual(["p1_A01.tif", "5", "1", "60", "1"]);
    expect(JSON.parse(readFileSync(join(folders.out, "report.json"), "utf8"))).toMatchObject({
      schema: "pixelmetry-relations/1",
      failures: [],
    });
  });

  test("--by touching and a configuration file", async () => {
    const config = join(folders.root, "relate.yaml");
    writeFileSync(config, "parents: cells\nchildren: labels\nby: touching\nlog: quiet\n");
    const { code, err } = await pixelmetry(["relate", "--config", config, "-o", folders.out]);
    expect([err.replace(/npm warn.*\n/g, ""), code]).toEqual(["", 0]);
    // ROI 2 begins in the column beside the cell: ten pixels touch it.
    expect(rowsOf(join(folders.out, "relations.csv"))[2].slice(2)).toEqual(["5", "2", "0", "80", "0", "10"]);
  });

  test("one failing pair: exit code 1; contradictions: 2", async () => {
    await save(join(folders.labels, "p1_B02.tif"), twoRois().subarray(0, 400), { width: 20, height: 20 });
    const { code, err } = await relate("--log", "quiet");
    expect(err).toMatch(/p1_B02\.tif: the label image does not have the size of p1_B02\.tif/);
    expect(code).toBe(1);
    expect((await relate("--min-overlap", "2")).code).toBe(2);
    expect((await relate("--by", "box", "--min-overlap", "0.5")).err).toMatch(/has no fraction of overlap/);
    expect((await pixelmetry(["relate", "--parents", folders.labels])).err).toMatch(
      /--children: no label image was given/,
    );
  });
});

describe("compare", () => {
  test("prints agreement, writes CSV and JSON, and fails above a difference", async () => {
    await extract();
    const peer = join(folders.root, "nyxus.csv");
    writeFileSync(
      peer,
      "intensity_image,mask_image,ROI_label,t_index,MEAN,AREA_PIXELS_COUNT,NUM_NEIGHBORS\np1_A01.tif,p1_A01.tif,1,0,116,60,3\np1_A01.tif,p1_A01.tif,2,0,141,80,0\n",
    );
    const compare = (...more: string[]) =>
      pixelmetry(["compare", join(folders.out, "features.csv"), peer, "--with", "nyxus", ...more]);
    const file = join(folders.root, "agreement.csv");
    const { code, out, err } = await compare("--fail-above", "1e-3", "--out", file);
    const mean = readTable(folders.out)[1].intensity_mean;
    expect(out).toMatch(/intensity_mean\s+MEAN\s+2/);
    expect(out).toMatch(/neighbours_count .*known: the wheel/);
    expect(out).toMatch(/2 ROIs in both tables, 2 only in ours, 0 only in theirs/);
    const [header, ...rows] = rowsOf(file);
    expect(header.slice(0, 4)).toEqual(["column", "peer_column", "feature", "compared"]);
    const worst = rows.find(([column]) => column === "intensity_mean")![6];
    expect(Number(worst)).toBe(Math.abs(Number(mean) - 141) / Math.max(Number(mean), 141));
    expect(code).toBe(Number(worst) > 1e-3 ? 1 : 0);
    if (Number(worst) > 1e-3) expect(err).toMatch(/1 of 3 columns differ by more than 0\.001/);
    const json = JSON.parse((await compare("--json")).out);
    expect(json.rois).toEqual({ matched: 2, onlyOurs: 2, onlyTheirs: 0 });
  });

  test("refuses what it cannot read", async () => {
    await extract();
    const table = join(folders.out, "features.csv");
    const run = (...args: string[]) => pixelmetry(["compare", table, ...args]);
    expect((await run("none.csv", "--with", "nyxus")).err).toMatch(
      /none\.csv: the table cannot be read \(ENOENT\)/,
    );
    expect((await run(table, "--with", "imagej")).code).toBe(2);
    expect((await run(table, "--with", "nyxus", "--out", "x.txt")).err).toMatch(
      /a name ending in \.csv or \.json/,
    );
    expect((await run(table, "--with", "nyxus", "--tolerance", "few")).err).toMatch(
      /--tolerance: this is no number/,
    );
  });
});

test("completion knows the commands and their choices", async () => {
  const { out } = await pixelmetry(["completion", "bash"]);
  expect(out).toMatch(/"relate --by"\) COMPREPLY=\(\$\(compgen -W "overlap box touching"/);
  expect(out).toMatch(/"compare --with"\).*nyxus pyradiomics cellprofiler/);
  expect(out).toMatch(/"extract"\) words=.*--annotate.*--graph/);
});
