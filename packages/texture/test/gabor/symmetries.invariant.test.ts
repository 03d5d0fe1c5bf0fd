import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { measured, type Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

const size = 41;
const random = mulberry32(31);
const noise = Float64Array.from({ length: size * size }, random);

/** A ragged square of waves with noise, in which pixel p takes its values from pixel `from(p)`. */
function ragged(from: (x: number, y: number) => number, factor = 1): Scene {
  const at = (p: number): number => from(p % size, Math.floor(p / size));
  const labels = Uint8Array.from(noise, (_, p) => (noise[at(p)] < 0.95 ? 1 : 0));
  const intensity = Float64Array.from(noise, (_, p) => {
    const [x, y] = [at(p) % size, Math.floor(at(p) / size)];
    return (
      factor * Math.round(900 + 80 * noise[at(p)] + 60 * Math.sin(x * 0.8 + y * 0.5) + 40 * Math.sin(y * 1.6))
    );
  });
  return { labels, intensity, width: size, height: size, depth: 1 };
}

const asItIs = (x: number, y: number): number => y * size + x;
const variants: readonly Parameters[] = [
  { "gabor.threshold": 0.004 },
  { "gabor.background": "zero", "gabor.threshold": 0.05 },
  { "gabor.aspect": 0.6, "gabor.angles": [30, 60, 120, 150], "gabor.radius": 9, "gabor.threshold": 0.004 },
];

/** Ratios by frequency and angle. */
async function ratios(scene: Scene, parameters: Parameters): Promise<Map<string, number>> {
  const { values } = (await measured(scene, parameters, ["gabor"])).get(1)!;
  return new Map(Object.entries(values).map(([name, value]) => [name, value!]));
}

test.for([
  ["a quarter turn", ragged((x, y) => x * size + size - 1 - y), (angle: number) => (angle + 90) % 180],
  ["a mirror", ragged((x, y) => y * size + size - 1 - x), (angle: number) => (180 - angle) % 180],
  ["a half turn", ragged((x, y) => (size - 1 - y) * size + size - 1 - x), (angle: number) => angle],
  ["a factor", ragged(asItIs, 64), (angle: number) => angle],
] as const)("%s exchanges angles and nothing else", async ([, scene, partner]) => {
  for (const parameters of variants) {
    const before = await ratios(ragged(asItIs), parameters);
    const after = await ratios(scene, parameters);
    const partial = [...before.values()].filter((ratio) => ratio > 0.02 && ratio < 0.98);
    expect(partial.length, "ratios that could change").toBeGreaterThan(2);
    for (const [name, ratio] of before) {
      const other = name.replace(/_a(\d+)$/, (_, angle) => `_a${partner(Number(angle))}`);
      expect(after.get(other), name).toBe(ratio);
    }
  }
});
