import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One row of the goldens of erosions, radii, neighbours and hexagonality. */
export interface RegionRow {
  readonly id: string;
  readonly tool: string;
  readonly fixture: string;
  readonly label: number;
  /** Along x, y, z. */
  readonly spacing: readonly [number, number, number];
  /** Largest distance of neighbours. */
  readonly distance: number;
  readonly perimeter: string;
  readonly expected: number | string;
  /** Angles are compared modulo 360. */
  readonly period: number;
  /** Relative to the larger of the value and 1. */
  readonly tolerance: number;
  readonly reason: string;
}

interface Row {
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  readonly config: string;
  readonly value: number | null;
  readonly missing?: string;
}

const tables = [
  ["erosion", "scipy"],
  ["roi_radius", "scipy"],
  ["neighbours", "scipy"],
  ["hexagonality", "numpy"],
] as const;

const whole = { tolerance: 0, reason: "whole numbers" };

/** Angles are of the order of 100, centroids of up to 100 pixels are rounded before they are subtracted. */
function accuracy(id: string): { readonly tolerance: number; readonly reason: string } {
  if (/erosions|count$|mode$/.test(id)) return whole;
  if (/circular_standard_deviation/.test(id)) {
    // The root of a logarithm near 0 turns 1e-16 into 1e-8 radians.
    return { tolerance: 2e-6, reason: "equal directions deviate by the root of the rounding of their mean" };
  }
  if (/gonality/.test(id)) return { tolerance: 1e-12, reason: "ratios of rounded measures" };
  if (/angle|distance/.test(id)) {
    return { tolerance: 1e-11, reason: "the tool subtracts rounded centroids" };
  }
  return { tolerance: 1e-14, reason: "sums of a few hundred rounded roots" };
}

/** What the tools found. */
export const regionRows: readonly RegionRow[] = tables.flatMap(([folder, tool]) => {
  const path = join(import.meta.dirname, "../../../reference-data", folder, `${tool}.json`);
  const { rows } = JSON.parse(readFileSync(path, "utf8")) as { rows: Row[] };
  return rows.map(({ id, fixture, label, config, value, missing }): RegionRow => {
    const pattern = /^(?:d(\S+) )?spacing_(\S+),(\S+)(?: perimeter_(\w+))?$/;
    const [, distance = "5", x, y, perimeter = "skimage"] = pattern.exec(config)!;
    return {
      id,
      tool,
      fixture,
      label,
      spacing: [Number(x), Number(y), 1],
      distance: Number(distance),
      perimeter,
      expected: value ?? missing!,
      period: /angle$|mean$|mode$/.test(id) && /angle/.test(id) ? 360 : Number.POSITIVE_INFINITY,
      ...accuracy(id),
    };
  });
});
