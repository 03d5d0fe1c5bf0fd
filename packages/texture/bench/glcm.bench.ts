import { cpus } from "node:os";
import type { MeasuredRoi, MeasureFamiliesOptions } from "@pixelmetry/roi";
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
async function measured(image: BenchImage, options: MeasureFamiliesOptions): Promise<readonly MeasuredRoi[]> {
  const rois = await measureTexture(image, options);
  const values = rois.flatMap((roi) => Object.values(roi.values));
  if (rois.length !== image.rois || values.some((value) => value === null))
    throw new Error("values are missing");
  return rois;
}

const bins = (n: number): MeasureFamiliesOptions => ({
  features: ["glcm"],
  parameters: { "discretisation.bins": n },
});

describe(`glcm, ${small.rois} regions of ${Math.round(small.pixels / small.rois)} pixels, 125 columns`, () => {
  bench("64 levels", async () => void (await measured(small, bins(64))));
  bench("256 levels", async () => void (await measured(small, bins(256))));
});

describe(`glcm, one region of ${(large.pixels / 1e6).toFixed(1)} Mpx, 125 columns`, () => {
  bench("64 levels", async () => void (await measured(large, bins(64))), { iterations: 5 });
  bench("1024 levels", async () => void (await measured(large, bins(1024))), { iterations: 5 });
});
