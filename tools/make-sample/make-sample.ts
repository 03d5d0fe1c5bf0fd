/**
 * `npx tsx tools/make-sample/make-sample.ts` writes the sample images to reference-data/sample.
 * @module
 */
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ImageSource, memoryImage, writeTiff } from "../../packages/io/src/index.ts";
import { makeScene } from "./scene.ts";

export const sampleFolder = fileURLToPath(new URL("../../reference-data/sample", import.meta.url));

/** Distance between pixel centres, micrometres. */
const pixelSize = 0.325;

/** The sample's images by path under {@link sampleFolder}, the same on every run. */
export function makeSample(): Map<string, ImageSource> {
  const { size, labels, dna, actin } = makeScene(12, 512, 118);
  const grid = {
    width: size,
    height: size,
    spacing: { x: pixelSize, y: pixelSize, z: pixelSize, unit: "um" as const },
    name: "cells",
  };
  const channels = new Uint16Array(2 * size * size);
  channels.set(dna);
  channels.set(actin, size * size);
  return new Map([
    [
      "images/cells.ome.tif",
      memoryImage({ ...grid, data: channels, channels: 2, channelNames: ["DNA", "Actin"] }),
    ],
    ["labels/cells.ome.tif", memoryImage({ ...grid, data: labels, channelNames: ["Cells"] })],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, image] of makeSample()) {
    const path = join(sampleFolder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeTiff(path, image, { effort: 9 });
    console.log(path);
  }
}
