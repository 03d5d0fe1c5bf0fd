/** Which label image belongs to which intensity images. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPixelmetryError } from "@pixelmetry/roi";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type InputRequest, type Pairing, pairImages } from "../src/index.ts";

let root: string;
let images: string;
let labels: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pixelmetry-pairs-"));
  [images, labels] = [join(root, "images"), join(root, "labels")];
  mkdirSync(images);
  mkdirSync(labels);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (folder: string, ...names: string[]): string[] =>
  names.map((name) => {
    writeFileSync(join(folder, name), "");
    return join(folder, name);
  });
const pair = (more: Partial<InputRequest> = {}) =>
  pairImages({ intensity: [images], labels: [labels], ...more });
/** `image+channel image+channel | labels`, an image a line. */
const summary = ({ images: list }: Pairing): string[] =>
  list.map(({ intensity, labels: file }) => {
    const files = intensity.map(
      ({ path, channel }) => path.split(/[\\/]/).pop() + (channel ? `+${channel}` : ""),
    );
    return `${files.join(" ")} | ${file?.split(/[\\/]/).pop() ?? "-"}`;
  });
const refusal = async (result: Promise<unknown>): Promise<string> => {
  const error = await result.then(
    () => new Error("no refusal"),
    (reason: unknown) => reason,
  );
  if (!isPixelmetryError(error)) throw error;
  return `${error.tag}: ${error.message}`;
};

describe("folders", () => {
  test("pair by name without the endings of image formats, in natural order", async () => {
    put(images, "img10.tif", "img2.ome.tif", "img1.TIFF", "a.btf");
    put(labels, "img1.tif", "img2.tif", "img10.ome.tiff", "a.tf8");
    const pairing = await pair();
    expect(summary(pairing)).toEqual([
      "a.btf | a.tf8",
      "img1.TIFF | img1.tif",
      "img2.ome.tif | img2.tif",
      "img10.tif | img10.ome.tiff",
    ]);
    expect(pairing.images.map(({ index, image, labelImage }) => [index, image, labelImage])[2]).toEqual([
      2,
      "img2.ome.tif",
      "img2.tif",
    ]);
    expect(pairing.unpaired).toEqual([]);
  });

  test("hidden files and other formats are left out", async () => {
    put(images, "a.tif", ".b.tif", "._a.tif", "notes.txt", "c.png");
    put(labels, "a.tif", "Thumbs.db");
    expect(summary(await pair())).toEqual(["a.tif | a.tif"]);
  });

  test("what has no partner is told, on both sides, with the nearest name", async () => {
    put(images, "a.tif", "field_01.tif");
    put(labels, "a.tif", "field_1.tif", "z.tif");
    const { images: list, unpaired } = await pair();
    expect(list).toHaveLength(1);
    expect(unpaired.map(({ error }) => error.message)).toEqual([
      "field_01.tif: the intensity image has no label image (found the nearest name is field_1.tif); rename it, remove it, or match names with --pattern and --label-pattern.",
      "field_1.tif: the label image has no intensity image; rename it, remove it, or match names with --pattern and --label-pattern.",
      "z.tif: the label image has no intensity image; rename it, remove it, or match names with --pattern and --label-pattern.",
    ]);
  });

  test("nothing pairs", async () => {
    put(images, "a.tif");
    put(labels, "b.tif");
    expect(await refusal(pair())).toMatch(/^unpaired-input: .*\(found a\.tif and b\.tif\)/);
  });

  test("two files of one name", async () => {
    put(images, "a.tif", "a.ome.tif");
    put(labels, "a.tif");
    expect(await refusal(pair())).toMatch(
      /^unpaired-input: a\.ome\.tif, a\.tif: these files share the key "a"/,
    );
  });

  test("no labels: every file is an image, whatever its name", async () => {
    put(images, "a.tif", "a.ome.tif");
    expect(summary(await pairImages({ intensity: [images] }))).toEqual(["a.ome.tif | -", "a.tif | -"]);
  });

  test("one label file serves a whole folder", async () => {
    put(images, "a.tif", "b.tif");
    const [mask] = put(root, "mask.tif");
    expect(summary(await pair({ labels: [mask] }))).toEqual(["a.tif | mask.tif", "b.tif | mask.tif"]);
  });
});

