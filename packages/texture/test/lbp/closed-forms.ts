/**
 * Local binary patterns known by hand.
 * @module
 */
import { type ClosedForm, scene } from "../level-sizes/closed-forms.ts";
import type { Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

const id = "lbp_histogram";

/** Shares by code, 0 where none is given; or the reason why there are none. */
function rows(
  name: string,
  image: Scene,
  shares: Readonly<Record<number, number>> | string,
  points = 8,
  radius = 1,
): ClosedForm[] {
  const parameters: Parameters = { "lbp.points": points, "lbp.radius": radius };
  return Array.from({ length: points + 2 }, (_, code): ClosedForm => {
    const expected = typeof shares === "string" ? shares : (shares[code] ?? 0);
    const claim = { expected, tolerance: 1e-15, scale: 0, reason: "a quotient of two numbers of pixels" };
    const column = `${id}_${code}`;
    return { name: `${name}: ${code}`, id, scene: name, image, parameters, column, ...claim };
  });
}

const ramp = (width: number, height: number, depth = 1): Scene =>
  scene(width, height, (x) => 3 * x + 1, depth);
const spot = (around: number, middle: number): Scene =>
  scene(7, 7, (x, y) => (x === 3 && y === 3 ? middle : around));

export const closedForms: readonly ClosedForm[] = [
  ...rows(
    "constant",
    scene(9, 8, () => 7),
    { 8: 1 },
  ),
  ...rows(
    "constant, neighbours between pixels",
    scene(9, 8, () => 49999),
    { 17: 1 },
    17,
    2.7,
  ),
  // 25 pixels have a pattern. Around a bright pixel all others see none that is darker.
  ...rows("a bright pixel", spot(5, 9), { 0: 1 / 25, 8: 24 / 25 }),
  // Three neighbours in a row of the four beside it are darker, one of the four across.
  ...rows("a dark pixel", spot(9, 5), { 5: 4 / 25, 7: 4 / 25, 8: 17 / 25 }),
  ...rows(
    "checkerboard",
    scene(8, 8, (x, y) => 1 + ((x + y) % 2)),
    { 0: 0.5, 8: 0.5 },
  ),
  // Bright stripes: darker, equal, darker, equal.
  ...rows(
    "stripes",
    scene(6, 5, (x) => 1 + (x % 2)),
    { 4: 0.5, 5: 0.5 },
    4,
  ),
  // What lies above and below is equal, what lies further along is brighter.
  ...rows("ramp", ramp(9, 9), { 5: 1 }),
  ...rows("ramp, twelve neighbours", ramp(12, 12), { 7: 1 }, 12, 2.3),
  ...rows("ramp of two slabs", ramp(1200, 1000), { 5: 1 }),
  ...rows("slices of a ramp", ramp(6, 5, 3), { 5: 1 }),
  ...rows(
    "three by three",
    scene(3, 3, (x, y) => (x === 1 && y === 1 ? 4 : 5)),
    { 8: 1 },
  ),
  ...rows(
    "three by three without a corner",
    scene(3, 3, (x, y) => (x + y === 0 ? 0 : 5)),
    "too-few-pixels",
  ),
  // Without neighbours between pixels the corners take no part.
  ...rows(
    "cross",
    scene(3, 3, (x, y) => (x === 1 || y === 1 ? 5 + x : 0)),
    { 3: 1 },
    4,
  ),
  ...rows(
    "one pixel",
    scene(1, 1, () => 7),
    "too-few-pixels",
  ),
  ...rows(
    "no finite pixel",
    { ...scene(2, 1, () => 1), intensity: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY) },
    "empty",
  ),
];
