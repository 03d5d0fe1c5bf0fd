/**
 * Tables of Nyxus, PyRadiomics and CellProfiler (reference-data/peer-tables) beside ours: rows and columns find each
 * other, and the features that no known difference is noted for agree.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pixelArray } from "@pixelmetry/roi";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CompareRequest, compareTables, extract, type RunRequest } from "../src/index.ts";
import { type Folders, makeFolders, save } from "./scene.ts";

const reference = join(import.meta.dirname, "../../../reference-data");
const peerTable = (name: string): string => join(reference, "peer-tables", `${name}.csv`);

interface Packed {
  readonly dtype: "uint16" | "uint32";
  readonly base64: string;
}
const fixture = JSON.parse(readFileSync(join(reference, "fixtures/cells.json"), "utf8")) as {
  shape: [number, number];
  labels: Packed;
  intensity: Packed;
};
function unpack({ dtype, base64 }: Packed) {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / (dtype === "uint16" ? 2 : 4));
}

let folders: Folders;
beforeEach(async () => {
  folders = makeFolders();
  const [height, width] = fixture.shape;
  await save(join(folders.images, "cells.tif"), unpack(fixture.intensity), { width, height });
  await save(join(folders.labels, "cells.tif"), unpack(fixture.labels), { width, height });
});
afterEach(() => folders.dispose());

async function ours(request: Partial<RunRequest>): Promise<string> {
  const images = { intensity: [folders.images], labels: [folders.labels], workers: 1 };
  return (await extract({ ...images, ...request }, { out: folders.out })).table!;
}

async function compared(table: string, more: Omit<CompareRequest, "table">) {
  const comparison = await compareTables({ table, ...more });
  expect(comparison.rois).toEqual({ matched: 8, onlyOurs: 0, onlyTheirs: 0 });
  return { comparison, of: (column: string) => comparison.columns.find((each) => each.column === column)! };
}

describe("Nyxus", () => {
  test("under its own names", async () => {
    const features = [
      "*BASIC_MORPHOLOGY*",
      "MEAN,MEDIAN,STANDARD_DEVIATION,P10,HYPERSKEWNESS,GLCM_ASM,GLCM_ASM_AVE",
    ];
    const { comparison, of } = await compared(await ours({ profile: "nyxus", features }), {
      peerTable: peerTable("nyxus"),
      peer: "nyxus",
    });
    for (const name of ["MEAN", "MEDIAN", "CENTROID_X", "AREA_PIXELS_COUNT", "BBOX_WIDTH", "EXTENT"])
      expect(of(name), name).toMatchObject({ beyond: 0, compared: 8 });
    expect(of("P10").knownDifference).toContain("100 bins");
    expect(of("P10").beyond).toBeGreaterThan(0);
    expect(of("HYPERSKEWNESS").knownDifference).toContain("sample standard deviation");
    expect(of("HYPERSKEWNESS").beyond).toBe(8);
    expect(of("GLCM_ASM_45").peerColumn).toBe("GLCM_ASM_45");
    const unexplained = comparison.columns.filter((c) => c.beyond > 0 && c.knownDifference === undefined);
    expect(unexplained.map(({ column }) => column)).toEqual([]);
  });

  test("under canonical names: one column per direction, each with its own", async () => {
    const { of } = await compared(
      await ours({ features: ["intensity_mean", "glcm_angular_second_moment_per_angle"] }),
      {
        peerTable: peerTable("nyxus"),
        peer: "nyxus",
      },
    );
    expect(of("intensity_mean")).toMatchObject({ peerColumn: "MEAN", beyond: 0, worst: 0 });
    expect(of("glcm_angular_second_moment_per_angle_135").peerColumn).toBe("GLCM_ASM_135");
  });
});

test("PyRadiomics' command line, images of another format", async () => {
  writeFileSync(
    join(folders.root, "pyradiomics.csv"),
    readFileSync(peerTable("pyradiomics"), "utf8").replaceAll("/data/cells.nrrd", "/data/cells.nii.gz"),
  );
  const features = [
    "intensity_mean,intensity_median,intensity_skewness,intensity_entropy,glcm_contrast,glcm_inverse_difference_moment",
  ];
  const { comparison, of } = await compared(await ours({ profile: "pyradiomics", features }), {
    peerTable: join(folders.root, "pyradiomics.csv"),
    peer: "pyradiomics",
    tolerance: 1e-9,
  });
  expect(comparison.columns).toHaveLength(6);
  expect(comparison.notCompared).toEqual([]);
  for (const each of comparison.columns) expect(each, each.column).toMatchObject({ beyond: 0 });
  expect(of("glcm_contrast").peerColumn).toBe("original_glcm_Contrast");
  expect(of("intensity_skewness")).toMatchObject({ compared: 8, onlyTheirs: 0 });
});

describe("CellProfiler", () => {
  const features = ["morphology_basic,contour,intensity,glcm,morphology_euler_number"];
  const request = { peerTable: peerTable("cellprofiler"), peer: "cellprofiler" } as const;

  test("intensities from 0 to 1, textures of 256 levels, images by number", async () => {
    const { comparison, of } = await compared(await ours({ profile: "cellprofiler", features }), {
      ...request,
      intensityScale: 65535,
      tolerance: 1e-9,
    });
    for (const name of [
      "intensity_mean",
      "intensity_standard_deviation",
      "morphology_pixel_count",
      "morphology_perimeter",
    ])
      expect(of(name), name).toMatchObject({ beyond: 0 });
    expect(of("intensity_mean").compared).toBe(8);
    for (const angle of ["0", "45", "90", "135"]) {
      const contrast = of(`glcm_contrast_per_angle_${angle}`);
      expect(contrast.peerColumn).toMatch(`Texture_Contrast_DNA_3_0${Number(angle) / 45}_256`);
    }
    // Only the ROI with pixels of intensity 0 has other textures, only the one at the image's border other edges.
    const different = comparison.columns.filter(({ beyond }) => beyond > 0);
    for (const { feature, beyond, worstRoi, knownDifference } of different) {
      expect({ feature, beyond, worstRoi }).toEqual({
        feature,
        beyond: 1,
        worstRoi: feature.startsWith("glcm_") ? "cells 40" : "cells 2",
      });
      expect(knownDifference).toBeDefined();
    }
    expect(different.length).toBeGreaterThan(20);
  });

  test("without the scale, intensities differ by it", async () => {
    const { of } = await compared(await ours({ features: ["intensity_mean"] }), request);
    expect(of("intensity_mean").worst).toBeCloseTo(1 - 1 / 65535, 9);
    expect(of("intensity_mean").beyond).toBe(8);
  });
});

describe("bad input", () => {
  test("another program's table, other images, twice the same ROI", async () => {
    const table = await ours({ features: ["intensity_mean"] });
    const request = { table, peer: "nyxus" } as const;
    await expect(compareTables({ ...request, peerTable: peerTable("pyradiomics") })).rejects.toThrow(
      "no column holds a feature that",
    );
    const other = join(folders.root, "other.csv");
    const write = (text: string) => {
      writeFileSync(other, text);
      return compareTables({ ...request, peerTable: other });
    };
    await expect(write("mask_image,ROI_label,MEAN\nf1.tif,1,5\n")).rejects.toThrow(
      "no ROI is in both tables",
    );
    await expect(write("mask_image,ROI_label,MEAN\ncells.tif,1,5\ncells.tif,1,5\n")).rejects.toThrow(
      "other.csv, line 3: the table has two rows of ROI cells 1",
    );
    await expect(write("mask_image,ROI_label,MEAN\ncells.tif,1,five\n")).rejects.toThrow(
      "this is no number (found five)",
    );
    await expect(write("mask_image,MEAN\ncells.tif,1\n")).rejects.toThrow("no column names the labels");
    await expect(compareTables({ ...request, peerTable: table, peer: "cellprofiler" })).rejects.toThrow();
  });

  test("several channels of ours and one of theirs", async () => {
    const [height, width] = fixture.shape;
    const two = new Uint16Array(2 * height * width);
    two.set(unpack(fixture.intensity));
    await save(join(folders.images, "cells.tif"), two, {
      width,
      height,
      channels: 2,
      channelNames: ["dna", "actin"],
    });
    const table = await ours({ features: ["intensity_mean"] });
    const request = { table, peerTable: peerTable("nyxus"), peer: "nyxus" } as const;
    await expect(compareTables(request)).rejects.toThrow("choose our channel with --channel");
    await expect(compareTables({ ...request, channel: "dns" })).rejects.toThrow("did you mean dna?");
    const { columns } = await compareTables({ ...request, channel: "dna" });
    expect(columns).toMatchObject([{ column: "intensity_mean_dna", peerColumn: "MEAN", beyond: 0 }]);
  });
});
