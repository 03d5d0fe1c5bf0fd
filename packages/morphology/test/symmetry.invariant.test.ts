import {
  cells,
  measureScene,
  partition,
  type Scene,
  type SceneRows,
  tilings,
  volume,
} from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { ellipse, euler, extrema, morphologyBasic } from "../src/families.ts";
import { featuresOf } from "./measured.ts";

const features = [morphologyBasic, ellipse, extrema, euler].flatMap((family) => featuresOf(family));
const ids = features.map(({ id }) => id.replace("morphology_", ""));
const flat = [cells(7), partition(8)];

type Row = Readonly<Record<string, number | string>>;
/** Value of the mapped image from the values of the original one. */
type Law = (row: Row) => number | string;

const negative: Law = (row) => turned(row["orientation"], (angle) => (angle === 90 ? 90 : -angle));
/** Quarter turn, x' = H - 1 - y, y' = x: angles grow by 90 degrees because y points down. */
const quarter: Law = (row) => turned(row["orientation"], (angle) => (angle > 0 ? angle - 90 : angle + 90));
const turned = (angle: number | string, turn: (angle: number) => number): number | string =>
  typeof angle === "number" ? turn(angle) + 0 : angle;
const same =
  (id: string): Law =>
  (row) =>
    row[id];
const mirrored =
  (id: string, last: number): Law =>
  (row) =>
    typeof row[id] === "number" ? last - row[id] : row[id];

/** An image map: new size, where a new pixel comes from, and what values become. */
interface Mapping {
  readonly name: string;
  readonly size: (scene: Scene) => readonly [number, number, number];
  readonly from: (x: number, y: number, scene: Scene) => readonly [number, number];
  readonly laws: (scene: Scene) => Readonly<Record<string, Law>>;
}

const mappings: readonly Mapping[] = [
  {
    name: "reflection in x",
    size: ({ size }) => size,
    from: (x, y, { size }) => [size[0] - 1 - x, y],
    laws: ({ size: [width] }) => ({
      orientation: negative,
      bbox_x_min: (row) => width - Number(row["bbox_x_min"]) - Number(row["bbox_width"]),
      centroid_x: mirrored("centroid_x", width - 1),
      weighted_centroid_x: mirrored("weighted_centroid_x", width - 1),
      ...extremaLaws([2, 1, 8, 7, 6, 5, 4, 3], (p) => [
        mirrored(`extrema_p${p}_x`, width - 1),
        same(`extrema_p${p}_y`),
      ]),
    }),
  },
  {
    name: "quarter turn",
    size: ({ size: [width, height, depth] }) => [height, width, depth],
    from: (x, y, { size }) => [y, size[1] - 1 - x],
    laws: ({ size: [, height] }) => ({
      orientation: quarter,
      aspect_ratio: (row) => Number(row["bbox_height"]) / Number(row["bbox_width"]),
      bbox_x_min: (row) => height - Number(row["bbox_y_min"]) - Number(row["bbox_height"]),
      bbox_y_min: same("bbox_x_min"),
      bbox_width: same("bbox_height"),
      bbox_height: same("bbox_width"),
      centroid_x: mirrored("centroid_y", height - 1),
      centroid_y: same("centroid_x"),
      weighted_centroid_x: mirrored("weighted_centroid_y", height - 1),
      weighted_centroid_y: same("weighted_centroid_x"),
      ...extremaLaws([7, 8, 1, 2, 3, 4, 5, 6], (p) => [
        mirrored(`extrema_p${p}_y`, height - 1),
        same(`extrema_p${p}_x`),
      ]),
    }),
  },
];

/** Point i of the mapped image is point `from[i - 1]` of the original one. */
function extremaLaws(from: readonly number[], laws: (p: number) => readonly [Law, Law]): Record<string, Law> {
  return Object.fromEntries(
    from.flatMap((p, i) => {
      const [x, y] = laws(p);
      return [
        [`extrema_p${i + 1}_x`, x],
        [`extrema_p${i + 1}_y`, y],
      ];
    }),
  );
}

