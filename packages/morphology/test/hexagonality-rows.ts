import type { MemoryImage } from "@pixelmetry/roi";
import { forms, type RegionForm } from "./region-form.ts";

const { PI, abs, sqrt, tan } = Math;
const near = { "neighbours.distance": 1.5 };
const bySides = { parameters: { ...near, "contour.perimeter": "cracks" } };
const few = { tolerance: 1e-13, reason: "a few roots and ratios" };

/** Rectangles of w x h pixels in a grid; label 1 is where the pattern says so, others follow in raster order. */
function tiles(pattern: string, w: number, h: number, spacing: readonly number[] = [1, 1]): MemoryImage {
  const rows = pattern.trim().split(/\s+/);
  const [width, height] = [rows[0].length * w, rows.length * h];
  const labels = new Uint8Array(width * height);
  for (let i = 0; i < labels.length; i++) {
    const [column, row] = [Math.floor((i % width) / w), Math.floor(i / width / h)];
    const cell = rows[row][column];
    labels[i] = cell === "." ? 0 : cell === "1" ? 1 : 2 + row * rows[0].length + column;
  }
  return { labels, width, height, spacing };
}

/** Seven hexagons with the side s, one in the middle: every pixel belongs to the nearest centre. */
function hexagons(s: number): MemoryImage {
  const size = Math.ceil(6 * s);
  const centres = [
    [0, 0],
    ...[0, 1, 2, 3, 4, 5].map((k) => [Math.cos((k * PI) / 3), Math.sin((k * PI) / 3)]),
  ];
  const away = sqrt(3) * s;
  const labels = new Uint8Array(size * size);
  for (let i = 0; i < labels.length; i++) {
    const [x, y] = [(i % size) - size / 2 + 0.5, Math.floor(i / size) - size / 2 + 0.5];
    const squares = centres.map(([cx, cy]) => (x - cx * away) ** 2 + (y - cy * away) ** 2);
    const nearest = Math.min(...squares);
    if (nearest < (1.1 * s) ** 2) labels[i] = 1 + squares.indexOf(nearest);
  }
  return { labels, width: size, height: size };
}

const none = {
  morphology_polygonality: "no-neighbour",
  morphology_hexagonality: "no-neighbour",
  morphology_hexagonality_standard_deviation: "no-neighbour",
};

// A square with the side a and eight neighbours beside the regular octagon of the same area, and of the same perimeter.
const t = tan(PI / 8);
const eight = 5 * (2 - abs(1 - 0.5 / sqrt(t / 2)) - abs(1 - 2 * t));

/** Closed forms of hexagonality and polygonality: the values of label 1. */
export const hexagonalityForms: readonly RegionForm[] = [
  ...forms("two neighbours", tiles("#1#", 6, 6), none, bySides),
  ...forms(
    "four neighbours of a square",
    tiles(".#. #1# .#.", 10, 10),
    { morphology_polygonality: 10 },
    { ...bySides, ...few },
  ),
  ...forms(
    "four neighbours of a square of wide pixels",
    tiles(".#. #1# .#.", 5, 10, [2, 1]),
    { morphology_polygonality: 10 },
    { ...few, parameters: { ...bySides.parameters, "neighbours.distance": 2 } },
  ),
  ...forms(
    "grid of squares",
    tiles("### #1# ###", 7, 7),
    { morphology_polygonality: eight },
    { ...bySides, ...few },
  ),
  ...forms(
    "one pixel",
    tiles("### #1# ###", 1, 1),
    { morphology_polygonality: "undefined" },
    { parameters: near },
  ),
  ...forms(
    "wide pixels without a perimeter",
    tiles("### #1# ###", 5, 5, [2, 1]),
    { morphology_hexagonality: "undefined" },
    { parameters: { "neighbours.distance": 3 } },
  ),
  ...forms(
    "hexagons",
    hexagons(60),
    { morphology_polygonality: 10, morphology_hexagonality: 10 },
    {
      parameters: { ...near, "contour.perimeter": "crofton" },
      tolerance: 0.02,
      reason: "the perimeter is estimated from four directions, and widths include the pixels on the outline",
    },
  ),
];
