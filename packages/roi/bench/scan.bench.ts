// What every run pays per pixel: finding runs, scanning intensities, packing the pixels of the ROIs. 2048 x 2048
// pixels of 16 bits and as many labels, one core; Mpx/s is 4.19 times the operations per second.
import { cpus } from "node:os";
import {
  intensityExtrema,
  LabelIndex,
  labelRuns,
  type PixelArray,
  packClouds,
  type Runs,
} from "@pixelmetry/roi";
import { bench, describe } from "vitest";
import { cellLabels, noise } from "./cells.ts";

console.log(`${cpus()[0].model}, Node ${process.version}`);

const side = 2048;
const box = {
  x: 0,
  y: 0,
  z: 0,
  width: side,
  height: side,
  depth: 1,
  origin: 0,
  pitchY: side,
  pitchZ: side * side,
};
const image = { size: [side, side, 1], ndim: 2, spacing: [1, 1, 1] } as const;
const { labels, rois } = cellLabels(side);
const intensity = noise(side);

function scanned(pixels: PixelArray): { index: LabelIndex; runs: Runs } {
  const index = new LabelIndex();
  const runs = labelRuns(pixels, box, index, "");
  if (index.count !== rois) throw new Error(`${index.count} regions instead of ${rois}`);
  return { index, runs };
}

const { index, runs } = scanned(labels);

function extrema(found: Runs, slots: number): void {
  const state = intensityExtrema.create(slots);
  const slotLabels = index.labels;
  intensityExtrema.update(state, { image, box, labels, intensity, runs: found, slotLabels });
  if (!(state.max[0] > state.min[0])) throw new Error("no intensities");
}

const pack = (found: Runs, slots: number) =>
  packClouds(found, slots, [intensity], (bytes) => new ArrayBuffer(bytes));

describe(`${rois} cells of ${Math.round(labels.filter((label) => label > 0).length / rois)} pixels`, () => {
  bench("runs of labels", () => void scanned(labels));
  bench("extrema of intensities", () => extrema(runs, rois));
  bench("packing", () => void pack(runs, rois));
  bench("runs and extrema", () => extrema(scanned(labels).runs, rois));
  bench("runs, extrema and packing", () => {
    const { runs: found } = scanned(labels);
    extrema(found, rois);
    pack(found, rois);
  });
});

describe("runs of labels of other types", () => {
  for (const Type of [Uint8Array, Uint32Array, Int32Array, Float32Array, Float64Array]) {
    const other = new Type(labels.length);
    for (let i = 0; i < other.length; i++) other[i] = labels[i] === 0 ? 0 : 1 + (labels[i] % 255);
    bench(Type.name, () => void labelRuns(other, box, new LabelIndex(), ""));
  }
});
