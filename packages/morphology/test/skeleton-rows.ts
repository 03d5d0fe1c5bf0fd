import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, drawn, shape, spaced } from "./shapes.ts";

const skeleton = (length: number, ends: number, branches: number): Record<string, number> => ({
  skeleton_length: length,
  skeleton_end_points: ends,
  skeleton_branch_points: branches,
});

/** Lines one pixel wide are their own skeletons. */
const lines = [
  ...rows("skeleton of one pixel", box([2, 2], [1, 1]), skeleton(0, 0, 0)),
  ...rows("skeleton of a row", box([2, 2], [9, 1]), skeleton(8, 2, 0)),
  ...rows("skeleton of a column of wide pixels", spaced(box([2, 2], [1, 9]), 3, 0.5), skeleton(4, 2, 0)),
  ...rows(
    "skeleton of a row that fills the image",
    shape([70, 1], () => true),
    skeleton(69, 2, 0),
  ),
  ...rows(
    "skeleton of a diagonal of wide pixels",
    spaced(
      shape([12, 12], (x, y) => x === y),
      4,
      3,
    ),
    skeleton(11 * 5, 2, 0),
  ),
  ...rows(
    "skeleton of a cross",
    drawn("...#... ...#... ...#... ####### ...#... ...#... ...#..."),
    skeleton(12, 4, 1),
  ),
  // A diamond: closed, all steps diagonal.
  ...rows("skeleton of a ring", drawn("..#.. .#.#. #...# .#.#. ..#.."), skeleton(8 * Math.SQRT2, 0, 0)),
  ...rows("skeleton of two parts", drawn("####. ..... ..###"), skeleton(3 + 2, 4, 0)),
];

// A bar loses half of its width at either end, up to a pixel; a disc all of its radius.
const wide = [
  ...rows("skeleton of a bar", box([3, 3], [400, 7]), skeleton(394, 2, 0), {
    tolerance: 0.01,
    reason: "thinning ends a pixel or two sooner at one side",
  }),
  ...rows(
    "skeleton of a frame",
    shape([120, 90], (x, y) => x < 9 || x > 110 || y < 9 || y > 80),
    { skeleton_length: 2 * (111 + 81), skeleton_end_points: 0 },
    { tolerance: 0.03, reason: "corners are cut" },
  ),
  ...rows(
    "skeleton of two pixels in a large box",
    shape([22_400_000, 1], (x) => x === 0 || x === 22_399_999),
    { skeleton_length: "exceeds-budget" },
  ),
];

/** Closed forms of skeletons. */
export const skeletonRows: readonly AnalyticRow[] = [...lines, ...wide];
