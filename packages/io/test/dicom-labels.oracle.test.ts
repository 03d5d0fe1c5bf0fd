// Segmentations by highdicom hold the labels they were written from; contours cover the pixels that scikit-image's
// points_in_poly finds inside. The grid is that of the series they belong to.
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isPixelmetryError, pixelArray } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { type ImageInfo, type OpenOptions, openDicomSeries, openImage } from "../src/index.ts";
import { dicomFile } from "./dicom-bytes.ts";
import { readAll } from "./pixels.ts";
import { rowsOf } from "./volume-oracle.ts";

const folder = join(import.meta.dirname, "../../../reference-data/io/dicom");
const rows = rowsOf("dicom/labels.json");
const [series, shorter] = ["series", "series-pet"].map((name) =>
  readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
);

let grid: ImageInfo;
beforeAll(async () => {
  const image = await openDicomSeries(series, { name: "ct" });
  grid = image.info;
  await image.close();
});

async function refusal(file: string | Uint8Array, options: OpenOptions): Promise<string> {
  try {
    await readAll(await openImage(typeof file === "string" ? join(folder, "labels", file) : file, options));
  } catch (error) {
    if (!isPixelmetryError(error)) throw error;
    expect(error.message).not.toMatch(/\n|NaN|undefined|\[object/);
    return `${error.tag}: ${error.message}`;
  }
  throw new Error("no refusal");
}

test("there are references", () => expect(rows.length).toBeGreaterThanOrEqual(9));

describe.each(rows)("$id, $claim", (row) => {
  const { segments } = row as { segments?: string[] };
  test.each([
    [1000, 1000],
    [5, 3],
    [1, 1000],
  ])("in blocks of up to %i x %i", async (width, height) => {
    const image = await openImage(join(folder, row.file as string), {
      grid,
      ...(segments ? { segments } : {}),
    });
    expect(image.info).toMatchObject({ dtype: row.dtype, size: row.size, channels: 1, frames: 1 });
    expect(image.info.placement).toEqual(grid.placement);
    expect(image.info.spacing).toEqual(grid.spacing);
    expect(image.info.notes).toHaveLength(row.notes);
    expect(image.info.notes![0]).toMatch(/^labels are segments: \d+ \w/);
    const { buffer } = await readAll(image, width, height);
    expect(createHash("sha256").update(new Uint8Array(buffer)).digest("hex")).toBe(row.sha256);
    await image.close();
  });
});

test("without an image, a segmentation has the grid of its frames", async () => {
  const image = await openImage(join(folder, "labels/binary.dcm"));
  expect(image.info.size).toEqual([13, 11, 3]);
  expect(image.info.spacing.z).toBeCloseTo(2.5, 3);
  const whole = await openImage(join(folder, "labels/binary.dcm"), { grid });
  const [own, part] = [pixelArray("uint8", 143), pixelArray("uint8", 143)];
  await image.read({ x: 0, y: 0, width: 13, height: 11, z: 2 }, own, 0, 13);
  await whole.read({ x: 0, y: 0, width: 13, height: 11, z: 3 }, part, 0, 13);
  expect(own).toEqual(part);
});

describe("refused", () => {
  test("segments and regions that overlap", async () => {
    expect(await refusal("overlap.dcm", { grid })).toMatch(
      /^invalid-labels: overlap\.dcm: the segments 1 segment 1 and 2 segment 2 overlap at pixel \(1, 2, 1\)/,
    );
    expect(await refusal("contours.dcm", { grid, segments: ["body", "core"] })).toMatch(
      /^invalid-labels: .*the segments .* overlap at pixel \(\d+, \d+, 2\)/,
    );
  });

  test("a segment that is not there", async () => {
    expect(await refusal("contours.dcm", { grid, segments: ["liver"] })).toMatch(
      /^invalid-argument: .*no segment liver .*expected 7 shell, 3 Core, 300 stars, 9 body/,
    );
  });

  test("contours without an image", async () => {
    expect(await refusal("contours.dcm", {})).toMatch(
      /^geometry-mismatch: .*contours have no pixels of their own/,
    );
  });

  test("an image that does not say where it lies", async () => {
    const { placement: _, ...nowhere } = grid;
    expect(await refusal("binary.dcm", { grid: nowhere })).toMatch(
      /^geometry-mismatch: ct: .*does not say where it lies/,
    );
  });

  test.each(["binary.dcm", "contours.dcm"])("%s on another grid", async (file) => {
    const { origin, directions } = grid.placement!;
    const [x, y, z] = origin;
    const aside = { ...grid, placement: { origin: [x, y + 1.3, z] as const, directions } };
    expect(
      await refusal(file, {
        grid: aside,
        segments: ["1", "7"].slice(file === "binary.dcm" ? 0 : 1, file === "binary.dcm" ? 1 : 2),
      }),
    ).toMatch(/^geometry-mismatch: .*does not lie on a plane of ct/);
    const image = await openDicomSeries(shorter.slice(0, 1), { name: "slice" });
    expect(await refusal(file, { grid: image.info })).toMatch(
      /^geometry-mismatch: .*does not lie on a plane of slice/,
    );
    await image.close();
  });

  test("another size", async () => {
    expect(await refusal("binary.dcm", { grid: { ...grid, size: [14, 11, 5] } })).toMatch(
      /^geometry-mismatch: .*size of ct \(expected 14 x 11 pixels, found 13 x 11\)/,
    );
  });

  test("a segmentation without segments, of no kind", async () => {
    const file = dicomFile({ "00080016": ["UI", "1.2.840.10008.5.1.4.1.1.66.4"] });
    expect(await refusal(file, { grid })).toMatch(/^corrupt-input: .*kind of the segmentation/);
    const empty = dicomFile({ "00080016": ["UI", "1.2.840.10008.5.1.4.1.1.481.3"] });
    expect(await refusal(empty, { grid })).toMatch(
      /^corrupt-input: .*numbers of the segments .*found no segment/,
    );
  });
});
