import { cpus } from "node:os";
import { bench, describe } from "vitest";
import { measureTexture } from "../src/index.ts";
import { type BenchImage, discs, square } from "./scenes.ts";

console.log(`${cpus()[0].model}, Node ${process.version}; reading, finding regions and coding`);

async function measured(image: BenchImage, points: number, radius: number): Promise<void> {
  const parameters = { "lbp.points": points, "lbp.radius": radius };
  const rois = await measureTexture(image, { features: ["lbp"], parameters });
  const sums = rois.map(({ values }) =>
    Object.values(values).reduce<number>((sum, share) => sum + share!, 0),
  );
  if (rois.length !== image.rois || sums.some((sum) => Math.abs(sum - 1) > 1e-12))
    throw new Error("shares do not add up to 1");
}

for (const image of [discs(1000), square(1600)]) {
  describe(`lbp, regions: ${image.rois}, pixels: ${image.pixels}`, () => {
    bench("8 neighbours at 1", () => measured(image, 8, 1), { iterations: 5 });
    bench("24 neighbours at 3", () => measured(image, 24, 3), { iterations: 5 });
  });
}
