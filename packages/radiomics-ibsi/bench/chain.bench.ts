import { cpus } from "node:os";
import { bench, describe } from "vitest";
import { interpolate, measureIbsi, parsePipeline, processImage, volume } from "../src/index.ts";

console.log(`${cpus()[0]!.model}, Node ${process.version}`);

// The size of a chest CT cut to the tumour's surroundings; the region is an ellipsoid of 120000 voxels.
const size = [204, 201, 60] as const;
const spacing = [1, 1, 3] as const;
const voxels = new Float32Array(size[0] * size[1] * size[2]);
const inside = new Uint8Array(voxels.length);
for (let z = 0, i = 0; z < size[2]; z++) {
  for (let y = 0; y < size[1]; y++) {
    for (let x = 0; x < size[0]; x++, i++) {
      const noise = ((Math.imul(i, 2654435761) >>> 20) & 255) - 128;
      voxels[i] = 200 * Math.sin(x / 9) * Math.cos(y / 7) + 40 * Math.sin(z / 3) + noise;
      inside[i] = ((x - 100) / 48) ** 2 + ((y - 100) / 48) ** 2 + ((z - 30) / 12.5) ** 2 < 1 ? 1 : 0;
    }
  }
}
const image = volume(voxels, { size, spacing });
const mask = volume(inside, { size, spacing });
const pipelineOf = (method: string) =>
  parsePipeline({
    rounding: "nearest",
    interpolation: { spacing: 2, image: method, rounding: "nearest" },
    resegmentation: { range: [-300, 300], outliers: 3 },
    discretisation: { method: "fixed-bin-number", bins: 32 },
  });

describe(`${(voxels.length / 1e6).toFixed(1)} million voxels to 2 mm`, () => {
  bench("linear", () => void interpolate(image, [2, 2, 2], "linear"));
  bench("cubic", () => void interpolate(image, [2, 2, 2], "cubic"));
  bench("cubic, to 1 mm", () => void interpolate(image, [1, 1, 1], "cubic"));
});

describe("the chain", () => {
  bench("image, masks, diagnostics", () => void processImage(image, mask, pipelineOf("cubic")));
  bench(
    "with all features",
    async () => {
      const { values } = await measureIbsi(image, mask, pipelineOf("cubic"));
      if (values.size < 200) throw new Error("values are missing");
    },
    { iterations: 5 },
  );
});
