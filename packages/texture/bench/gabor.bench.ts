import { cpus } from "node:os";
import type { ParameterValue } from "@pixelmetry/roi";
import { bench, describe } from "vitest";
import { measureTexture } from "../src/index.ts";
import { type BenchImage, discs, square } from "./scenes.ts";

console.log(`${cpus()[0].model}, Node ${process.version}; reading, finding regions and filtering`);

/** Four filters under kernels of 17 x 17 pixels, as many as Nyxus has by default. */
const four = { "gabor.frequencies": [0.125], "gabor.radius": 8 };
const oblong = { ...four, "gabor.aspect": 0.5 };

async function measured(
  image: BenchImage,
  parameters: Readonly<Record<string, ParameterValue>>,
): Promise<void> {
  const rois = await measureTexture(image, { features: ["gabor"], parameters });
  if (
    rois.length !== image.rois ||
    rois.some((roi) => Object.values(roi.values).some((value) => value === null))
  )
    throw new Error("values are missing");
}

for (const image of [discs(1000), square(1600)]) {
  describe(`gabor, regions: ${image.rois}, pixels: ${image.pixels}`, () => {
    bench("12 filters, kernels up to 55 x 55", () => measured(image, {}), { iterations: 5 });
    bench("4 filters, 17 x 17", () => measured(image, four), { iterations: 5 });
    bench("4 filters, 17 x 17, oblong", () => measured(image, oblong), { iterations: 5 });
  });
}
