import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createMemorySink, type ImageSource, openImage, writeTiff } from "@pixelmetry/io";
import { pixelArray } from "@pixelmetry/roi";
import { describe, expect, it } from "vitest";
import { makeSample, sampleFolder } from "../../../tools/make-sample/make-sample.ts";

const sample = makeSample();
const names = [...sample.keys()];

async function pixelsOf(image: ImageSource): Promise<Uint8Array> {
  const { size, dtype, channels } = image.info;
  const [width, height] = size;
  const pixels = pixelArray(dtype, width * height * channels);
  for (let channel = 0; channel < channels; channel++) {
    await image.read({ x: 0, y: 0, width, height, channel }, pixels, channel * width * height, width);
  }
  return new Uint8Array(pixels.buffer);
}

/** What a file says about its image, without how it is stored. */
function contentOf({ info }: ImageSource) {
  const { size, dtype, channels, channelNames, frames, spacing } = info;
  return { size, dtype, channels, channelNames, frames, spacing };
}

describe("sample images", () => {
  // Pixels, not bytes of the file: how zlib packs them differs between versions of Node.
  it.each(names)("%s is what the generator makes, to the pixel", async (name) => {
    const made = sample.get(name)!;
    const committed = await openImage(join(sampleFolder, name));
    expect(contentOf(committed)).toEqual(contentOf(made));
    expect(Buffer.compare(await pixelsOf(committed), await pixelsOf(made))).toBe(0);
    await committed.close();
  });

  it.each(names)("%s is written to the same bytes each time", async (name) => {
    const files: Uint8Array[] = [];
    for (let run = 0; run < 2; run++) {
      const sink = createMemorySink();
      await writeTiff(sink, sample.get(name)!, { effort: 9 });
      files.push(sink.bytes());
    }
    expect(Buffer.compare(files[0], files[1])).toBe(0);
  });

  it("state channels and pixel size", () => {
    expect(contentOf(sample.get("images/cells.ome.tif")!)).toMatchObject({
      size: [512, 512, 1],
      dtype: "uint16",
      channelNames: ["DNA", "Actin"],
      spacing: { x: 0.325, y: 0.325, unit: "um" },
    });
  });

  it("label 82 cells, without gaps", async () => {
    const labels = new Uint16Array((await pixelsOf(sample.get("labels/cells.ome.tif")!)).buffer);
    const found = [...new Set(labels)].sort((a, b) => a - b);
    expect(found).toEqual(Array.from({ length: 83 }, (_, label) => label));
  });

  it("are small enough to live in a repository", async () => {
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(sampleFolder, name))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2 * 1024 * 1024);
  });
});
