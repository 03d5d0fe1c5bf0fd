import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openImage } from "@pixelmetry/io";
import { pixelArray } from "@pixelmetry/roi";
import { describe, expect, it } from "vitest";
import { makeSample, sampleFolder } from "../../../tools/make-sample/make-sample.ts";

describe("sample images", () => {
  it("are what the generator makes, to the byte", async () => {
    for (const [name, bytes] of makeSample()) {
      const committed = await readFile(join(sampleFolder, name));
      expect(committed.equals(bytes), name).toBe(true);
    }
  });

  it("state channels and pixel size", async () => {
    const image = await openImage(join(sampleFolder, "images/cells.ome.tif"));
    const { size, dtype, channelNames, spacing } = image.info;
    await image.close();
    expect({ size, dtype, channelNames, spacing }).toMatchObject({
      size: [512, 512, 1],
      dtype: "uint16",
      channelNames: ["DNA", "Actin"],
      spacing: { x: 0.325, y: 0.325, unit: "um" },
    });
  });

  it("label 82 cells", async () => {
    const image = await openImage(join(sampleFolder, "labels/cells.ome.tif"));
    const labels = pixelArray("uint16", 512 * 512);
    await image.read({ x: 0, y: 0, width: 512, height: 512 }, labels, 0, 512);
    await image.close();
    expect(new Set(labels).size).toBe(83);
    expect(Math.max(...new Set(labels))).toBe(82);
  });
});
