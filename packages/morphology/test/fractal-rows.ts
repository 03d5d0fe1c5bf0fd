import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, type Shape, shape, spaced } from "./shapes.ts";

const { PI, asin, floor, log, sin, sqrt } = Math;

const boxes = (name: string, image: Shape, value: number | string): AnalyticRow[] =>
  rows(
    name,
    image,
    { fractal_dimension_boxes: value },
    { tolerance: 1e-14, reason: "logarithms of whole numbers" },
  );
const walks = (
  name: string,
  image: Shape,
  value: number | string,
  tolerance: number,
  reason: string,
): AnalyticRow[] => rows(name, image, { fractal_dimension_perimeter: value }, { tolerance, reason });

const counted = [
  ...boxes("boxes of a square", box([3, 5], [64, 64]), 2),
  ...boxes("boxes of a square of wide pixels", spaced(box([3, 5], [64, 64]), 3, 1), 2),
  ...boxes("boxes of a row", box([1, 1], [128, 1]), 1),
  ...boxes(
    "boxes of a column that fills the image",
    shape([1, 32], () => true),
    1,
  ),
  ...boxes(
    "boxes of a diagonal",
    shape([70, 70], (x, y) => x === y && x >= 3 && x < 67),
    1,
  ),
  // Pascal's triangle modulo 2: three copies at half the size.
  ...boxes(
    "boxes of a Sierpinski triangle",
    shape([256, 256], (x, y) => (x & y) === 0),
    log(3) / log(2),
  ),
  // Three boxes of 2 pixels, moved by one, two of 4 and one of 8; the grid at the corner needs four of 2.
  ...boxes(
    "boxes of a row with gaps",
    shape([10, 3], (x, y) => y === 1 && "#..##..#"[x - 1] === "#"),
    log(3) / log(4),
  ),
  ...boxes("one pixel", box([2, 2], [1, 1]), "too-few-pixels"),
  ...boxes("2 x 2 pixels", box([2, 2], [2, 2]), "too-few-pixels"),
];

/** Slope of logarithms by least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (v: readonly number[]): number => v.reduce((a, b) => a + log(b), 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const products = x.map((v, i) => (log(v) - mx) * (log(y[i]) - my)).reduce((a, b) => a + b);
  return products / x.map((v) => (log(v) - mx) ** 2).reduce((a, b) => a + b);
}

/** Each step on a circle spans the same angle; the last one spans what is left of it. */
function circleDimension(radius: number, pixel: number): number {
  const ratio = (0.6 * radius) / (2 * pixel);
  const steps = Array.from({ length: 10 }, (_, k) => 2 * pixel * ratio ** (k / 9));
  const lengths = steps.map((step) => {
    const angle = 2 * asin(step / (2 * radius));
    const whole = floor((2 * PI) / angle);
    return whole * step + 2 * radius * sin((2 * PI - whole * angle) / 2);
  });
  return 1 - slope(steps, lengths);
}

const disc = shape([805, 803], (x, y) => (x - 402) ** 2 + (y - 401) ** 2 < 400 * 400);
const flat = spaced(
  shape([405, 803], (x, y) => (2 * (x - 202)) ** 2 + (y - 401) ** 2 < 400 * 400),
  2,
  1,
);

/** Corners of the Koch snowflake with sides of length 3^order. */
function snowflake(order: number): { readonly x: number[]; readonly y: number[] } {
  let points: [number, number][] = [0, 1, 2].map((k) => {
    const angle = PI / 2 + (k * 2 * PI) / 3;
    return [Math.cos(angle), sin(angle)].map((v) => (v * 3 ** order) / sqrt(3)) as [number, number];
  });
  for (let i = 0; i < order; i++) {
    points = points.flatMap(([ax, ay], k) => {
      const [bx, by] = points[(k + 1) % points.length];
      const [dx, dy] = [(bx - ax) / 3, (by - ay) / 3];
      // Points run anticlockwise: the tip lies to the right, at 60 degrees.
      const tip = [ax + 1.5 * dx + (sqrt(3) / 2) * dy, ay + 1.5 * dy - (sqrt(3) / 2) * dx];
      return [[ax, ay], [ax + dx, ay + dy], tip, [ax + 2 * dx, ay + 2 * dy]] as [number, number][];
    });
  }
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

/** Pixels whose centres lie within a polygon, row by row between crossings. */
function filled({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }): Shape {
  const [left, top] = [Math.min(...x) - 2, Math.min(...y) - 2];
  const [width, height] = [Math.ceil(Math.max(...x) - left) + 2, Math.ceil(Math.max(...y) - top) + 2];
  const image = shape([width, height], () => false);
  for (let row = 0; row < height; row++) {
    const level = top + row + 0.5;
    const crossings: number[] = [];
    for (let a = x.length - 1, b = 0; b < x.length; a = b++) {
      if (y[a] > level === y[b] > level) continue;
      crossings.push(x[a] + ((level - y[a]) / (y[b] - y[a])) * (x[b] - x[a]) - left - 0.5);
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i < crossings.length; i += 2) {
      image.labels.fill(1, row * width + Math.ceil(crossings[i]), row * width + Math.ceil(crossings[i + 1]));
    }
  }
  return image;
}

const pixels = "pixels on the outline are in or out as a whole";
const walked = [
  ...walks("outline of a disc", disc, circleDimension(400, 1), 2e-3, pixels),
  ...walks("outline of a disc of wide pixels", flat, circleDimension(400, Math.SQRT2), 3e-3, pixels),
  ...walks("outline of a stick", box([2, 3], [900, 1]), 1, 0.03, "the last step cuts the ends short"),
  ...walks(
    "outline of a Koch snowflake",
    filled(snowflake(6)),
    log(4) / log(3),
    0.03,
    "a dimension of curves without end, from steps of two pixels on",
  ),
  // The hole and the small part, which would shorten the walk, are left out.
  ...walks(
    "outline of a disc with a hole beside a speck",
    shape(
      [405, 407],
      (x, y) =>
        (x < 3 && y < 3) ||
        ((x - 202) ** 2 + (y - 203) ** 2 < 40000 && (x - 222) ** 2 + (y - 203) ** 2 >= 900),
    ),
    circleDimension(200, 1),
    2e-3,
    pixels,
  ),
  ...walks("outline of 10 x 10 pixels", box([2, 2], [9, 9]), "too-few-pixels", 0, ""),
];

/** Closed forms of fractal dimensions. */
export const fractalRows: readonly AnalyticRow[] = [...counted, ...walked];
