/**
 * Zernike moments known by hand.
 * @module
 */
import { type ClosedForm, scene } from "../level-sizes/closed-forms.ts";
import type { Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** The polynomial as its definition writes it. */
function radial(n: number, m: number, r: number): number {
  let sum = 0;
  for (let s = 0; s <= (n - m) / 2; s++) {
    const below = factorial(s) * factorial((n + m) / 2 - s) * factorial((n - m) / 2 - s);
    sum += ((-1) ** s * factorial(n - s) * r ** (n - 2 * s)) / below;
  }
  return sum;
}

/** `moment` is A_nm without its factor (n + 1) / pi. */
function rows(
  name: string,
  image: Scene,
  moment: (n: number, m: number) => number | string,
  { order = 9, tolerance = 1e-13, reason = "a closed form of a few operations", radius = 0 } = {},
): ClosedForm[] {
  const parameters: Parameters = { "zernike.order": order, "zernike.radius": radius };
  const out: ClosedForm[] = [];
  for (let n = 0; n <= order; n++) {
    for (let m = n % 2; m <= n; m += 2) {
      const value = moment(n, m);
      const scale = (n + 1) / Math.PI;
      const column = `zernike_magnitude_n${n}_m${m}`;
      const expected = typeof value === "string" ? value : scale * Math.abs(value);
      const kept = typeof value === "string" ? 0 : tolerance;
      const claim = { expected, tolerance: kept, scale, reason };
      out.push({
        name: `${name}: ${n}, ${m}`,
        id: "zernike_magnitude",
        scene: name,
        image,
        parameters,
        column,
        ...claim,
      });
    }
  }
  return out;
}

const pair = scene(2, 1, () => 7);
// Sides at 1 / sqrt 2, corners at 1, a quarter turn apart: what is left has m a multiple of 4. Corners lie on the
// diagonals, where cos 4 theta is -1.
const square =
  (centre: number, side: number, corner: number) =>
  (n: number, m: number): number => {
    if (m % 4 !== 0) return 0;
    const turn = (-1) ** (m / 4);
    const sum =
      4 * side * radial(n, m, Math.SQRT1_2) + 4 * corner * turn + (m === 0 ? centre * radial(n, 0, 0) : 0);
    return sum / (centre + 4 * side + 4 * corner);
  };
const levels = [5, 1, 9] as const;
const inSquare = scene(3, 3, (x, y) => levels[Math.abs(x - 1) + Math.abs(y - 1)]);
const big = 700;

export const closedForms: readonly ClosedForm[] = [
  ...rows("two pixels", pair, (_n, m) => (m % 2 === 0 ? 1 : 0)),
  ...rows("two pixels, order 50", pair, (_n, m) => (m % 2 === 0 ? 1 : 0), { order: 50 }),
  ...rows(
    "two by two",
    scene(2, 2, () => 3),
    (_n, m) => (m % 4 === 0 ? 1 : 0),
  ),
  ...rows("three by three", inSquare, square(...levels)),
  // One third of the intensity at distance 1, two thirds at the opposite side at distance 1/2.
  ...rows(
    "two pixels of 1 and 2",
    scene(2, 1, (x) => 1 + x),
    (n, m) => (n === 1 ? 0 : (1 + 2 * (-1) ** m * radial(n, m, 0.5)) / 3),
  ),
  ...rows(
    "three by three, sides and corners beyond the disk",
    inSquare,
    (n, m) => (m === 0 ? radial(n, 0, 0) : 0),
    { radius: 0.5 },
  ),
  ...rows(
    "one pixel",
    scene(1, 1, () => 5),
    () => "too-few-pixels",
  ),
  ...rows(
    "one pixel, radius 2",
    scene(1, 1, () => 5),
    (n, m) => (m === 0 ? radial(n, 0, 0) : 0),
    { radius: 2 },
  ),
  // Two slabs. A constant disk is the first polynomial, to which the others are orthogonal.
  ...rows(
    "constant disk",
    scene(2 * big + 1, 2 * big + 1, (x, y) => ((x - big) ** 2 + (y - big) ** 2 <= big ** 2 ? 1 : 0)),
    (n) => (n === 0 ? 1 : 0),
    {
      tolerance: 2e-3,
      reason: "the edge of the disk runs through pixels: an error of about 1 over the radius",
    },
  ),
];
