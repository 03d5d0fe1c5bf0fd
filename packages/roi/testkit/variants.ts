/**
 * Scenes made from scenes, for laws that say what must not change.
 * @module
 */
import type { PixelArray } from "../src/pixels.ts";
import { mulberry32, type Random, shuffled } from "./random.ts";
import { labelsOf, type Scene } from "./scenes.ts";

/** Only the ROI with this label; intensities elsewhere are shuffled, so that reading them shows. */
export function alone(scene: Scene, label: number): Scene {
  const others = [...scene.labels.keys()].filter((i) => scene.labels[i] !== label);
  const intensity = scene.intensity.slice();
  shuffled(others, mulberry32(31)).forEach((from, k) => {
    intensity[others[k]] = scene.intensity[from];
  });
  return { ...scene, intensity, labels: scene.labels.map((value) => (value === label ? value : 0)) };
}

/** A 2D scene as a volume of one plane. */
export const asVolume = (scene: Scene): Scene => ({ ...scene, ndim: 3 });

/** Every label replaced by another one; returns the new labels by the old ones. */
export function relabelled(scene: Scene, random: Random): { scene: Scene; newLabel: Map<number, number> } {
  const newLabel = new Map<number, number>();
  const used = new Set<number>();
  for (const label of labelsOf(scene)) {
    let other = 0;
    while (other === 0 || used.has(other)) other = Math.floor(random() * 4294967296);
    used.add(other);
    newLabel.set(label, other);
  }
  const labels = Uint32Array.from(scene.labels, (label) => newLabel.get(label) ?? 0);
  return { scene: { ...scene, labels }, newLabel };
}

/** The scene moved inside a larger image; background and intensity 0 around it. */
export function translated(scene: Scene, by: readonly [number, number, number], margin: number): Scene {
  const [width, height, depth] = scene.size;
  const size = [
    by[0] + width + margin,
    by[1] + height + margin,
    by[2] + depth + (by[2] > 0 ? margin : 0),
  ] as const;
  const move = (pixels: PixelArray): PixelArray => {
    const out = new (pixels.constructor as new (length: number) => PixelArray)(size[0] * size[1] * size[2]);
    for (let row = 0; row < height * depth; row++) {
      const [y, z] = [row % height, Math.floor(row / height)];
      const to = ((z + by[2]) * size[1] + y + by[1]) * size[0] + by[0];
      out.set(pixels.subarray(row * width, (row + 1) * width), to);
    }
    return out;
  };
  return { ...scene, size, labels: move(scene.labels), intensity: move(scene.intensity) };
}
