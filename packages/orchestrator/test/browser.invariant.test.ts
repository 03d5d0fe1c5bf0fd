/** A browser gives the table that Node gives, to the last bit, whoever helps and wherever pixels wait. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extract, type RunReport } from "../src/index.ts";
import { workerBytes } from "../src/request.ts";
import { browserPath, buildPage, openPage, type TestPage } from "./browser/chromium.ts";
import { type Folders, gridOfRois, makeFolders, pattern, save } from "./scene.ts";

const MiB = 2 ** 20;
const features = ["intensity", "morphology_basic", "ellipse", "glcm_*", "zernike", "neighbours"];
const small = ["a.tif", "b.tif", "c.tif", "d.tif"];

/** Names of the columns in which two tables differ, with the first pair of values. */
function differences(table: string | undefined, other: string): string[] {
  const [a, b] = [table ?? "", other].map((text) => text.split("\n").map((line) => line.split(",")));
  if (a.length !== b.length || `${a[0]}` !== `${b[0]}`) return ["rows or names of columns"];
  return a[0].flatMap((name, c) => {
    const row = a.findIndex((cells, r) => cells[c] !== b[r][c]);
    return row < 0 ? [] : [`${name}: ${a[row][c]} and ${b[row][c]}`];
  });
}

describe.skipIf(browserPath === undefined)("in Chromium", () => {
  let folders: Folders;
  let bundle: string;
  beforeAll(async () => {
    folders = makeFolders();
    bundle = mkdtempSync(join(tmpdir(), "pixelmetry-page-"));
    await buildPage(bundle);
    const field = { width: 200, height: 160 };
    for (const [i, name] of small.entries()) {
      await save(join(folders.images, name), pattern(200 * 160, 7 + i, Uint16Array), field);
      await save(join(folders.labels, name), gridOfRois(field, 20 + 3 * i), field);
    }
    const big = { width: 2048, height: 5200 };
    await save(join(folders.images, "big.tif"), pattern(2048 * 5200, 3, Uint16Array), big);
    await save(join(folders.labels, "big.tif"), gridOfRois(big, 690), big);
    writeFileSync(join(folders.images, "bad.tif"), "II*\0 and no more");
    await save(join(folders.labels, "bad.tif"), gridOfRois(field, 20), field);
  });
  afterAll(() => {
    folders.dispose();
    rmSync(bundle, { recursive: true, force: true });
  });

  /** Table and report of the same run in Node, in one thread. */
  async function inNode(names: readonly string[]): Promise<{ table: string; report: RunReport }> {
    const result = await extract(
      {
        intensity: names.map((name) => join(folders.images, name)),
        labels: names.map((name) => join(folders.labels, name)),
        features,
        workers: 1,
      },
      { out: folders.out },
    );
    return { table: readFileSync(result.table!, "utf8"), report: result.report };
  }

  const files = (names: readonly string[]) => ({
    intensity: names.map((name) => `images/${name}`),
    labels: names.map((name) => `labels/${name}`),
  });

  describe.each([
    { isolated: true, memory: "shared memory" },
    { isolated: false, memory: "no shared memory" },
  ])("with $memory", ({ isolated }) => {
    let page: TestPage;
    beforeAll(async () => {
      page = await openPage(bundle, folders.root, isolated);
    });
    afterAll(() => page?.close());

    test.each([1, 2])("small images, %i workers", async (workers) => {
      const { table, report, events, left } = await page.run({
        ...files([...small].reverse()),
        request: { features, workers },
      });
      const node = await inNode([...small].reverse());
      expect(differences(table, node.table)).toEqual([]);
      const images = (report as RunReport).images;
      expect(images.map(({ inputs }) => inputs.map(({ sha256, bytes }) => [sha256, bytes]))).toEqual(
        node.report.images.map(({ inputs }) => inputs.map(({ sha256, bytes }) => [sha256, bytes])),
      );
      expect(events.at(-1)).toBe("done");
      expect(left).toEqual([]);
    });

    test.each([
      { workers: 1, memory: workerBytes + MiB, spills: true },
      { workers: 2, memory: 2 * (workerBytes + MiB), spills: true },
      { workers: 2, memory: 4096 * MiB, spills: false },
    ])("an image of several blocks, $workers workers, $memory bytes", async ({ workers, memory, spills }) => {
      const { table, report, left } = await page.run({
        ...files(["big.tif"]),
        request: { features, workers, memory },
      });
      expect(differences(table, (await inNode(["big.tif"])).table)).toEqual([]);
      expect((report as RunReport).images[0].spilledBytes > 0).toBe(spills);
      expect(left).toEqual([]);
    });

    test("a damaged file fails alone", async () => {
      const { table, events } = await page.run({ ...files(["bad.tif", "a.tif"]), request: { features } });
      expect(differences(table, (await inNode(["a.tif"])).table)).toEqual([]);
      expect(events.filter((event) => event.startsWith("failure"))).toEqual([
        expect.stringContaining("bad.tif"),
      ]);
    });

    test("a run that is stopped rejects and leaves nothing", async () => {
      const {
        error,
        files: outputs,
        left,
      } = await page.run({
        ...files(["big.tif"]),
        request: { features, workers: 2, memory: 2 * (workerBytes + MiB) },
        stopAt: "progress",
      });
      expect(error?.tag).toBe("aborted");
      expect([outputs, left]).toEqual([undefined, []]);
    });

    test("what cannot be met is told before any pixel is read", async () => {
      const { error } = await page.run({ ...files(["a.tif"]), request: { features: ["glcm_contrst"] } });
      expect(error).toMatchObject({
        tag: "unknown-feature",
        message: expect.stringContaining("glcm_contrast"),
      });
    });
  });
});
