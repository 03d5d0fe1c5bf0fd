/** Tables beside the feature table: a row per image, pairs of neighbours; columns from file names. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { extract, type RunRequest } from "../src/index.ts";
import { computeStatistics, parseStatistics } from "../src/statistics/statistic.ts";
import { type Folders, gridOfRois, makeFolders, pattern, save, savePair } from "./scene.ts";

let folders: Folders;
beforeEach(async () => {
  folders = makeFolders();
  for (const name of ["p1_A03_f1.tif", "p1_A03_f2.tif", "p2_B11_f1.tif"]) {
    await savePair(folders, name, name.charCodeAt(1));
  }
});
afterEach(() => folders.dispose());

const run = (more: Partial<RunRequest> = {}) =>
  extract(
    {
      intensity: [folders.images],
      labels: [folders.labels],
      features: ["intensity_mean", "intensity_skewness", "morphology_pixel_count", "neighbours"],
      workers: 1,
      ...more,
    },
    { out: folders.out },
  );

function rowsOf(path: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

describe("columns from file names", () => {
  test("named groups, in their order, after the label", async () => {
    const { table } = await run({
      annotate: ["p(?<plate>\\d+)_(?<row>[A-H])(?<column>\\d+)", "_f(?<field>\\d)"],
    });
    const rows = rowsOf(table!);
    expect(Object.keys(rows[0]).slice(0, 7)).toEqual([
      "image",
      "label_image",
      "label",
      "plate",
      "row",
      "column",
      "field",
    ]);
    expect(
      rows.slice(23, 25).map(({ image, plate, row, column, field }) => [image, plate, row, column, field]),
    ).toEqual([
      ["p1_A03_f2.tif", "1", "A", "03", "2"],
      ["p2_B11_f1.tif", "2", "B", "11", "1"],
    ]);
  });

  test("a group that takes no part is empty", async () => {
    const rows = rowsOf((await run({ annotate: ["^p(?:2(?<second>_B)|1)"] })).table!);
    expect(rows[0].second).toBe("");
    expect(rows.at(-1)!.second).toBe("_B");
  });

  test.each([
    ["p(?<plate>\\d", "--annotate: p(?<plate>\\d is not a regular expression"],
    ["p(\\d+)", "--annotate p(\\d+): the pattern has no named group"],
    ["p1_(?<well>...)", "p2_B11_f1.tif: the name does not match --annotate p1_(?<well>...)"],
    ["(?<label>p)", "label: two columns of the table would have this name"],
  ])("%s", async (pattern, message) => {
    await expect(run({ annotate: [pattern] })).rejects.toThrow(message);
  });

  test("two patterns with one name", async () => {
    await expect(run({ annotate: ["(?<a>p)", "(?<a>_)"] })).rejects.toThrow("two groups are called a");
  });
});

describe("a row per image", () => {
  const words = ["count,sum,mean,std,min,max,median,q90,mean@morphology_pixel_count"];

  test("is the statistics of the rows of the feature table", async () => {
    const annotate = ["p(?<plate>\\d+)"];
    const define = ["half = intensity_mean / 2"];
    const { table, imageTable, report } = await run({ perImage: words, annotate, define });
    expect(report.settings).toMatchObject({ perImage: words, annotate, define });
    const rows = rowsOf(table!);
    const images = rowsOf(imageTable!);
    expect(images.map(({ image, plate, roi_count }) => [image, plate, roi_count])).toEqual([
      ["p1_A03_f1.tif", "1", "12"],
      ["p1_A03_f2.tif", "1", "12"],
      ["p2_B11_f1.tif", "2", "12"],
    ]);
    const statistics = parseStatistics(words, "");
    const numbers = Object.keys(rows[0]).slice(4);
    expect(numbers).toContain("half");
    for (const image of images) {
      const own = rows.filter((row) => row.image === image.image);
      const column = (name: string) => own.map((row) => (row[name] === "" ? Number.NaN : Number(row[name])));
      for (const name of numbers) {
        computeStatistics(statistics, column(name), column).forEach((value, i) => {
          const cell = image[`${name}_${statistics[i].name}`];
          expect(cell, `${name} ${statistics[i].name}`).toBe(value === undefined ? "" : String(value));
        });
      }
    }
  });

  test("is the same for any number of workers and however many rows come at once", async () => {
    const field = { width: 1300, height: 1000 };
    await save(join(folders.images, "big.tif"), pattern(1.3e6, 5, Uint16Array), field);
    await save(join(folders.labels, "big.tif"), gridOfRois(field, 15), field);
    const big = { intensity: [join(folders.images, "big.tif")], labels: [join(folders.labels, "big.tif")] };
    const request = {
      ...big,
      perImage: ["median,q10,std"],
      features: ["intensity_mean", "morphology_pixel_count"],
    };
    const [first] = rowsOf((await run(request)).imageTable!);
    expect(Number(first.roi_count)).toBeGreaterThan(4096);
    const values = rowsOf((await run(request)).table!).map((row) => Number(row.intensity_mean));
    const [median] = computeStatistics(parseStatistics(["median"], ""), values, () => []);
    expect(Number(first.intensity_mean_median)).toBe(median);
    expect(folders.left().temp).toEqual([]);
  });

  test("unknown statistics and weights", async () => {
    await expect(run({ perImage: ["meen"] })).rejects.toThrow("--per-image: there is no statistic meen");
    await expect(run({ perImage: ["mean@morphology_pixel_cont"] })).rejects.toThrow(
      "--per-image: the table has no column morphology_pixel_cont to weight with; did you mean morphology_pixel_count?",
    );
    expect(folders.left().out).toEqual([]);
  });
});

describe("pairs of neighbours", () => {
  test.each([1, 2, 5])("every neighbour that is counted within %d is a pair", async (distance) => {
    const { table, graph } = await run({ graph: true, parameters: { "neighbours.distance": distance } });
    const pairs = rowsOf(graph!);
    for (const { image, label, neighbours_count, neighbours_closest_distance } of rowsOf(table!)) {
      const own = pairs.filter(
        (pair) => pair.image === image && (pair.label_a === label || pair.label_b === label),
      );
      expect(own.length).toBe(Number(neighbours_count));
      if (own.length === 0) continue;
      const nearest = Math.min(...own.map((pair) => Number(pair.centroid_distance)));
      expect(nearest).toBeCloseTo(Number(neighbours_closest_distance), 12);
    }
    // Squares ten pixels apart with a free row and column between them.
    expect(pairs.length).toBe(distance < 2 ? 0 : 3 * (distance < 3 ? 17 : 29));
    expect(pairs.every((pair) => pair.touching_pixels_a === "0")).toBe(true);
  });

  test("whole images have none", async () => {
    await expect(run({ labels: undefined as never, graph: true })).rejects.toThrow(
      "--graph: whole images are measured, and they have no neighbours",
    );
  });

  test("volumes have theirs along z, too", async () => {
    const field = { width: 20, height: 20, depth: 6 };
    const labels = new Uint8Array(2400);
    // Two cubes of two planes each with two planes between them, and one that shares an edge with the first.
    for (const [label, x0, z0] of [
      [1, 2, 0],
      [2, 2, 4],
      [3, 8, 2],
    ])
      for (let z = z0; z < z0 + 2; z++)
        for (let y = 5; y < 11; y++) labels.fill(label, (z * 20 + y) * 20 + x0, (z * 20 + y) * 20 + x0 + 6);
    const [image, mask] = [join(folders.root, "v.tif"), join(folders.root, "m.tif")];
    await save(image, pattern(2400, 5, Uint16Array), field);
    await save(mask, labels, field);
    const { graph } = await run({
      intensity: [image],
      labels: [mask],
      features: ["morphology_pixel_count"],
      graph: true,
    });
    const pairs = rowsOf(graph!).map((row) => Object.values(row).slice(2).map(Number));
    // Labels, touching pixels, distance of pixels, distance of centroids. An edge of six pixels in common.
    expect(pairs).toEqual([
      [1, 2, 0, 0, 3, 4],
      [1, 3, 6, 6, Math.SQRT2, Math.sqrt(36 + 4)],
      [2, 3, 6, 6, Math.SQRT2, Math.sqrt(36 + 4)],
    ]);
  });
});