function mapped(scene: Scene, mapping: Mapping): Scene {
  const size = mapping.size(scene);
  const labels = scene.labels.slice();
  const intensity = scene.intensity.slice();
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = mapping.from(i % size[0], Math.floor(i / size[0]), scene);
    labels[i] = scene.labels[y * scene.size[0] + x];
    intensity[i] = scene.intensity[y * scene.size[0] + x];
  }
  return { ...scene, size, labels, intensity };
}

const short = (rows: SceneRows): Map<number, Row> =>
  new Map(
    [...rows].map(([label, row]) => [
      label,
      Object.fromEntries(Object.entries(row).map(([id, value]) => [id.replace("morphology_", ""), value])),
    ]),
  );

/** Integers and what is computed from them stay; compactness adds distances and positions round in other places. */
const toleranceOf = (id: string): number =>
  /compactness|centroid|mass|orientation/.test(id) ? 1e-12 : 1e-15;

function expectClose(
  value: number | string,
  expected: number | string,
  tolerance: number,
  what: string,
): void {
  if (typeof value === "string" || typeof expected === "string") {
    expect(value, what).toBe(expected);
    return;
  }
  expect(Math.abs(value - expected), `${what}: ${value} for ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );
}

describe.for(mappings)("$name", (mapping) => {
  test.for(flat)("$name", async (scene) => {
    const before = short(await measureScene(features, scene));
    const after = short(await measureScene(features, mapped(scene, mapping)));
    const laws = mapping.laws(scene);
    for (const [label, row] of before) {
      for (const id of ids) {
        const expected = (laws[id] ?? same(id))(row);
        expectClose(after.get(label)![id], expected, toleranceOf(id), `${label} ${id}`);
      }
    }
  });
});

/** Power of the unit of lengths. */
const powers: Readonly<Record<string, number>> = {
  area: 2,
  volume: 3,
  compactness: -1,
  diameter_equal_area: 1,
  diameter_equal_volume: 1,
  mass_displacement: 1,
  axis_major_length: 1,
  axis_minor_length: 1,
  axis_least_length: 1,
};

test.for([...flat, volume(9)])("a unit of lengths half as large doubles lengths: $name", async (scene) => {
  const spacing = scene.spacing.map((step) => 2 * step) as [number, number, number];
  const before = short(await measureScene(features, scene));
  const after = short(await measureScene(features, { ...scene, spacing }));
  for (const [label, row] of before) {
    for (const id of ids) {
      const value = row[id];
      const expected = typeof value === "number" ? value * 2 ** (powers[id] ?? 0) : value;
      expectClose(after.get(label)![id], expected, 1e-15, `${label} ${id}`);
    }
  }
});

test.for([...flat, volume(9)])(
  "any tiling gives the same bits for integer intensities: $name",
  async (scene) => {
    const expected = await measureScene(features, scene);
    for (const blocks of tilings(scene.size)) {
      expect(await measureScene(features, scene, { blocks })).toEqual(expected);
    }
  },
);

test.for(flat)("a volume of one plane has the values of the image: $name", async (scene) => {
  const both = features.filter(({ dimensions }) => dimensions.length === 2);
  // A solid ellipsoid is another body than an ellipse.
  const kept = both.filter(({ id }) => !/axis|elongation/.test(id));
  const plane = await measureScene(kept, scene);
  expect(await measureScene(kept, { ...scene, ndim: 3 })).toEqual(plane);
});

test("large coordinates cost no digits of shape", async () => {
  const scene = cells(7);
  const [width, height] = scene.size;
  const far = 30000;
  const labels = new Uint32Array((width + far) * height);
  const intensity = new Uint16Array(labels.length);
  for (let y = 0; y < height; y++) {
    labels.set(scene.labels.subarray(y * width, (y + 1) * width), y * (width + far) + far);
    intensity.set(scene.intensity.subarray(y * width, (y + 1) * width), y * (width + far) + far);
  }
  const shape = features.filter(({ id }) => !/_x_min|_x$/.test(id));
  const moved = await measureScene(shape, { ...scene, size: [width + far, height, 1], labels, intensity });
  expect(moved).toEqual(await measureScene(shape, scene));
});
