/**
 * Responses of Gabor filters known by hand.
 * @module
 */
import { type ClosedForm, scene } from "../level-sizes/closed-forms.ts";
import type { Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

const id = "gabor_response_ratio";
const frequencies = [0.0625, 0.125, 0.25];
const angles = [0, 45, 90, 135];

/** Every pixel belongs to the ROI, those of intensity 0 too. */
const whole = (image: Scene): Scene => ({ ...image, labels: new Uint8Array(image.labels.length).fill(1) });

/** `ratio` of every filter of the bank. */
function rows(
  name: string,
  image: Scene,
  ratio: (frequency: number, angle: number) => number | string,
  parameters: Parameters = {},
): ClosedForm[] {
  const list = (key: string, otherwise: readonly number[]): readonly number[] =>
    (parameters[key] as readonly number[]) ?? otherwise;
  return list("gabor.frequencies", frequencies).flatMap((f) =>
    list("gabor.angles", angles).map((a): ClosedForm => {
      const expected = ratio(f, a);
      return {
        name: `${name}: ${f}, ${a}`,
        id,
        scene: name,
        image,
        parameters,
        column: `${id}_f${f}_a${a}`,
        expected,
        tolerance: typeof expected === "string" ? 0 : 1e-15,
        scale: 0,
        reason: "a quotient of two numbers of pixels",
      };
    }),
  );
}

/**
 * One bright pixel shows the kernels: magnitudes are their envelopes, divided by their sum, and the low-pass response is
 * 1 / (2 r + 1)^2 all over its square. What is above the threshold are the points of the grid in an ellipse.
 */
function spot(width: number, height: number, x0: number, y0: number, parameters: Parameters, name: string) {
  const { sigma, aspect, radius: r, threshold } = { sigma: 0.56, aspect: 1, radius: 12, threshold: 0.9 };
  const given = (key: string, otherwise: number): number => (parameters[key] as number) ?? otherwise;
  const all: Parameters = {
    "gabor.background": "zero",
    "gabor.radius": r,
    "gabor.threshold": threshold,
    ...parameters,
  };
  const [s, a] = [given("gabor.sigma", sigma), given("gabor.aspect", aspect)];
  const pixels = (2 * r + 1) ** 2;
  const ratio = (frequency: number, angle: number): number => {
    const turn = (angle * Math.PI) / 180;
    const squares: number[] = [];
    for (let y = -r; y <= r; y++) {
      for (let x = -r; x <= r; x++) {
        const along = x * Math.cos(turn) + y * Math.sin(turn);
        const across = a * (y * Math.cos(turn) - x * Math.sin(turn));
        squares.push(along ** 2 + across ** 2);
      }
    }
    const width2 = 2 * (s / frequency) ** 2;
    const mass = squares.reduce((sum, q) => sum + Math.exp(-q / width2), 0);
    const largest = -width2 * Math.log((threshold * mass) / pixels);
    return squares.filter((q) => q < largest).length / pixels;
  };
  return rows(name, whole(scene(width, height, (x, y) => (x === x0 && y === y0 ? 60000 : 0))), ratio, all);
}

/** A wave along (cos, sin) of `direction` with a tenth of the mean for amplitude: half of that is the response to it. */
const wave = (size: number, frequency: number, direction: number): Scene => {
  const turn = (direction * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return scene(size, size, (x, y) =>
    Math.round(1000 + 100 * Math.cos(2 * Math.PI * frequency * (x * cos + y * sin))),
  );
};

/**
 * The filter of the wave answers with 50 inside and at least an eighth of the amplitude at the outline, which is above a
 * hundredth of the mean; no other filter comes to three hundredths.
 */
const waves = frequencies.flatMap((frequency) =>
  angles.flatMap((angle) => {
    const image = wave(96, frequency, angle);
    const name = `wave of ${frequency}, ${angle}`;
    const isOwn = ({ column }: ClosedForm): boolean => column === `${id}_f${frequency}_a${angle}`;
    return [
      ...rows(`${name}: its filter`, image, () => 1, { "gabor.threshold": 0.01 }).filter(isOwn),
      ...rows(`${name}: others`, { ...image }, () => 0, { "gabor.threshold": 0.03 }).filter(
        (row) => !isOwn(row),
      ),
    ];
  }),
);

export const closedForms: readonly ClosedForm[] = [
  ...spot(40, 50, 17, 26, {}, "spot, round envelopes"),
  ...spot(
    60,
    50,
    30,
    26,
    { "gabor.aspect": 0.5, "gabor.angles": [0, 20, 45, 90, 110] },
    "spot, oblong envelopes",
  ),
  ...spot(45, 45, 22, 22, { "gabor.aspect": 2, "gabor.sigma": 0.4 }, "spot, wide envelopes"),
  // Slabs of 953 rows: the kernels reach into both.
  ...spot(1100, 1000, 500, 948, {}, "spot near the end of a slab"),
  ...waves,
  ...rows(
    "constant",
    scene(30, 20, () => 700),
    () => 0,
  ),
  ...rows(
    "one pixel",
    scene(1, 1, () => 700),
    () => 0,
  ),
  ...rows(
    "one pixel before nothing",
    scene(1, 1, () => 700),
    () => 1,
    { "gabor.background": "zero", "gabor.threshold": 0.1 },
  ),
  ...rows("all zero", whole(scene(4, 4, () => 0)), () => "undefined"),
  ...rows(
    "no finite pixel",
    { ...scene(2, 1, () => 1), intensity: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY) },
    () => "empty",
  ),
];
