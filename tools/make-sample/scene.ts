/**
 * The sample field: seed in, pixels out.
 * @module
 */
import { type CellLayer, growCells, keepLargestPieces, renumber } from "./cells.ts";
import { stainActin } from "./cytoskeleton.ts";
import { recordImage, throughOptics } from "./microscope.ts";
import { stainNuclei } from "./nuclei.ts";
import { crop, type Plane } from "./plane.ts";
import { Random } from "./random.ts";

export interface Scene {
  readonly size: number;
  /** Cells with a label; labels are 1 to `count`. */
  readonly count: number;
  readonly labels: Uint16Array;
  readonly dna: Uint16Array;
  readonly actin: Uint16Array;
}

/** Cells continue this far beyond the field, pixels, so that its border cuts through them. */
const margin = 64;

export function makeScene(seed: number, size: number, cells: number): Scene {
  const random = new Random(seed);
  const wide = size + 2 * margin;
  const layer: CellLayer = growCells(wide, cells, random.fork(1));
  const { dna, inside } = stainNuclei(layer, random.fork(2));
  const actin = stainActin(layer, inside, random.fork(3));
  const photograph = (stain: Plane, name: number, optics: Parameters<typeof throughOptics>[1]) => {
    const light = throughOptics(stain, optics, random.fork(name));
    const field = { width: size, height: size, pixels: crop(light.pixels, wide, margin, size) };
    return recordImage(field, random.fork(name + 1));
  };
  const labels = crop(layer.labels, wide, margin, size);
  keepLargestPieces(labels, size, layer.cells.length);
  return {
    size,
    count: renumber(labels, 40),
    labels,
    dna: photograph(dna, 10, {
      sigma: 1.05,
      haze: [
        [0.2, 5],
        [0.16, 22],
      ],
      background: 34,
      vignette: 0.26,
      centre: [0.46, 0.55],
    }),
    actin: photograph(actin, 20, {
      sigma: 0.85,
      haze: [
        [0.22, 5],
        [0.24, 26],
      ],
      background: 60,
      vignette: 0.32,
      centre: [0.54, 0.47],
    }),
  };
}
