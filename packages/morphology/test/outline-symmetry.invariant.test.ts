import { cells, measureScene, partition, type Scene } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { perimeterEstimators } from "../src/contour/parameters.ts";
import { outlineFamilies } from "../src/outline-families.ts";
import { featuresOf } from "./measured.ts";

const featuresBy = (estimator: string) =>
  outlineFamilies.flatMap((family) => featuresOf(family, { "contour.perimeter": estimator }));
const scenes = [cells(11), partition(12)];

/**
 * Tangents touch one side only, halving lines between two rows take the next, of equal angles the smallest counts, and
 * boxes and walks start at one corner, and thinning at one side.
 */
const sided = /nassenstein|martin|angle|fractal|skeleton/;

interface Mapping {
  readonly name: string;
  readonly turned: boolean;
  readonly from: (x: number, y: number, scene: Scene) => readonly [number, number];
}

const mappings: readonly Mapping[] = [
  { name: "reflection in x", turned: false, from: (x, y, { size }) => [size[0] - 1 - x, y] },
  { name: "quarter turn", turned: true, from: (x, y, { size }) => [y, size[1] - 1 - x] },
];

function mapped(scene: Scene, { turned, from }: Mapping): Scene {
  const [width, height] = scene.size;
  const size = turned ? ([height, width, 1] as const) : scene.size;
  const [sx, sy, sz] = scene.spacing;
  const labels = scene.labels.slice();
  const intensity = scene.intensity.slice();
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = from(i % size[0], Math.floor(i / size[0]), scene);
    labels[i] = scene.labels[y * width + x];
    intensity[i] = scene.intensity[y * width + x];
  }
  return { ...scene, size, labels, intensity, spacing: turned ? [sy, sx, sz] : [sx, sy, sz] };
}

function expectClose(value: number | string, expected: number | string, what: string): void {
  if (typeof value === "string" || typeof expected === "string") {
    expect(value, what).toBe(expected);
    return;
  }
  const allowed = 1e-12 * Math.max(1, Math.abs(expected));
  expect(Math.abs(value - expected), `${what}: ${value} for ${expected}`).toBeLessThanOrEqual(allowed);
}

const cases = mappings.flatMap((mapping) =>
  perimeterEstimators.flatMap((estimator) => scenes.map((scene) => ({ mapping, estimator, scene }))),
);

test.for(cases)("$mapping.name, $estimator, $scene.name", async ({ mapping, estimator, scene }) => {
  const features = featuresBy(estimator).filter(({ id }) => !sided.test(id));
  const tall: Scene = { ...scene, spacing: [0.5, 0.75, 1] };
  const before = await measureScene(features, tall);
  const after = await measureScene(features, mapped(tall, mapping));
  for (const [label, row] of before) {
    for (const [id, value] of Object.entries(row)) {
      expectClose(after.get(label)![id], value, `${label} ${id}`);
    }
  }
});

/** Power of the unit of lengths. */
const powerOf = (id: string): number => {
  if (/convex_area/.test(id)) return 2;
  return /angle|intensity|circularity|convexity|solidity|form_factor|fractal|points/.test(id) ? 0 : 1;
};

test.for(scenes)("a unit of lengths half as large doubles lengths: $name", async (scene) => {
  const features = featuresBy("crofton");
  const before = await measureScene(features, { ...scene, spacing: [0.3, 0.7, 1] });
  const after = await measureScene(features, { ...scene, spacing: [0.6, 1.4, 1] });
  for (const [label, row] of before) {
    for (const [id, value] of Object.entries(row)) {
      const expected = typeof value === "number" ? value * 2 ** powerOf(id) : value;
      expectClose(after.get(label)![id], expected, `${label} ${id}`);
    }
  }
});

test.for(scenes)(
  "regions nest: circles, widths, hulls and areas in the order of their sizes: $name",
  async (scene) => {
    const rows = await measureScene(featuresBy("cracks"), scene);
    for (const [label, row] of rows) {
      const value = (id: string): number => Number(row[`morphology_${id}`]);
      const atMost = (a: string, b: string): void =>
        expect(value(a), `${label}: ${a} <= ${b}`).toBeLessThanOrEqual(value(b) * (1 + 1e-12));
      atMost("maximum_inscribed_circle_diameter", "feret_diameter_minimum");
      atMost("feret_diameter_minimum", "feret_diameter_mean");
      atMost("feret_diameter_mean", "feret_diameter_maximum");
      atMost("feret_diameter_maximum", "minimum_enclosing_circle_diameter");
      atMost("minimum_enclosing_circle_diameter", "circumscribed_circle_diameter");
      atMost("martin_diameter_maximum", "feret_diameter_maximum");
      atMost("nassenstein_diameter_maximum", "feret_diameter_maximum");
      expect(value("solidity")).toBeLessThanOrEqual(1);
    }
  },
);
