/** Distance maps against the nearest background pixel found by looking at all of them. */
import { expect, test } from "vitest";
import {
  assembleSlab,
  boundaryPixels,
  type DistanceMetric,
  distanceMap,
  maskGrid,
  type RoiInfo,
  Scratch,
  type Slab,
} from "../src/index.ts";
import { mulberry32 } from "../testkit/index.ts";

type Mask = readonly (readonly number[])[];

function roiOf(mask: Mask, spacing: readonly [number, number, number] = [1, 1, 1]): RoiInfo {
  const [width, height] = [mask[0].length, mask.length];
  const image = { size: [width, height, 1] as const, ndim: 2 as const, spacing };
  return {
    label: 1,
    count: mask.flat().filter(Boolean).length,
    x0: 0,
    y0: 0,
    z0: 0,
    x1: width,
    y1: height,
    z1: 1,
    image,
  };
}

/** Slabs of `rows` rows each, with `halo` rows around them. */
function* slabs(mask: Mask, roi: RoiInfo, rows: number, halo: number, scratch: Scratch): Generator<Slab> {
  const columns: number[][] = [[], [], [], []];
  mask.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x] || row[x - 1]) continue;
      let end = x;
      while (row[end]) end++;
      [x, y, 0, end - x].forEach((value, c) => columns[c].push(value));
    }
  });
  const [x, y, z, length] = columns.map((column) => Int32Array.from(column));
  const clouds = {
    slots: 1,
    runStart: Int32Array.of(0, x.length),
    pixelStart: Int32Array.of(0, roi.count),
    x,
    y,
    z,
    length,
    values: [],
  };
  for (let first = 0; first < mask.length; first += rows) {
    yield assembleSlab(
      roi,
      [{ clouds, slot: 0 }],
      first,
      Math.min(mask.length, first + rows),
      halo,
      scratch,
      undefined,
    ).mask;
  }
}

function measured(
  mask: Mask,
  metric: DistanceMetric,
  rows: number,
  spacing?: readonly [number, number, number],
  to: "background" | "edge" = "background",
): number[][] {
  const scratch = new Scratch();
  const roi = roiOf(mask, spacing);
  const side = boundaryPixels(to === "edge" ? "inner" : "outer");
  const state = side.create({ roi, needs: {} as never, scratch });
  const grid = maskGrid(2);
  for (const slab of slabs(mask, roi, rows, 2, scratch)) {
    side.update(state, slab, { grid: grid.derive(slab, {}, scratch) }, scratch);
  }
  const boundary = side.read(state, scratch);
  const map = distanceMap(metric, { to, physical: spacing !== undefined });
  return [...slabs(mask, roi, rows, 0, scratch)].flatMap((slab) => {
    const { layout, distances } = map.derive(slab, { boundary }, scratch);
    return Array.from({ length: layout.height }, (_, y) =>
      Array.from({ length: layout.width }, (_, x) => distances[layout.origin + y * layout.pitchY + x]),
    );
  });
}

function brute(mask: Mask, metric: DistanceMetric, [sx, sy] = [1, 1]): number[][] {
  return mask.map((row, y) =>
    row.map((inside, x) => {
      if (!inside) return 0;
      let best = Number.POSITIVE_INFINITY;
      for (let v = -1; v <= mask.length; v++) {
        for (let u = -1; u <= row.length; u++) {
          if (mask[v]?.[u]) continue;
          const [dx, dy] = [Math.abs(u - x), Math.abs(v - y)];
          const d =
            metric === "euclidean"
              ? (dx * sx) ** 2 + (dy * sy) ** 2
              : metric === "city-block"
                ? dx + dy
                : Math.max(dx, dy);
          best = Math.min(best, d);
        }
      }
      return best;
    }),
  );
}

function randomMask(seed: number, density: number): number[][] {
  const random = mulberry32(seed);
  const [width, height] = [1 + Math.floor(random() * 23), 1 + Math.floor(random() * 19)];
  return Array.from({ length: height }, () =>
    Array.from({ length: width }, () => (random() < density ? 1 : 0)),
  );
}

for (const metric of ["euclidean", "city-block", "chessboard"] as const) {
  test(`${metric}: random masks in slabs of any height`, () => {
    for (let seed = 1; seed <= 60; seed++) {
      const mask = randomMask(seed, [0.5, 0.9, 0.99, 1][seed % 4]);
      for (const rows of [1, 3, 100]) expect(measured(mask, metric, rows)).toEqual(brute(mask, metric));
    }
  });
}

test("euclidean with anisotropic pixels", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const mask = randomMask(seed, 0.95);
    const [got, expected] = [
      measured(mask, "euclidean", 4, [0.5, 1.75, 1]),
      brute(mask, "euclidean", [0.5, 1.75]),
    ];
    got.forEach((row, y) => row.forEach((d, x) => expect(d).toBeCloseTo(expected[y][x], 10)));
  }
});

test("euclidean to the ROI's own edge", () => {
  const isEdge = (mask: Mask, x: number, y: number): boolean =>
    [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => !mask[y + dy]?.[x + dx]));
  for (let seed = 1; seed <= 30; seed++) {
    const mask = randomMask(seed, 0.97);
    const edges = mask.flatMap((row, y) =>
      row.flatMap((inside, x) => (inside && isEdge(mask, x, y) ? [[x, y]] : [])),
    );
    const expected = mask.map((row, y) =>
      row.map((inside, x) => (inside ? Math.min(...edges.map(([u, v]) => (u - x) ** 2 + (v - y) ** 2)) : 0)),
    );
    for (const rows of [1, 4, 100])
      expect(measured(mask, "euclidean", rows, undefined, "edge")).toEqual(expected);
  }
});