describe("files named one by one", () => {
  test("pair by position, whatever their names", async () => {
    const intensity = put(images, "b.dat", "a.tif");
    expect(summary(await pairImages({ intensity, labels: put(labels, "x.tif", "y.dat") }))).toEqual([
      "b.dat | x.tif",
      "a.tif | y.dat",
    ]);
  });

  test("one label file for all; other numbers are refused", async () => {
    const intensity = put(images, "a.tif", "b.tif", "c.tif");
    const [x, y] = put(labels, "x.tif", "y.tif");
    expect(summary(await pairImages({ intensity, labels: [x] }))).toHaveLength(3);
    expect(await refusal(pairImages({ intensity, labels: [x, y] }))).toMatch(
      /^unpaired-input: .*expected 3 label images, or one for all, found 2/,
    );
  });

  test("what does not exist, with the nearest name", async () => {
    put(images, "cells.tif");
    expect(await refusal(pairImages({ intensity: [join(images, "cell.tif")] }))).toMatch(
      /^input-not-found: .*cell\.tif: there is no such file or folder; did you mean .*cells\.tif\?$/,
    );
    expect(await refusal(pairImages({ intensity: [join(root, "no/such.tif")] }))).toMatch(
      /neither the file nor its folder exists/,
    );
    expect(await refusal(pairImages({ intensity: [] }))).toMatch(/no intensity image was given/);
  });

  test("addresses on the web are taken as they are", async () => {
    const pairing = await pairImages({ intensity: ["https://example.org/data/a.ome.tif?token=1"] });
    expect(pairing.images[0]).toMatchObject({
      image: "a.ome.tif",
      intensity: [{ path: "https://example.org/data/a.ome.tif?token=1" }],
    });
  });
});

describe("patterns", () => {
  test("without groups they filter", async () => {
    put(images, "a_raw.tif", "b_raw.tif", "b_preview.tif");
    put(labels, "a_raw.tif", "b_raw.tif", "c.tif");
    expect(summary(await pair({ pattern: "_raw" }))).toEqual([
      "a_raw.tif | a_raw.tif",
      "b_raw.tif | b_raw.tif",
    ]);
  });

  test("numbered groups are the key", async () => {
    put(images, "p1-A01-raw.tif", "p1-A02-raw.tif");
    put(labels, "A01_p1_mask.tif", "seg-p1-A02.tif");
    const pairing = await pair({ pattern: "^(?:seg-)?(p\\d)-(A\\d+)" });
    expect(summary(pairing)).toEqual(["p1-A02-raw.tif | seg-p1-A02.tif"]);
    expect(pairing.unpaired).toHaveLength(1);
  });

  test("named groups pair by name, in whatever order either pattern has them", async () => {
    put(images, "A01_f1.tif", "A01_f2.tif");
    put(labels, "f1_A01_mask.tif", "f2_A01_mask.tif");
    const pairing = await pair({
      pattern: "(?<well>[A-H]\\d+)_(?<field>f\\d)",
      labelPattern: "(?<field>f\\d)_(?<well>[A-H]\\d+)",
    });
    expect(summary(pairing)).toEqual(["A01_f1.tif | f1_A01_mask.tif", "A01_f2.tif | f2_A01_mask.tif"]);
  });

  test("the group channel gathers files into one image, channels in natural order", async () => {
    put(images, "f1_c10.tif", "f1_c2.tif", "f2_c2.tif", "f2_c10.tif");
    put(labels, "f1.tif", "f2.tif");
    expect(
      summary(await pair({ pattern: "(?<field>f\\d)_(?<channel>c\\d+)", labelPattern: "(?<field>f\\d)" })),
    ).toEqual(["f1_c2.tif+c2 f1_c10.tif+c10 | f1.tif", "f2_c2.tif+c2 f2_c10.tif+c10 | f2.tif"]);
  });

  test("channels without labels", async () => {
    put(images, "f1_a.tif", "f1_b.tif");
    const pattern = "(?<field>f\\d)_(?<channel>[ab])";
    expect(summary(await pairImages({ intensity: [images], pattern }))).toEqual([
      "f1_a.tif+a f1_b.tif+b | -",
    ]);
  });

  test("two files with one key, and two label files for one image", async () => {
    put(images, "f1_a.tif", "f1_b.tif");
    put(labels, "f1_x.tif", "f1_y.tif");
    expect(await refusal(pair({ pattern: "(f\\d)" }))).toMatch(
      /these files share the key "f1"; capture what/,
    );
    const labelPattern = "(?<field>f\\d)_(?<channel>[xy])";
    expect(await refusal(pair({ pattern: "(?<field>f\\d)_(?<channel>[ab])", labelPattern }))).toMatch(
      /f1_x\.tif, f1_y\.tif: several label images belong to f1_a\.tif/,
    );
  });

  test("a pattern that matches nothing, or is none", async () => {
    put(images, "a.tif");
    put(labels, "a.tif");
    expect(await refusal(pair({ pattern: "z" }))).toMatch(
      /^input-not-found: --pattern: no file name matches z/,
    );
    expect(await refusal(pair({ labelPattern: "z" }))).toMatch(/^input-not-found: --label-pattern: /);
    expect(await refusal(pair({ pattern: "(" }))).toMatch(
      /^invalid-argument: --pattern: \( is not a regular/,
    );
  });
});

describe("mapping files", () => {
  const map = (text: string, more: Partial<InputRequest> = {}) => {
    writeFileSync(join(root, "map.csv"), text);
    return pairImages({ intensity: [], mapping: join(root, "map.csv"), ...more });
  };

  test("relative paths start at the file, or at the folders that are given", async () => {
    const [image] = (await map("intensity,labels\nimages/a.tif,labels/b.tif\n")).images;
    expect([image.intensity[0].path, image.labels]).toEqual([join(images, "a.tif"), join(labels, "b.tif")]);
    const [other] = (
      await map("labels,intensity\nb.tif,a.tif\n", { intensity: ["/data/i"], labels: ["/data/l"] })
    ).images;
    expect([other.intensity[0].path, other.labels]).toEqual([join("/data/i/a.tif"), join("/data/l/b.tif")]);
    const [absolute] = (await map("intensity\n/x/a.tif\n")).images;
    expect([absolute.intensity[0].path, absolute.labels]).toEqual(["/x/a.tif", undefined]);
  });

  test("channels of one image", async () => {
    const text = "intensity,labels,channel\na1.tif,a.tif,dna\nb1.tif,b.tif,dna\na2.tif,a.tif,actin\n";
    expect(summary(await map(text))).toEqual(["a1.tif+dna a2.tif+actin | a.tif", "b1.tif+dna | b.tif"]);
  });

  test("a channel for the second time is another image with the same labels", async () => {
    const text = "intensity,labels,channel\nt1.tif,a.tif,dna\nt2.tif,a.tif,dna\n";
    expect(summary(await map(text))).toEqual(["t1.tif+dna | a.tif", "t2.tif+dna | a.tif"]);
  });

  test("as spreadsheets write them: byte order mark, quotes, semicolons, tabs, blank lines, comments", async () => {
    const wanted = ["a, b.tif | m.tif", "c.tif | n.tif"];
    expect(
      summary(await map('\uFEFFIntensity,Labels\r\n"a, b.tif",m.tif\r\n\r\n# no\r\nc.tif, n.tif\r\n')),
    ).toEqual(wanted);
    expect(summary(await map("intensity;labels\na, b.tif;m.tif\nc.tif;n.tif"))).toEqual(wanted);
    expect(summary(await map("intensity\tlabels\na, b.tif\tm.tif\nc.tif\tn.tif"))).toEqual(wanted);
  });

  test("what cannot be read", async () => {
    expect(await refusal(map(""))).toMatch(/found an empty file\); add the header line/);
    expect(await refusal(map("intensity,labels\n"))).toMatch(/lists no image/);
    expect(await refusal(map("intensity,labels\na.tif,b.tif\n,b.tif\n"))).toMatch(
      /map\.csv, line 3: the line names no intensity image/,
    );
    expect(await refusal(pairImages({ intensity: [], mapping: join(root, "none.csv") }))).toMatch(
      /^input-not-found: .*none\.csv: the mapping file cannot be read/,
    );
  });
});

