/** Painted slabs: wherever slabs are cut, their rows and the context around them are those of the whole ROI. */
import {
  assembleSlab,
  defineSlabToken,
  type GridLayout,
  levelGrid,
  maskGrid,
  type RoiInfo,
  Scratch,
  type Slab,
} from "@pixelmetry/roi";
import { mulberry32, type Scene, sceneReader, scenes, unevenCuts } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { tenBins } from "./example-tokens.ts";
import { packScene } from "./packed-scene.ts";

interface Painted {
  readonly layout: GridLayout;
  readonly pixels: ArrayLike<number>;
}

/** Pixel (x, y, z) relative to the bounding box, from a painted slab that begins at row `first`. */
function at(
  { layout, pixels }: Painted,
  ndim: 2 | 3,
  first: number,
  x: number,
  y: number,
  z: number,
): number {
  const row = ndim === 2 ? y - first : y;
  const plane = ndim === 2 ? 0 : z - first;
  return pixels[layout.origin + plane * layout.pitchZ + row * layout.pitchY + x];
}

function roisOf(scene: Scene): { roi: RoiInfo; slot: number }[] {
  const { clouds, labels } = packScene(scene);
  return labels.map((label, slot) => {
    const [first, end] = [clouds.runStart[slot], clouds.runStart[slot + 1]];
    const range = (column: Int32Array): [number, number] => [
      Math.min(...column.subarray(first, end)),
      Math.max(...column.subarray(first, end)) + 1,
    ];
    const [[x0], [y0, y1], [z0, z1]] = [clouds.x, clouds.y, clouds.z].map(range);
    const x1 = Math.max(...clouds.x.subarray(first, end).map((x, r) => x + clouds.length[first + r]));
    const count = clouds.pixelStart[slot + 1] - clouds.pixelStart[slot];
    return { slot, roi: { label, count, x0, x1, y0, y1, z0, z1, image: sceneReader(scene).context } };
  });
}

const extremaOf = (scene: Scene, label: number) => {
  const values = [...scene.intensity].filter((v, i) => scene.labels[i] === label && Number.isFinite(v));
  return { min: Math.min(...values), max: Math.max(...values), count: values.length };
};

describe.each(scenes().map((scene) => [scene.name, scene] as const))("%s", (_, scene) => {
  const paintings = {
    mask:
      (pad: number, _label: number) =>
      (slab: Slab, scratch: Scratch): Painted => {
        const { layout, mask } = maskGrid(pad).derive(slab, {}, scratch);
        return { layout, pixels: mask };
      },
    levels: (pad: number, label: number) => {
      const extrema = extremaOf(scene, label);
      return (slab: Slab, scratch: Scratch): Painted => {
        const { layout, levels } = levelGrid(tenBins, pad).derive(slab, { extrema }, scratch);
        return { layout, pixels: levels };
      };
    },
  };
  test.each(Object.entries(paintings))("%s", (kind, painting) => {
    const random = mulberry32(scene.labels.length);
    const { clouds } = packScene(scene);
    const { ndim } = scene;
    for (const { roi, slot } of roisOf(scene)) {
      const rows = ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
      for (const pad of [0, 1, 3]) {
        const paint = painting(pad, roi.label);
        const painted = (first: number, end: number): Painted => {
          const { mask, channels } = assembleSlab(
            roi,
            [{ clouds, slot }],
            first,
            end,
            pad + 1,
            new Scratch(),
            undefined,
          );
          return paint(kind === "mask" ? mask : channels[0], new Scratch());
        };
        const whole = painted(0, rows);
        if (whole.pixels.length === 0) continue;
        const cuts = unevenCuts(rows, 4, random);
        for (let i = 1; i < cuts.length; i++) {
          const [first, end] = [cuts[i - 1], cuts[i]];
          const part = painted(first, end);
          const padZ = ndim === 3 ? pad : 0;
          for (let z = -padZ; z < roi.z1 - roi.z0 + padZ; z++) {
            for (let y = -pad; y < roi.y1 - roi.y0 + pad; y++) {
              const row = ndim === 2 ? y : z;
              if (row < first - pad || row >= end + pad) continue;
              for (let x = -pad; x < roi.x1 - roi.x0 + pad; x++) {
                const [found, expected] = [at(part, ndim, first, x, y, z), at(whole, ndim, 0, x, y, z)];
                if (found !== expected) expect(`${roi.label} ${x} ${y} ${z}: ${found}`).toBe(expected);
              }
            }
          }
        }
      }
    }
  });
});

test("the mask is 1 at the pixels of the ROI and 0 elsewhere", () => {
  for (const scene of scenes()) {
    const { clouds } = packScene(scene);
    const [width, height] = scene.size;
    for (const { roi, slot } of roisOf(scene)) {
      const rows = scene.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
      const { mask } = assembleSlab(roi, [{ clouds, slot }], 0, rows, 0, new Scratch(), undefined);
      const grid = maskGrid(2).derive(mask, {}, new Scratch());
      expect(grid.mask.reduce((sum, v) => sum + v, 0)).toBe(roi.count);
      for (let z = roi.z0; z < roi.z1; z++) {
        for (let y = roi.y0; y < roi.y1; y++) {
          for (let x = roi.x0; x < roi.x1; x++) {
            const inside = scene.labels[(z * height + y) * width + x] === roi.label;
            const painted = at(
              { layout: grid.layout, pixels: grid.mask },
              scene.ndim,
              0,
              x - roi.x0,
              y - roi.y0,
              z - roi.z0,
            );
            if (painted !== (inside ? 1 : 0)) expect([roi.label, x, y, z]).toBe("painted as it is");
          }
        }
      }
    }
  }
});

test("tokens of other parameters have other keys", () => {
  const keys = [
    maskGrid(0),
    maskGrid(1),
    levelGrid(tenBins, 1),
    levelGrid(tenBins, 2),
    levelGrid({ ...tenBins, bins: 11 }, 1),
  ].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(defineSlabToken({ ...maskGrid(1) }).key).toBe(maskGrid(1).key);
});
