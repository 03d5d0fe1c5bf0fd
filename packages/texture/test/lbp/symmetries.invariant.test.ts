import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { measured } from "../measured.ts";
import type { Scene } from "../reference.ts";

const size = 31;
const random = mulberry32(12);
const noise = Float64Array.from({ length: size * size }, random);

const whole = (v: number): number => Math.floor(500 * v);

/** A ragged square whose pixel p takes its values from pixel `from(p)`. */
function ragged(from: (x: number, y: number) => number, change = whole): Scene {
  const at = (p: number): number => noise[from(p % size, Math.floor(p / size))];
  const labels = Uint8Array.from(noise, (_, p) => (at(p) < 0.98 ? 1 : 0));
  const intensity = Float64Array.from(noise, (_, p) => change(at(p)));
  return { labels, intensity, width: size, height: size, depth: 1 };
}

const asItIs = (x: number, y: number): number => y * size + x;
const shares = async (scene: Scene, points: number, radius: number): Promise<unknown> =>
  (await measured(scene, { "lbp.points": points, "lbp.radius": radius }, ["lbp"])).get(1)!.values;

test.for([
  ["a quarter turn", ragged((x, y) => x * size + size - 1 - y)],
  ["a mirror", ragged((x, y) => y * size + size - 1 - x)],
  ["four times the intensity, and 1000 more", ragged(asItIs, (v) => 4 * whole(v) + 1000)],
] as const)("%s changes nothing", async ([, scene]) => {
  for (const [points, radius] of [
    [8, 1],
    [12, 1.5],
    [16, 2],
  ] as const) {
    expect(await shares(scene, points, radius)).toEqual(await shares(ragged(asItIs), points, radius));
  }
});

test("the negative has the opposite patterns where no neighbour is equal", async () => {
  const [a, b] = await Promise.all(
    [(v: number) => v, (v: number) => -v].map((change) => shares(ragged(asItIs, change), 8, 1.5)),
  );
  const [before, after] = [a, b].map((values) => Object.values(values as Record<string, number>));
  expect(before[9]).toBeGreaterThan(0.1);
  expect(after).toEqual([...before.slice(0, 9).reverse(), before[9]]);
});
