import { defineFeature, type Feature } from "@pixelmetry/roi";
import { type ExtremePixels, extremePixels } from "./extreme-pixels.ts";

/** Clockwise from the top left. */
const points: readonly {
  readonly name: string;
  readonly x: (pixels: ExtremePixels) => number;
  readonly y: (pixels: ExtremePixels) => number;
}[] = [
  { name: "leftmost pixel of the top row", x: (p) => p.topLeft, y: (p) => p.top },
  { name: "rightmost pixel of the top row", x: (p) => p.topRight, y: (p) => p.top },
  { name: "topmost pixel of the right column", x: (p) => p.right, y: (p) => p.rightTop },
  { name: "bottommost pixel of the right column", x: (p) => p.right, y: (p) => p.rightBottom },
  { name: "rightmost pixel of the bottom row", x: (p) => p.bottomRight, y: (p) => p.bottom },
  { name: "leftmost pixel of the bottom row", x: (p) => p.bottomLeft, y: (p) => p.bottom },
  { name: "bottommost pixel of the left column", x: (p) => p.left, y: (p) => p.leftBottom },
  { name: "topmost pixel of the left column", x: (p) => p.left, y: (p) => p.leftTop },
];

/** The coordinate of the other axis that decides, as an extremum over the pixels of row or column e. */
const conditions = [
  "y_i=\\min_j y_j",
  "y_i=\\min_j y_j",
  "x_i=\\max_j x_j",
  "x_i=\\max_j x_j",
  "y_i=\\max_j y_j",
  "y_i=\\max_j y_j",
  "x_i=\\min_j x_j",
  "x_i=\\min_j x_j",
];
const choices = ["\\min x", "\\max x", "\\min y", "\\max y", "\\max x", "\\min x", "\\max y", "\\min y"];

/** The 16 coordinates of the eight extreme pixels, p1_x, p1_y, ..., p8_y. */
export const extremaFeatures: readonly Feature[] = points.flatMap((point, i) =>
  (["x", "y"] as const).map((axis) =>
    defineFeature({
      id: `morphology_extrema_p${i + 1}_${axis}`,
      definition: `${axis} coordinate of the ${point.name} of the region, an index of a pixel and not of its corner (MATLAB's Extrema are corners).`,
      formula: `${axis}_i:\\ ${choices[i]}_i\\ \\text{among}\\ ${conditions[i]}`,
      unit: "pixel",
      dimensions: [2],
      names: { nyxus: `EXTREMA_P${i + 1}_${axis.toUpperCase()}` },
      reference: "MATLAB Image Processing Toolbox, regionprops, Extrema; Nyxus, 2D morphology.",
      degenerate: "One pixel: its own coordinate, eight times. Intensities do not matter.",
      needs: { pixels: extremePixels },
      compute: ({ pixels }) => point[axis](pixels),
    }),
  ),
);