describe("a file for each plane", () => {
  const pattern = "(?<stack>.+)_z(?<z>\\d+)(_(?<channel>dna|actin))?\\.tif";
  const planes = ({ images: list }: Pairing): string[] =>
    list.map((spec) =>
      [...spec.intensity.map(({ path }) => path), spec.labels!]
        .map((path) => (spec.planes?.[path] ?? [path]).map((file) => file.split(/[\\/]/).pop()).join(","))
        .join(" | "),
    );

  test("the group z makes volumes of intensity and label files", async () => {
    put(images, "b_z10.tif", "b_z9.tif", "b_z11.tif", "a_z02.tif", "a_z00.tif", "a_z04.tif");
    put(labels, "a_z0.tif", "a_z2.tif", "a_z4.tif", "b_z9.tif", "b_z10.tif", "b_z11.tif");
    expect(planes(await pair({ pattern }))).toEqual([
      "a_z00.tif,a_z02.tif,a_z04.tif | a_z0.tif,a_z2.tif,a_z4.tif",
      "b_z9.tif,b_z10.tif,b_z11.tif | b_z9.tif,b_z10.tif,b_z11.tif",
    ]);
  });

  test("channels have planes of their own; one label file may serve them", async () => {
    put(images, "a_z1_dna.tif", "a_z2_actin.tif", "a_z2_dna.tif", "a_z1_actin.tif");
    const file = put(labels, "a.tif")[0];
    expect(planes(await pair({ pattern, labels: [file] }))).toEqual([
      "a_z1_actin.tif,a_z2_actin.tif | a_z1_dna.tif,a_z2_dna.tif | a.tif",
    ]);
  });

  test.each<[string, string[], RegExp]>([
    [
      "missing",
      ["a_z1.tif", "a_z2.tif", "a_z4.tif"],
      /^unpaired-input: a_z4\.tif: plane 3 before it is missing/,
    ],
    ["twice", ["a_z1.tif", "a_z01.tif"], /^unpaired-input: a_z0?1\.tif: it is plane 1, as is a_z0?1\.tif/],
  ])("a plane is %s", async (_, names, message) => {
    put(images, ...names);
    put(labels, "a_z1.tif");
    expect(await refusal(pair({ pattern }))).toMatch(message);
  });

  test("the group captures no number", async () => {
    put(images, "a_ztop.tif");
    put(labels, "a_ztop.tif");
    expect(await refusal(pair({ pattern: "(?<stack>.+)_z(?<z>.+)\\.tif" }))).toMatch(
      /a_ztop.tif: the group z .*"top"/,
    );
  });
});
