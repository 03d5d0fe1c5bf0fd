import type { MeasuredRoi } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { measured, type Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";
import { exchanging } from "../stacked.ts";
import { raw } from "./closed-forms.ts";

/** A ragged ROI of few levels, so that runs and zones are long. */
function ragged(width: number, height: number, depth: number, seed: number): Scene {
  const random = mulberry32(seed);
  const length = width * height * depth;
  const labels = new Uint8Array(length);
  const intensity = new Uint16Array(length);
  for (let p = 0; p < length; p++) {
    const [x, y, z] = [p % width, Math.floor(p / width) % height, Math.floor(p / width / height)];
    const wave = Math.sin(x / 3 + z) + Math.cos(y / 2 - x / 5) + random();
    intensity[p] = 4 + Math.round(1.5 * wave);
    labels[p] = random() < 0.9 ? 1 : 0;
  }
  return { labels, intensity, width, height, depth };
}

const flat = ragged(23, 17, 1, 1);
const volume = ragged(11, 9, 7, 2);

type Size = Pick<Scene, "width" | "height" | "depth">;

/** The image with its pixels where `from` says. */
function moved(
  { labels, intensity }: Scene,
  size: Size,
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

const { width, height, depth } = volume;
const turned = moved(
  flat,
  { width: flat.height, height: flat.width, depth: 1 },
  (x, y) => (flat.height - 1 - x) * flat.width + y,
);
const mirrored = moved(flat, flat, (x, y) => y * flat.width + flat.width - 1 - x);
const upsideDown = moved(flat, flat, (x, y) => (flat.height - 1 - y) * flat.width + x);
const exchangedXY = moved(
  volume,
  { width: height, height: width, depth },
  (x, y, z) => (z * height + x) * width + y,
);
const exchangedXZ = moved(
  volume,
  { width: depth, height, depth: width },
  (x, y, z) => (x * height + y) * width + z,
);

const withIntensity = (scene: Scene, change: (x: number) => number): Scene => ({
  ...scene,
  intensity: Float64Array.from(scene.intensity, change),
});

/** Holds the columns of `a` to those of `b` that `partner` names, within rounding of sums in another order. */
function expectSame(
  a: MeasuredRoi,
  b: MeasuredRoi,
  partner: (column: string) => string = (column) => column,
): void {
  expect(Object.keys(a.values).length).toBeGreaterThan(0);
  for (const [column, value] of Object.entries(a.values)) {
    const other = b.values[partner(column)];
    if (value === null || other === null) expect(value, column).toBe(other);
    else expect(Math.abs(value - other), column).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(other)));
  }
}

/** Exchanges the columns of angles. */
const swapping =
  (angles: Readonly<Record<string, string>>) =>
  (column: string): string =>
    column.replace(/(?<=per_angle)_(0|45|90|135)$/, (all, angle: string) =>
      angle in angles ? `_${angles[angle]}` : all,
    );

const quarter = swapping({ 0: "90", 90: "0", 45: "135", 135: "45" });
const mirror = swapping({ 45: "135", 135: "45" });

describe.for(["glrlm", "glszm", "gldzm"])("%s", (family) => {
  const one = async (scene: Scene, parameters: Parameters = raw): Promise<MeasuredRoi> =>
    (await measured(scene, parameters, [family])).get(1)!;
  const dimension = (name: string): Parameters => ({ ...raw, [`${family}.dimension`]: name });

  test("a quarter turn swaps 0 and 90, 45 and 135 degrees", async () => {
    expectSame(await one(flat), await one(turned), quarter);
  });

  test("a mirror image swaps 45 and 135 degrees", async () => {
    expectSame(await one(flat), await one(mirrored), mirror);
    expectSame(await one(flat), await one(upsideDown), mirror);
  });

  test.for(["2D", "2.5D", "3D"])("exchanging x and y of a volume changes nothing in %s", async (name) => {
    expectSame(await one(volume, dimension(name)), await one(exchangedXY, dimension(name)), exchanging(0, 1));
  });

  test("exchanging x and z of a volume changes nothing in 3D", async () => {
    expectSame(await one(volume), await one(exchangedXZ), exchanging(0, 2));
  });

  test("more light and contrast change nothing when the bins divide the range", async () => {
    expect(
      await one(
        withIntensity(flat, (x) => 4 * x + 1000),
        {},
      ),
    ).toEqual(await one(flat, {}));
  });

  test("levels a thousand apart, so no table, have the same sizes", async () => {
    const [a, b] = [(await one(flat)).values, (await one(withIntensity(flat, (x) => 1000 * x))).values];
    for (const [column, value] of Object.entries(a)) {
      if (column.includes("per_direction")) continue;
      if (/non_uniformity|percentage|entropy/.test(column)) expect(b[column], column).toBeCloseTo(value!, 11);
      if (/grey_level_variance|^[a-z]+_high_grey/.test(column)) {
        expect(b[column]! / 1e6, column).toBeCloseTo(value!, 10);
      }
    }
  });

  test("one slice of a volume is an image", async () => {
    const stack = {
      labels: new Uint8Array(3 * flat.labels.length),
      intensity: new Uint16Array(3 * flat.labels.length),
      width: flat.width,
      height: flat.height,
      depth: 3,
    };
    stack.labels.set(flat.labels, flat.labels.length);
    stack.intensity.set(flat.intensity, flat.labels.length);
    const image = (await one(flat)).values;
    // Other planes are outside the ROI: in 3D every pixel is at its border, and runs to other planes have one pixel.
    for (const name of family === "glszm" ? ["2D", "2.5D", "3D"] : ["2D", "2.5D"]) {
      const slice = await one(stack, dimension(name));
      for (const [column, value] of Object.entries(slice.values)) {
        if (column.includes("per_angle")) expect(slice.missing[column]).toBe("not-defined-in-3d");
        else if (column.includes("per_direction")) continue;
        else expect(value, `${name} ${column}`).toBe(image[column]);
      }
    }
  });
});

test("the mean of runs is the mean of the angles", async () => {
  const { values } = (await measured(flat, raw, ["glrlm"])).get(1)!;
  for (const [column, value] of Object.entries(values)) {
    if (/per_(angle|direction)/.test(column)) continue;
    const angles = [0, 45, 90, 135].map((angle) => values[`${column}_per_angle_${angle}`]!);
    expect(value, column).toBe((angles[0] + angles[1] + angles[2] + angles[3]) / 4);
  }
});

test("small zones are no more than runs, and zones by distance are the zones by size", async () => {
  const { values } = (await measured(flat, raw, ["glrlm", "glszm", "gldzm"])).get(1)!;
  expect(values.gldzm_zone_percentage).toBe(values.glszm_zone_percentage);
  expect(values.gldzm_grey_level_variance).toBeCloseTo(values.glszm_grey_level_variance!, 12);
  expect(values.glszm_zone_percentage!).toBeLessThan(values.glrlm_run_percentage!);
});
