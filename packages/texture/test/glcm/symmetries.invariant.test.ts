import type { MeasuredRoi } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { measured, type Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";
import { exchanging } from "../stacked.ts";

/** A ragged ROI of smooth waves with noise, levels 1 to 32; both ends of the range occur. */
function ragged(width: number, height: number, depth: number, seed: number): Scene {
  const random = mulberry32(seed);
  const length = width * height * depth;
  const labels = new Uint8Array(length);
  const intensity = new Uint16Array(length);
  for (let p = 0; p < length; p++) {
    const [x, y, z] = [p % width, Math.floor(p / width) % height, Math.floor(p / width / height)];
    const wave = Math.sin(x / 3 + z) + Math.cos(y / 2 - x / 5) + random();
    intensity[p] = Math.min(32, Math.max(1, Math.round(9 * wave + 14)));
    labels[p] = random() < 0.85 ? 1 : 0;
  }
  labels.fill(1, 0, 2);
  intensity.set([1, 32]);
  return { labels, intensity, width, height, depth };
}

const flat = ragged(23, 17, 1, 1);
const volume = ragged(11, 9, 7, 2);
const raw: Parameters = { "discretisation.method": "none" };

/** The image with its pixels where `from` says. */
function moved(
  { labels, intensity }: Scene,
  size: Pick<Scene, "width" | "height" | "depth">,
  from: (x: number, y: number, z: number) => number,
): Scene {
  const out = { ...size, labels: labels.slice(), intensity: intensity.slice() };
  for (let p = 0; p < labels.length; p++) {
    const { width, height } = size;
    const source = from(p % width, Math.floor(p / width) % height, Math.floor(p / width / height));
    out.labels[p] = labels[source];
    out.intensity[p] = intensity[source];
  }
  return out;
}

const withIntensity = (scene: Scene, change: (x: number) => number): Scene => ({
  ...scene,
  intensity: Float64Array.from(scene.intensity, change),
});

const one = async (scene: Scene, parameters: Parameters): Promise<MeasuredRoi> =>
  (await measured(scene, parameters, ["glcm"])).get(1)!;

/** Holds the columns of `a` to those of `b` that `partner` names, within rounding of sums in another order. */
function expectSame(
  a: MeasuredRoi,
  b: MeasuredRoi,
  partner: (column: string) => string,
  tolerance = 1e-12,
): void {
  for (const [column, value] of Object.entries(a.values)) {
    const other = b.values[partner(column)];
    if (value === null || other === null) expect(value, column).toBe(other);
    else
      expect(Math.abs(value - other), column).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(other)));
  }
}

const swapping =
  (...pairs: readonly (readonly [number, number])[]) =>
  (column: string): string =>
    column.replace(/per_angle_(\d+)$/, (_, angle) => {
      const pair = pairs.find((candidate) => candidate.includes(Number(angle)));
      return `per_angle_${pair === undefined ? angle : pair[pair[0] === Number(angle) ? 1 : 0]}`;
    });

test.for([1, 2, 3])("a quarter turn swaps 0 and 90, 45 and 135 degrees, at distance %i", async (distance) => {
  const { width, height } = flat;
  const turned = moved(
    flat,
    { width: height, height: width, depth: 1 },
    (x, y) => (height - 1 - x) * width + y,
  );
  const parameters = { ...raw, "glcm.distance": distance };
  expectSame(await one(flat, parameters), await one(turned, parameters), swapping([0, 90], [45, 135]));
});

test("a mirror image swaps 45 and 135 degrees", async () => {
  const { width } = flat;
  const mirrored = moved(flat, flat, (x, y) => y * width + width - 1 - x);
  expectSame(await one(flat, raw), await one(mirrored, raw), swapping([45, 135]));
});

test("half a turn exchanges first and second pixel of a one-way matrix", async () => {
  const last = flat.labels.length - 1;
  const turned = moved(flat, flat, (x, y) => last - (y * flat.width + x));
  const oneWay = { ...raw, "glcm.symmetric": false };
  const [a, b] = [await one(flat, oneWay), await one(turned, oneWay)];
  for (const [column, value] of Object.entries(a.values)) {
    if (/joint_(average|variance)/.test(column)) continue;
    expect(Math.abs(value! - b.values[column]!), column).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(value!)),
    );
  }
  // Both pixels of all pairs together are those of the symmetric matrix.
  const both = (await one(flat, raw)).values;
  for (const angle of [0, 45, 90, 135]) {
    const column = `glcm_joint_average_per_angle_${angle}`;
    expect((a.values[column]! + b.values[column]!) / 2).toBeCloseTo(both[column]!, 12);
  }
});

