import { cpus } from "node:os";
import { type MemoryImage, measureFamilies } from "@pixelmetry/roi";
import { bench, describe } from "vitest";
import { families } from "../src/index.ts";

// Everything is included: reading the image, finding regions, measuring, rows of results.
console.log(`${cpus()[0]!.model}, Node ${process.version}`);

interface BenchImage extends MemoryImage {
  readonly rois: number;
}

/** Noise on a ramp, so that near pixels are alike. */
const noisy = (length: number, width: number): Int16Array =>
  Int16Array.from({ length }, (_, i) => (i % width) + ((Math.imul(i, 2654435761) >>> 20) & 1023));

/** Discs of 20 pixels across, one in each square of 25. */
function discs(side: number): BenchImage {
  const width = 25 * side;
  const labels = new Uint16Array(width * width);
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (((x % 25) - 12) ** 2 + ((y % 25) - 12) ** 2 < 110) {
      labels[i] = 1 + Math.floor(y / 25) * side + Math.floor(x / 25);
    }
  }
  const intensity = noisy(labels.length, width);
  return { labels, intensity, width, height: width, spacingUm: [1000, 1000, 1000], rois: side * side };
}

const cube = (side: number, um: number): BenchImage => ({
  intensity: noisy(side ** 3, side),
  width: side,
  height: side,
  depth: side,
  spacingUm: [um, um, um],
  rois: 1,
});

async function measured(image: BenchImage, family: string): Promise<void> {
  const rois = await measureFamilies(families, image, { features: [family] });
  if (rois.length !== image.rois || rois.some((roi) => Object.values(roi.values).includes(null)))
    throw new Error("values are missing");
}

const ids = families.map(({ id }) => id);
const small = discs(50);
const voxels = cube(100, 2000);

describe(`${small.rois} regions of 345 pixels`, () => {
  for (const id of ids) bench(id, () => measured(small, id), { iterations: 5 });
});

describe("one region of 100³ voxels of 2 mm", () => {
  for (const id of ids) bench(id, () => measured(voxels, id), { iterations: 3 });
});
