import { type BlockClouds, LabelIndex, labelRuns, packClouds, type Runs } from "@pixelmetry/roi";
import type { Scene } from "@pixelmetry/roi/testkit";

/** The clouds of a scene read as one block, and the label of each of their slots. */
export function packScene(scene: Scene): { runs: Runs; clouds: BlockClouds; labels: number[] } {
  const [width, height, depth] = scene.size;
  const box = { x: 0, y: 0, z: 0, width, height, depth, origin: 0, pitchY: width, pitchZ: width * height };
  const index = new LabelIndex();
  const runs = labelRuns(scene.labels, box, index, scene.name);
  const clouds = packClouds(runs, index.count, [scene.intensity], (bytes) => new ArrayBuffer(bytes));
  return { runs, clouds, labels: [...index.labels.subarray(0, index.count)] };
}
