/**
 * `npx tsx tools/make-sample/make-sample.ts` writes the sample images to reference-data/sample.
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeOmeTiff } from "./ome-tiff.ts";
import { makeScene } from "./scene.ts";

export const sampleFolder = fileURLToPath(new URL("../../reference-data/sample", import.meta.url));

/** The sample's files: path under {@link sampleFolder} → bytes, the same on every run. */
export function makeSample(): Map<string, Uint8Array> {
  const { size, labels, dna, actin } = makeScene(12, 512, 118);
  const shared = { width: size, height: size, pixelSize: 0.325 };
  return new Map([
    [
      "images/cells.ome.tif",
      writeOmeTiff({
        ...shared,
        name: "cells",
        description: "Simulated fluorescence image of cultured cells",
        channels: [
          { name: "DNA", pixels: dna },
          { name: "Actin", pixels: actin },
        ],
      }),
    ],
    [
      "labels/cells.ome.tif",
      writeOmeTiff({
        ...shared,
        name: "cells",
        description: "One label per cell, 0 = background",
        channels: [{ name: "Cells", pixels: labels }],
      }),
    ],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, bytes] of makeSample()) {
    const path = join(sampleFolder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    console.log(`${path}: ${bytes.length} bytes`);
  }
}
