/**
 * The main job on real images: `extract` over two microscopy fields against five tools. The images lie beside
 * the repository on machines of contributors and CI; without them there is nothing to measure.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extract, type RunRequest } from "../src/index.ts";

const root = join(import.meta.dirname, "../../..");
const images = join(root, "../shared/data/microscopy");

interface Row {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config?: string;
  readonly value: number | null;
  readonly note?: string;
  readonly missing?: string;
  readonly scale?: number;
  readonly period?: number;
  readonly tolerance?: number;
  readonly unit?: string;
  readonly expected_to_agree?: boolean;
}

/** Runs, and the configurations of golden rows that each of them answers. */
const runs: Record<string, { readonly request: Partial<RunRequest>; readonly configs: readonly string[] }> = {
  default: {
    request: {},
    configs: [
      "",
      "population",
      "fbn64",
      "labelled",
      "fbn64_d1_2D_avg",
      "spacing_1",
      "square_pixels spacing_1",
      "from_columns square_pixels spacing_1",
    ],
  },
  merged: {
    request: { parameters: { "glcm.aggregation": "merge" }, features: ["glcm"] },
    configs: ["fbn64_d1_2D_mrg"],
  },
  centres: {
    request: { parameters: { "ellipse.pixel_extent": false }, features: ["ellipse"] },
    configs: ["point_pixels spacing_1", "from_columns point_pixels spacing_1"],
  },
};

const undefinedWithOneLevel = /^glcm_(correlation|information_correlation_1)$/;

/**
 * Tools agree with each other to 5e-12; relative to the value, or to the terms it is a small difference of.
 */
const tolerance = 1e-11;

describe.runIf(existsSync(images))("microscopy fields", () => {
  let out = "";
  const tables = new Map<string, Map<string, Record<string, string>>>();

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), "pixelmetry-microscopy-"));
    for (const [name, { request }] of Object.entries(runs)) {
      const input = { intensity: [join(images, "int")], labels: [join(images, "seg")], workers: 1 };
      const result = await extract({ ...input, ...request }, { out: join(out, name) });
      expect(result.report.totals).toMatchObject({ images: 2, failed: 0, rois: 66 + 73 });
      const [header, ...lines] = readFileSync(result.table!, "utf8").trimEnd().split("\n");
      const names = header.split(",");
      const rows = lines.map((line) =>
        Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])),
      );
      tables.set(
        name,
        new Map(rows.map((row) => [`${row.image.replace(".ome.tif", "")}:${row.label}`, row])),
      );
    }
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  test.each(["numpy", "skimage", "pyradiomics", "mirp", "nyxus", "patterns"])("agree with %s", (tool) => {
    const golden = JSON.parse(
      readFileSync(join(root, "reference-data/microscopy", `${tool}.json`), "utf8"),
    ) as { rows: Row[] };
    const wrong: string[] = [];
    let compared = 0;
    for (const row of golden.rows) {
      if (row.note !== undefined || row.expected_to_agree === false) continue;
      // A constant ROI has no bin width: tools differ, this project gives it one level (see the features' special cases).
      if (
        row.missing === "constant-intensity" &&
        row.config?.startsWith("fbn64_d1") &&
        !undefinedWithOneLevel.test(row.id)
      )
        continue;
      const run = Object.entries(runs).find(([, { configs }]) => configs.includes(row.config ?? ""));
      if (run === undefined) continue;
      const cells = tables.get(run[0])!.get(`${row.fixture}:${row.label}`)!;
      const cell = cells[row.id];
      // Names of another definition, such as sample variance under a config, are columns of their own.
      if (cell === undefined) continue;
      compared++;
      if (!agrees(row, cell))
        wrong.push(
          `${row.fixture} ROI ${row.label} ${row.id} ${row.config ?? ""}: expected ${row.value}, got ${cell || "missing"}`,
        );
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(150);
  });

  test("every column has a value somewhere, and nothing is not a number", () => {
    const rows = [...tables.get("default")!.values()];
    // Without a pixel size there is no area in um^2 and no ball of 1 cm^3; weights that are negative at every edge leave no root of a mass.
    const none = /^morphology_area_um2$|^local_intensity_|_weighted_(moment_normalised|hu)_/;
    for (const name of Object.keys(rows[0])) {
      const values = rows.map((row) => row[name]).filter((cell) => cell !== "");
      if (!none.test(name)) expect(values.length, name).toBeGreaterThan(0);
      expect(values.join(), name).not.toMatch(/NaN|Infinity/);
    }
  });
});

function agrees(row: Row, cell: string): boolean {
  if (row.value === null) return cell === "";
  if (cell === "") return false;
  let difference = Math.abs(Number(cell) - row.value);
  if (row.period !== undefined)
    difference = Math.min(difference % row.period, row.period - (difference % row.period));
  const size = Math.max(Math.abs(row.value), row.scale ?? 0, row.period ?? 0);
  return difference <= Math.max(row.tolerance ?? 0, tolerance) * size;
}
