/**
 * From values to colours: which values get the ends of the colour map.
 * @module
 */
import { PixelmetryError, quantile } from "@pixelmetry/roi";
import { type ColourMapName, colourAt, type Rgb } from "./colour-map.ts";

export interface ValueScale {
  readonly colours: ColourMapName;
  /** Values with the first and the last colour; NaN when nothing has a value. */
  readonly low: number;
  readonly high: number;
  /** The values there are, ascending. */
  readonly sorted: Float64Array;
}

/** What a table may hold in the place of a number: nothing, or a number that is none. */
export type MaybeNumber = number | null | undefined;

/** The finite ones of `values`, ascending. */
export function finiteValues(values: Iterable<MaybeNumber>): Float64Array {
  const finite: number[] = [];
  for (const value of values) if (typeof value === "number" && Number.isFinite(value)) finite.push(value);
  return Float64Array.from(finite).sort();
}

/** Quantile of ascending values, as `quantile` of `@pixelmetry/roi` defines it. */
export const sortedQuantile = (sorted: Float64Array, q: number): number =>
  quantile({ n: sorted.length, values: sorted, counts: new Float64Array(sorted.length).fill(1) }, q);

/** Values fewer than this are never cut off. */
const fewestForCut = 20;

/**
 * The scale of some values. Without a range it spans all of them, unless the outermost few would take a third of
 * the colours: then it spans the middle 96 %, and colour bars point beyond their ends.
 * @throws PixelmetryError `invalid-argument` for a range that is none
 */
export function valueScale(
  values: Iterable<MaybeNumber>,
  colours: ColourMapName,
  range?: readonly [low: number, high: number],
): ValueScale {
  const sorted = finiteValues(values);
  if (range !== undefined) {
    const [low, high] = range;
    if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high)) {
      throw new PixelmetryError("invalid-argument", {
        where: "the picture",
        what: "the range of colours is no range",
        expected: "two numbers in ascending order",
        received: `${low}, ${high}`,
      });
    }
    return { colours, low, high, sorted };
  }
  const [low, high] = [sorted.at(0) ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  if (sorted.length < fewestForCut) return { colours, low, high, sorted };
  const [inner, outer] = [sortedQuantile(sorted, 0.02), sortedQuantile(sorted, 0.98)];
  const crowded = outer > inner && outer - inner < (high - low) / 1.5;
  return crowded ? { colours, low: inner, high: outer, sorted } : { colours, low, high, sorted };
}

/** Place on the colour map, 0 to 1; in the middle when the scale is a single value. */
export function positionOf({ low, high }: ValueScale, value: number): number {
  // Halves: the difference of two finite numbers may be infinite.
  return high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
}

/** The colour of a value, or nothing when there is no value. */
export function colourOf(scale: ValueScale, value: MaybeNumber): Rgb | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return colourAt(scale.colours, positionOf(scale, value));
}
