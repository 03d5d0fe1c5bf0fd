import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { measured } from "../measured.ts";
import type { Scene } from "../reference.ts";

const size = 21;

/** A ragged square; pixel p takes its values from pixel `from(p)`. */
function ragged(from: (x: number, y: number) => readonly [number, number]): Scene {
  const random = mulberry32(5);
  const noise = Float64Array.from({ length: size * size }, random);
  const at = (p: number): number => {
    const [x, y] = from(p % size, Math.floor(p / size));
    return noise[y * size + x];
  };
  const labels = Uint8Array.from(noise, (_, p) => (at(p) < 0.9 ? 1 : 0));
  const intensity = Float64Array.from(noise, (_, p) => 1 + 1000 * at(p));
  return { labels, intensity, width: size, height: size, depth: 1 };
}

async function magnitudes(scene: Scene): Promise<Map<string, number>> {
  const roi = (await measured(scene, {}, ["zernike"])).get(1)!;
  return new Map(Object.entries(roi.values).map(([name, value]) => [name, value!]));
}

const original = ragged((x, y) => [x, y]);

test.for([
  ["a quarter turn", ragged((x, y) => [y, size - 1 - x])],
  ["a half turn", ragged((x, y) => [size - 1 - x, size - 1 - y])],
  ["a mirror", ragged((x, y) => [size - 1 - x, y])],
  ["a factor", { ...original, intensity: original.intensity.map((v) => 1024 * v) }],
] as const)("%s changes no magnitude", async ([, scene]) => {
  const expected = await magnitudes(original);
  const got = await magnitudes(scene);
  expect(got.size).toBe(30);
  for (const [name, value] of expected) expect(Math.abs(got.get(name)! - value), name).toBeLessThan(1e-13);
});

test("an image that a half turn does not change has no odd orders", async () => {
  const half = (x: number, y: number): readonly [number, number] =>
    y * size + x <= (size * size - 1) / 2 ? [x, y] : [size - 1 - x, size - 1 - y];
  const got = await magnitudes(ragged(half));
  for (const [name, value] of got) if (/_n[13579]_/.test(name)) expect(value, name).toBeLessThan(1e-14);
  expect(got.get("zernike_magnitude_n2_m2")).toBeGreaterThan(1e-6);
});
