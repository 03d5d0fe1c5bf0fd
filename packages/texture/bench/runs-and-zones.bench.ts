import { cpus } from "node:os";
import { bench, describe } from "vitest";
import { measureTexture } from "../src/index.ts";
import { type BenchImage, discs, square } from "./scenes.ts";

// Everything is included: reading the image, finding regions, binning, counting, measuring, rows of results.
console.log(
  `${cpus()[0].model}, Node ${process.version}; time / regions for small ones, Mpx / time for large ones`,
);

const small = discs(1000);
const large = square(3200);

/** Measures, and fails when the result cannot be right. */
async function run(image: BenchImage, family: string, bins: number): Promise<void> {
  const rois = await measureTexture(image, {
    features: [family],
    parameters: { "discretisation.bins": bins },
  });
  const values = rois.flatMap((roi) => Object.values(roi.values));
  if (rois.length !== image.rois || values.some((value) => value === null))
    throw new Error("values are missing");
}

describe.for(["glrlm", "glszm", "gldzm"])("%s", (family) => {
  const pixels = Math.round(small.pixels / small.rois);
  bench(`${small.rois} regions of ${pixels} pixels, 64 levels`, () => run(small, family, 64));
  bench(`${small.rois} regions of ${pixels} pixels, 8 levels`, () => run(small, family, 8));
  bench(`one region of ${(large.pixels / 1e6).toFixed(1)} Mpx, 64 levels`, () => run(large, family, 64), {
    iterations: 3,
  });
});
