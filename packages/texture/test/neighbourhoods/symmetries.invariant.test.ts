import type { MeasuredRoi } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { measured, type Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

/** A ragged ROI of smooth waves with noise, levels 1 to 9; both ends of the range occur. */
function ragged(width: number, height: number, depth: number, seed: number): Scene {
  const random = mulberry32(seed);
  const length = width * height * depth;
  const labels = new Uint8Array(length);
  const intensity = new Uint16Array(length);
  for (let p = 0; p < length; p++) {
    const [x, y, z] = [p % width, Math.floor(p / width) % height, Math.floor(p / width / height)];
    const wave = Math.sin(x / 3 + z) + Math.cos(y / 2 - x / 5) + random();
    intensity[p] = Math.min(9, Math.max(1, Math.round(2 * wave + 4)));
    labels[p] = random() < 0.8 ? 1 : 0;
  }
  labels.fill(1, 0, 2);
  intensity.set([1, 9]);
  return { labels, intensity, width, height, depth };
}

const flat = ragged(23, 17, 1, 1);
const volume = ragged(9, 8, 7, 2);
const all = ["gldm", "ngldm", "ngtdm"];
const raw: Parameters = { "discretisation.method": "none" };

const one = async (scene: Scene, parameters: Parameters): Promise<MeasuredRoi> =>
  (await measured(scene, { ...raw, ...parameters }, all)).get(1)!;

/** The scene with its axes in another order, x y z being 0 1 2, and those in `flipped` the other way round. */
function turned(scene: Scene, order: readonly number[], flipped: readonly number[] = []): Scene {
  const { labels, intensity, width, height, depth } = scene;
  const size = [width, height, depth];
  const [w, h, d] = order.map((axis) => size[axis]);
  const out = {
    labels: labels.slice(),
    intensity: intensity.slice(),
    width: w,
    height: h,
    depth: d,
  };
  for (let p = 0; p < labels.length; p++) {
    const at = [p % w, Math.floor(p / w) % h, Math.floor(p / w / h)];
    const from = [0, 0, 0];
    order.forEach((axis, k) => void (from[axis] = flipped.includes(k) ? [w, h, d][k] - 1 - at[k] : at[k]));
    const source = from[0] + width * (from[1] + height * from[2]);
    out.labels[p] = labels[source];
    out.intensity[p] = intensity[source];
  }
  return out;
}

test.for([
  { order: [0, 1, 2], flipped: [0] },
  { order: [0, 1, 2], flipped: [1] },
  { order: [1, 0, 2], flipped: [] },
  { order: [1, 0, 2], flipped: [0] },
])("an image turned or mirrored: axes $order, reversed $flipped", async ({ order, flipped }) => {
  for (const distance of [1, 2]) {
    const parameters = { "ngldm.distance": distance, "ngtdm.distance": distance, "ngldm.alpha": 1 };
    expect(await one(turned(flat, order, flipped), parameters)).toEqual(await one(flat, parameters));
  }
});

test.for([
  { order: [0, 1, 2], flipped: [2] },
  { order: [2, 0, 1], flipped: [] },
  { order: [0, 2, 1], flipped: [1] },
])("a volume turned or mirrored: axes $order, reversed $flipped", async ({ order, flipped }) => {
  expect(await one(turned(volume, order, flipped), {})).toEqual(await one(volume, {}));
});

test("slices in another order", async () => {
  for (const dimension of ["2D", "2.5D"]) {
    const parameters = {
      "gldm.dimension": dimension,
      "ngldm.dimension": dimension,
      "ngtdm.dimension": dimension,
    };
    const [a, b] = [await one(volume, parameters), await one(turned(volume, [0, 1, 2], [2]), parameters)];
    for (const [column, value] of Object.entries(a.values)) {
      expect(Math.abs(b.values[column]! / value! - 1), column).toBeLessThan(1e-14);
    }
  }
});

test("one slice of a volume is an image", async () => {
  const { width, height } = flat;
  const labels = new Uint8Array(3 * width * height);
  const intensity = new Uint16Array(labels.length);
  labels.set(flat.labels, width * height);
  intensity.set(flat.intensity, width * height);
  const stack = { labels, intensity, width, height, depth: 3 };
  const { values } = await one(flat, {});
  for (const dimension of ["2D", "2.5D", "3D"]) {
    const parameters = {
      "gldm.dimension": dimension,
      "ngldm.dimension": dimension,
      "ngtdm.dimension": dimension,
    };
    expect((await one(stack, parameters)).values, dimension).toEqual(values);
  }
});

test("ten levels more change nothing that does not look at the levels themselves", async () => {
  const brighter = { ...flat, intensity: flat.intensity.map((x) => x + 10) };
  const [a, b] = [(await one(flat, {})).values, (await one(brighter, {})).values];
  const same =
    /ngtdm_(coarseness|contrast|complexity|strength)|gldm_(small|large|low|high)_dependence_emphasis|uniformity|variance|entropy|energy|percentage|count_mean/;
  for (const [column, value] of Object.entries(a)) {
    if (same.test(column)) expect(Math.abs(b[column]! / value! - 1), column).toBeLessThan(1e-13);
    else expect(b[column], column).not.toBe(value);
  }
});

test("levels three times as far apart, alpha three times as large", async () => {
  const apart = { ...flat, intensity: flat.intensity.map((x) => 3 * x) };
  const [a, b] = [
    (await one(flat, { "ngldm.alpha": 1 })).values,
    (await one(apart, { "ngldm.alpha": 3 })).values,
  ];
  const factors: Readonly<Record<string, number>> = {
    ngtdm_coarseness: 1 / 3,
    ngtdm_contrast: 27,
    ngtdm_busyness: 1,
    ngtdm_complexity: 9,
    ngtdm_strength: 3,
    ngldm_dependence_count_entropy: 1,
    ngldm_dependence_count_mean: 1,
    ngldm_grey_level_variance: 9,
  };
  for (const [column, factor] of Object.entries(factors)) {
    expect(b[column]! / a[column]! / factor, column).toBeCloseTo(1, 12);
  }
});

test("gldm and ngldm measure one matrix", async () => {
  const pairs: Readonly<Record<string, string>> = {
    small_dependence_emphasis: "low_dependence_emphasis",
    large_dependence_high_grey_level_emphasis: "high_dependence_high_grey_level_emphasis",
    dependence_non_uniformity: "dependence_count_non_uniformity",
    dependence_entropy: "dependence_count_entropy",
    grey_level_variance: "grey_level_variance",
  };
  for (const scene of [flat, volume]) {
    const { values } = await one(scene, {});
    for (const [a, b] of Object.entries(pairs)) expect(values[`gldm_${a}`]).toBe(values[`ngldm_${b}`]);
  }
});