test.for(["2D", "2.5D", "3D"])("exchanging x and y of a volume changes nothing in %s", async (dimension) => {
  const { width, height, depth } = volume;
  const exchanged = moved(
    volume,
    { width: height, height: width, depth },
    (x, y, z) => (z * height + x) * width + y,
  );
  const parameters = { ...raw, "glcm.dimension": dimension };
  expectSame(await one(volume, parameters), await one(exchanged, parameters), exchanging(0, 1));
});

test.for(["average", "merge"])(
  "exchanging x and z of a volume changes nothing in 3D, %s",
  async (aggregation) => {
    const { width, height, depth } = volume;
    const exchanged = moved(
      volume,
      { width: depth, height, depth: width },
      (x, y, z) => (x * height + y) * width + z,
    );
    const parameters = { ...raw, "glcm.aggregation": aggregation };
    expectSame(await one(volume, parameters), await one(exchanged, parameters), exchanging(0, 2));
  },
);

test("more light and contrast change nothing when the bins divide the range", async () => {
  const brighter = withIntensity(flat, (x) => 4 * x + 1000);
  expect(await one(brighter, {})).toEqual(await one(flat, {}));
});

test("a shift by whole bins changes nothing but the number of the first level", async () => {
  const bySize = { "discretisation.method": "fixed-bin-size", "discretisation.size": 5 };
  const shifted = withIntensity(flat, (x) => x + 35);
  expect(await one(shifted, bySize)).toEqual(await one(flat, bySize));
});

test("a level more everywhere moves means and leaves the rest", async () => {
  const lifted = withIntensity(flat, (x) => x + 1);
  const [a, b] = [(await one(flat, raw)).values, (await one(lifted, raw)).values];
  for (const [column, value] of Object.entries(a)) {
    if (/autocorrelation|normalised|per_direction/.test(column)) continue;
    const more = /joint_average/.test(column) ? 1 : /sum_average/.test(column) ? 2 : 0;
    expect(b[column]! - more, column).toBeCloseTo(value!, 9);
  }
});

test("the negative has the opposite cluster shade and the same contrast, entropy and correlation", async () => {
  const negative = withIntensity(flat, (x) => 33 - x);
  const [a, b] = [(await one(flat, raw)).values, (await one(negative, raw)).values];
  for (const [column, value] of Object.entries(a)) {
    if (/autocorrelation|joint_average|sum_average|per_direction/.test(column)) continue;
    const sign = column.includes("cluster_shade") ? -1 : 1;
    expect(Math.abs(sign * b[column]! - value!), column).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(value!)),
    );
  }
});

test("levels a thousand apart, so a sparse matrix, give the same probabilities", async () => {
  const spread = withIntensity(flat, (x) => 1 + 1000 * (x - 1));
  const [a, b] = [(await one(flat, raw)).values, (await one(spread, raw)).values];
  const same = /joint_(maximum|entropy)|second_moment|(sum|difference)_entropy|correlation/;
  for (const [column, value] of Object.entries(a)) {
    if (same.test(column) && !column.includes("autocorrelation"))
      expect(b[column], column).toBeCloseTo(value!, 12);
    if (/contrast|variance|tendency/.test(column) && !column.includes("inverse")) {
      expect(b[column]! / 1e6, column).toBeCloseTo(value!, 8);
    }
  }
});

test.for(["average", "merge"])("one slice of a volume is an image, %s", async (aggregation) => {
  const { width, height } = flat;
  const labels = new Uint8Array(3 * width * height);
  const intensity = new Uint16Array(labels.length);
  labels.set(flat.labels, width * height);
  intensity.set(flat.intensity, width * height);
  const stack = { labels, intensity, width, height, depth: 3 };
  const image = await one(flat, { "glcm.aggregation": aggregation });
  for (const dimension of ["2D", "2.5D", "3D"]) {
    const slice = await one(stack, { "glcm.aggregation": aggregation, "glcm.dimension": dimension });
    for (const [column, value] of Object.entries(slice.values)) {
      if (column.includes("per_angle")) expect(slice.missing[column]).toBe("not-defined-in-3d");
      else if (column.includes("per_direction")) continue;
      else expect(value, `${dimension} ${column}`).toBe(image.values[column]);
    }
  }
});

test("the mean is the mean of the angles", async () => {
  const { values } = await one(flat, {});
  for (const [column, value] of Object.entries(values)) {
    if (/per_(angle|direction)/.test(column)) continue;
    const angles = [0, 45, 90, 135].map((angle) => values[`${column}_per_angle_${angle}`]!);
    expect(value, column).toBe((angles[0] + angles[1] + angles[2] + angles[3]) / 4);
  }
});

test("angles are the same whether directions are averaged or merged", async () => {
  const [average, merge] = [await one(flat, {}), await one(flat, { "glcm.aggregation": "merge" })];
  for (const column of Object.keys(average.values).filter((name) => name.includes("per_angle"))) {
    expect(merge.values[column], column).toBe(average.values[column]);
  }
});
