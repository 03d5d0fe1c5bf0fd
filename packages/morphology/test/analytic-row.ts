import type { ParameterValue } from "@pixelmetry/roi";
import type { Shape } from "./shapes.ts";

/** One closed form. */
export interface AnalyticRow {
  readonly id: string;
  readonly name: string;
  readonly image: Shape;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** A number, or the reason why there is none. */
  readonly expected: number | string;
  /** Relative, or absolute for 0. */
  readonly tolerance: number;
  readonly reason: string;
}

interface Options {
  readonly tolerance?: number;
  readonly reason?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

const rounding = { tolerance: 1e-14, reason: "a closed form of a few operations" };

/** One row per expected value; ids without their common prefix. */
export function rows(
  name: string,
  image: Shape,
  values: Readonly<Record<string, number | string>>,
  { tolerance = rounding.tolerance, reason = rounding.reason, parameters = {} }: Options = {},
): AnalyticRow[] {
  return Object.entries(values).map(([id, expected]) => ({
    id: `morphology_${id}`,
    name: `${name}: ${id}`,
    image,
    parameters,
    expected,
    tolerance: typeof expected === "string" ? 0 : tolerance,
    reason,
  }));
}
