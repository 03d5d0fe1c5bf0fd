/**
 * Matrices of grey level against size whose cells are known by hand, and what the definitions make of them.
 * @module
 */
import type { Parameters } from "../measured.ts";
import type { Claim, Scene } from "../reference.ts";
import type { SizeFamily } from "./goldens.ts";

/** A number that follows from the definition by hand. */
export interface ClosedForm extends Claim {
  /** Same scene, same parameters. */
  readonly scene: string;
  readonly image: Scene;
  readonly parameters: Parameters;
  readonly column: string;
}

/** So many things of this level and size. */
export type Cell = readonly [level: number, size: number, count: number];

/** Ids without the family, in the order of {@link measuresOf}. */
export const measureIds: Readonly<Record<SizeFamily, readonly string[]>> = {
  glrlm: idsOf("short_run", "long_run", "run", "run_length", "short_runs", "long_runs", "run_entropy"),
  glszm: idsOf(
    "small_zone",
    "large_zone",
    "zone",
    "zone_size",
    "small_zone",
    "large_zone",
    "zone_size_entropy",
  ),
  gldzm: [
    ...idsOf(
      "small_distance",
      "large_distance",
      "zone",
      "zone_distance",
      "small_distance",
      "large_distance",
      "zone_distance_entropy",
    ),
    "grey_level_mean",
    "zone_distance_mean",
  ],
};

function idsOf(
  small: string,
  large: string,
  thing: string,
  size: string,
  emphasis: string,
  counterpart: string,
  entropy: string,
): string[] {
  return [
    `${emphasis}_emphasis`,
    `${counterpart}_emphasis`,
    `low_grey_level_${thing}_emphasis`,
    `high_grey_level_${thing}_emphasis`,
    `${small}_low_grey_level_emphasis`,
    `${small}_high_grey_level_emphasis`,
    `${large}_low_grey_level_emphasis`,
    `${large}_high_grey_level_emphasis`,
    "grey_level_non_uniformity",
    "normalised_grey_level_non_uniformity",
    `${size}_non_uniformity`,
    `normalised_${size}_non_uniformity`,
    `${thing}_percentage`,
    "grey_level_variance",
    `${size}_variance`,
    entropy,
  ];
}

/** The measures of a matrix, term by term. */
export function measuresOf(cells: readonly Cell[], pixels: number): number[] {
  const total = sum(cells.map(([, , count]) => count));
  const mean = (term: (level: number, size: number) => number): number =>
    sum(cells.map(([level, size, count]) => count * term(level, size))) / total;
  const squares = (place: 0 | 1): number => {
    const marginal = [...new Set(cells.map((cell) => cell[place]))].map((value) =>
      sum(cells.filter((cell) => cell[place] === value).map(([, , count]) => count)),
    );
    return sum(marginal.map((count) => count * count));
  };
  const level = mean((i) => i);
  const size = mean((_, j) => j);
  return [
    mean((_, j) => j ** -2),
    mean((_, j) => j * j),
    mean((i) => i ** -2),
    mean((i) => i * i),
    mean((i, j) => (i * j) ** -2),
    mean((i, j) => (i / j) ** 2),
    mean((i, j) => (j / i) ** 2),
    mean((i, j) => (i * j) ** 2),
    squares(0) / total,
    squares(0) / total ** 2,
    squares(1) / total,
    squares(1) / total ** 2,
    total / pixels,
    mean((i) => (i - level) ** 2),
    mean((_, j) => (j - size) ** 2),
    sum(cells.map(([, , count]) => (count / total) * Math.log2(total / count))),
    level,
    size,
  ];
}

const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0);

export const raw: Parameters = { "discretisation.method": "none" };

/** Grey levels by position, 0 outside the ROI. */
export function scene(
  width: number,
  height: number,
  level: (x: number, y: number, z: number) => number,
  depth = 1,
): Scene {
  const intensity = Uint16Array.from({ length: width * height * depth }, (_, p) =>
    level(p % width, Math.floor(p / width) % height, Math.floor(p / width / height)),
  );
  return { labels: intensity.map((v) => (v > 0 ? 1 : 0)), intensity, width, height, depth };
}

/** Number of pixels in the ROI. */
export const pixelsOf = ({ labels }: Scene): number => sum(Array.from(labels));

/** Rows for all measures of a matrix with these cells; `angle` for columns per angle. */
export function rowsOf(
  family: SizeFamily,
  name: string,
  image: Scene,
  cells: readonly Cell[],
  { angle, parameters = raw, pixels = pixelsOf(image) }: RowOptions = {},
): ClosedForm[] {
  const values = measuresOf(cells, pixels);
  return measureIds[family].map((measure, m) =>
    row(family, name, image, measure, values[m], { angle, parameters }),
  );
}

export interface RowOptions {
  readonly angle?: number | undefined;
  readonly parameters?: Parameters;
  /** What the percentage refers to; default: the pixels of the ROI. */
  readonly pixels?: number;
}

/** One row; `expected` may be the reason why there is no value. */
export function row(
  family: SizeFamily,
  name: string,
  image: Scene,
  measure: string,
  expected: number | string,
  { angle, parameters = raw }: RowOptions = {},
): ClosedForm {
  const id = `${family}_${measure}${angle === undefined ? "" : "_per_angle"}`;
  const exact = typeof expected === "string" || Number.isInteger(expected);
  return {
    name: `${name}: ${measure} ${angle ?? "mean"}`,
    id,
    scene: name,
    image,
    parameters,
    column: angle === undefined ? id : `${id}_${angle}`,
    expected,
    tolerance: exact ? 1e-15 : 1e-13,
    scale: expected === 0 ? 1 : 0,
    reason: exact ? "whole numbers; the last digit of a quotient" : "a closed form of a few operations",
  };
}
