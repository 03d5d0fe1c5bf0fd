/**
 * How fast one core reads and scans: decode the tiles of a label image and its intensities, find the runs of
 * labels, update extrema. In one process that is warm, so start-up and compilation do not count.
 *
 * `tsx tools/bench/scan-rate.ts <intensity folder> <label folder>` prints one line of JSON.
 * @module
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ImageSpec } from "../../packages/orchestrator/src/input/image-spec.ts";
import { openImagePair } from "../../packages/orchestrator/src/input/open-image-pair.ts";
import { BlockBuffers } from "../../packages/roi/src/block-buffers.ts";
import { defineFeature } from "../../packages/roi/src/feature.ts";
import { imageBlocks, LocalImageTasks } from "../../packages/roi/src/image-tasks.ts";
import { intensityExtrema } from "../../packages/roi/src/intermediates/intensity-extrema.ts";
import { plan } from "../../packages/roi/src/plan.ts";

export interface ScanRate {
  /**
   * Megapixels per second of CPU, each with its label and its intensity: median and best of the sweeps. CPU,
   * because on a machine that does other things too a sweep waits.
   */
  readonly median: number;
  readonly best: number;
  readonly sweeps: number;
}

const largest = defineFeature({
  id: "bench_largest",
  names: {},
  unit: "intensity",
  dimensions: [2, 3],
  definition: "Largest intensity.",
  formula: "\\max I",
  reference: "",
  degenerate: "",
  needs: { extrema: intensityExtrema },
  compute: ({ extrema }) => extrema.max,
});

async function scanRate(intensity: string, labels: string, leastSeconds = 3): Promise<ScanRate> {
  const compiled = plan([largest]);
  const buffers = new BlockBuffers();
  let pixels = 0;
  const sweep = async (): Promise<void> => {
    pixels = 0;
    for (const [index, name] of readdirSync(labels).entries()) {
      const spec: ImageSpec = {
        index,
        image: name,
        labelImage: name,
        intensity: [{ path: join(intensity, name) }],
        labels: join(labels, name),
      };
      const image = await openImagePair(spec, { unit: "pixel" }, true);
      const tasks = new LocalImageTasks(image, compiled, { buffers });
      for (const { index: block } of imageBlocks(image)) await tasks.collect(block);
      const [width, height] = image.context.size;
      pixels += width * height;
      await image.close();
    }
  };
  for (let i = 0; i < 5; i++) await sweep();
  const rates: number[] = [];
  for (const begin = performance.now(); performance.now() - begin < leastSeconds * 1000; ) {
    const before = process.cpuUsage();
    await sweep();
    const { user, system } = process.cpuUsage(before);
    rates.push(pixels / (user + system));
  }
  rates.sort((a, b) => a - b);
  return { median: rates[rates.length >> 1], best: rates[rates.length - 1], sweeps: rates.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [intensity, labels] = process.argv.slice(2);
  console.log(JSON.stringify(await scanRate(intensity, labels)));
}
