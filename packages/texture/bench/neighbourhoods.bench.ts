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
async function measured(image: BenchImage, ...features: string[]): Promise<void> {
  const rois = await measureTexture(image, { features });
  const values = rois.flatMap((roi) => Object.values(roi.values));
  if (rois.length !== image.rois || values.some((value) => value === null))
    throw new Error("values are missing");
}

const all = ["gldm", "ngldm", "ngtdm"];

describe(`64 levels, ${small.rois} regions of ${Math.round(small.pixels / small.rois)} pixels`, () => {
  bench("gldm and ngldm", () => measured(small, "gldm", "ngldm"));
  bench("ngtdm", () => measured(small, "ngtdm"));
  bench("all three", () => measured(small, ...all));
});

describe(`64 levels, one region of ${(large.pixels / 1e6).toFixed(1)} Mpx`, () => {
  bench("all three", () => measured(large, ...all), { iterations: 5 });
});
