/** Relations of label images on disk: tables of pairs and of parents, against sums over pixels and rows by hand. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { extract, type RelateRequest, relateImages } from "../src/index.ts";
import { computeStatistics, parseStatistics } from "../src/statistics/statistic.ts";
import { type Folders, gridOfRois, makeFolders, pattern, save } from "./scene.ts";

const field = { width: 60, height: 40 };
let folders: Folders;
let cells: string;
let spots: string;

/** Cells of 19 x 19 pixels; spots of 4 x 4 on a grid that does not fit, so that some lie across borders. */
beforeEach(async () => {
  folders = makeFolders();
  cells = join(folders.root, "images");
  spots = join(folders.root, "labels");
  for (const name of ["f1", "f2"]) {
    await save(join(cells, `${name}_cells.tif`), gridOfRois(field, 20), field);
    await save(join(spots, `${name}_spots.tif`), gridOfRois(field, name === "f1" ? 5 : 7), field);
  }
});
afterEach(() => folders.dispose());

const patterns = { pattern: "(f\\d)_cells", childPattern: "(f\\d)_spots" };
const run = (more: Partial<RelateRequest> = {}) =>
  relateImages({ parents: [cells], children: [spots], ...patterns, ...more }, { out: folders.out });

type Row = Record<string, string>;
function rowsOf(path: string): Row[] {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

async function features(name: string, format: "csv" | "parquet" | "arrow" = "csv"): Promise<string> {
  const image = join(folders.root, "intensity.tif");
  await save(image, pattern(2400, 3, Uint16Array), field);
  const labels = ["f1", "f2"].map((each) => join(name === "cells" ? cells : spots, `${each}_${name}.tif`));
  const { table } = await extract(
    {
      intensity: labels.map(() => image),
      labels,
      features: ["intensity_mean", "intensity_skewness", "morphology_pixel_count"],
      annotate: ["(?<stem>\\w+)"],
      format,
      workers: 1,
    },
    { out: join(folders.root, `${name}-features`) },
  );
  return table!;
}

test("pairs, counts and orphans, by counting pixels", async () => {
  const { relations, parents, report } = await run({ minimumOverlap: 0.5 });
  const outer = gridOfRois(field, 20);
  for (const [name, pitch] of [
    ["f1", 5],
    ["f2", 7],
  ] as const) {
    const inner = gridOfRois(field, pitch);
    const expected: string[] = [];
    let orphans = 0;
    for (const child of [...new Set(inner)].filter((label) => label > 0).sort((a, b) => a - b)) {
      const counts = new Map<number, number>();
      let size = 0;
      for (let i = 0; i < inner.length; i++) {
        if (inner[i] !== child) continue;
        size++;
        if (outer[i] > 0) counts.set(outer[i], (counts.get(outer[i]) ?? 0) + 1);
      }
      const most = Math.max(0, ...counts.values());
      const parent = [...counts]
        .filter(([, n]) => n === most)
        .map(([label]) => label)
        .sort((a, b) => a - b)[0];
      if (most / size >= 0.5) expected.push(`${parent} ${child} ${most} ${size} ${most / size}`);
      else orphans++;
    }
    const rows = rowsOf(relations).filter((row) => row.parent_image === `${name}_cells.tif`);
    const found = rows.map((r) =>
      [r.parent, r.child, r.overlap_pixels, r.child_pixels, r.overlap_fraction].join(" "),
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(rows.every((row) => row.child_image === `${name}_spots.tif`)).toBe(true);
    const summary = report.images.find(({ parentImage }) => parentImage === `${name}_cells.tif`)!;
    expect(summary).toMatchObject({ parents: 6, pairs: rows.length, orphans });
    for (const row of rowsOf(parents).filter(({ label_image }) => label_image === `${name}_cells.tif`)) {
      expect(Number(row.child_count)).toBe(rows.filter(({ parent }) => parent === row.label).length);
    }
  }
  expect(rowsOf(parents)).toHaveLength(12);
});

describe("features of children in the rows of parents", () => {
  const words = ["count,sum,mean,min,max,q90", "mean@morphology_pixel_count", "mean@overlap_pixels"];

  test.each([undefined, 0])("with a memory of %s bytes", async (memory) => {
    const request = { childFeatures: await features("spots"), parentFeatures: await features("cells") };
    const { relations, parents } = await run({
      ...request,
      by: "touching",
      aggregate: words,
      ...(memory === undefined ? {} : { memory }),
    });
    const children = new Map(
      rowsOf(request.childFeatures).map((row) => [`${row.label_image} ${row.label}`, row]),
    );
    const own = new Map(
      rowsOf(request.parentFeatures).map((row) => [`${row.label_image} ${row.label}`, row]),
    );
    const pairs = rowsOf(relations);
    const statistics = parseStatistics(words, "");
    const names = ["intensity_mean", "intensity_skewness", "morphology_pixel_count"];
    const rows = rowsOf(parents);
    expect(rows).toHaveLength(12);
    expect(Object.keys(rows[0])).not.toContain("child_stem_mean");
    for (const row of rows) {
      for (const name of names) expect(row[name]).toBe(own.get(`${row.label_image} ${row.label}`)![name]);
      const mine = pairs.filter((pair) => pair.parent_image === row.label_image && pair.parent === row.label);
      expect(mine.length).toBeGreaterThan(5);
      const column = (name: string): number[] =>
        name === "overlap_pixels"
          ? mine.map((pair) => Number(pair.overlap_pixels))
          : mine.map(({ child_image, child }) => {
              const cell = children.get(`${child_image} ${child}`)![name];
              return cell === "" ? Number.NaN : Number(cell);
            });
      for (const name of names) {
        computeStatistics(statistics, column(name), column).forEach((value, s) => {
          expect(row[`child_${name}_${statistics[s].name}`]).toBe(value === undefined ? "" : String(value));
        });
      }
    }
    expect(folders.left().temp).toEqual([]);
  });

  test("children that the table leaves out take no part, but are counted", async () => {
    const table = await features("spots");
    const [header, ...lines] = readFileSync(table, "utf8").trimEnd().split("\n");
    writeFileSync(table, `${[header, ...lines.filter((line) => !/_spots\.tif,1,/.test(line))].join("\n")}\n`);
    const [row] = rowsOf((await run({ childFeatures: table, aggregate: ["count"] })).parents);
    expect(Number(row.child_count)).toBe(Number(row.child_intensity_mean_count) + 1);
  });
});

test.each(["parquet", "arrow"] as const)("tables in %s give what those in CSV give", async (format) => {
  const aggregate = ["mean,q90,count"];
  const read = async (of: "csv" | typeof format): Promise<string> => {
    const tables = {
      childFeatures: await features("spots", of),
      parentFeatures: await features("cells", of),
    };
    return readFileSync((await run({ ...tables, aggregate })).parents, "utf8");
  };
  const expected = await read("csv");
  expect(expected).toMatch(/child_intensity_skewness_q90/);
  expect(await read(format)).toBe(expected);
});

describe("bad input", () => {
  test("tables that do not fit", async () => {
    const table = join(folders.root, "table.csv");
    const of = (text: string) => {
      writeFileSync(table, text);
      return run({ childFeatures: table });
    };
    await expect(of("")).rejects.toThrow(`table.csv: the table is empty`);
    await expect(of("a,b\n1,2\n")).rejects.toThrow("table.csv: the table has no column label_image");
    await expect(of("label_image,label,area\nf3_spots.tif,1,2\n")).rejects.toThrow(
      "table.csv: the table has no row of f1_spots.tif",
    );
    await expect(of("label_image,label,area\nf1_spots.tif,x,2\n")).rejects.toThrow(
      "table.csv, line 2: this is no label",
    );
    await expect(of("label_image,label,area\nf1_spots.tif,1,2\nf1_spots.tif,2,big\n")).rejects.toThrow(
      "table.csv, line 3: the cell of area is no number",
    );
    await expect(of("label_image,label,area\nf1_spots.tif,1,2\nf1_spots.tif,1,3\n")).rejects.toThrow(
      "the table has two rows of ROI 1 of f1_spots.tif",
    );
    for (const format of ["parquet", "arrow"]) {
      const file = join(folders.root, `table.${format}`);
      await expect(run({ childFeatures: file })).rejects.toThrow(
        /table\.\w+: the table cannot be read \(ENOENT\)/,
      );
      writeFileSync(file, "label_image,label,area\n");
      await expect(run({ childFeatures: file })).rejects.toThrow(
        /table\.\w+: this is no (Parquet|Arrow) table/,
      );
    }
    expect(folders.left().out.filter((name) => !name.endsWith(".json"))).toEqual([]);
  });

  test("requests that contradict themselves", async () => {
    await expect(run({ aggregate: ["mean"] })).rejects.toThrow(
      "--aggregate: there are no features to aggregate",
    );
    await expect(run({ by: "box", minimumOverlap: 0.5 })).rejects.toThrow(
      "--min-overlap: a relation by box has no fraction of overlap",
    );
    await expect(run({ childFeatures: await features("spots"), aggregate: ["mean@area"] })).rejects.toThrow(
      "--aggregate: the children's table has no column area to weight with",
    );
    await expect(run({ childPattern: "(f\\d)_nuclei" })).rejects.toThrow(
      "--child-pattern: no file name matches",
    );
  });

  test("a pair of another size, an empty image and a file without partner fail alone", async () => {
    const small = { width: 20, height: 20 };
    for (const [name, labels] of [
      ["f3", gridOfRois(small, 10)],
      ["f4", new Uint16Array(2400)],
    ] as const) {
      await save(join(cells, `${name}_cells.tif`), gridOfRois(field, 20), field);
      await save(join(spots, `${name}_spots.tif`), labels, name === "f3" ? small : field);
    }
    await save(join(cells, "f5_cells.tif"), gridOfRois(field, 20), field);
    const { report } = await run();
    expect(report.images).toHaveLength(2);
    expect(report.failures.map(({ tag, message }) => [tag, message.split(":")[0]])).toEqual([
      ["unpaired-input", "f5_cells.tif"],
      ["geometry-mismatch", "f3_spots.tif"],
      ["no-roi", "f4_spots.tif"],
    ]);
    expect(report.failures[0].message).toContain("the label image of parents has no label image of children");
  });
});
