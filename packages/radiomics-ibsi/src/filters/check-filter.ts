/**
 * Whether a plain object is a filter.
 * @module
 */
import { nearest, PixelmetryError } from "@pixelmetry/roi";
import { fields, type Shape } from "./fields.ts";
import type { FilterSpec } from "./spec.ts";

/**
 * Checks a filter, e.g. one parsed from JSON. Parameters that are unknown, missing or out of bounds are refused.
 * @returns a copy without parameters that are undefined
 * @throws PixelmetryError `invalid-argument` that names the parameter
 */
export function checkFilter(given: FilterSpec | Readonly<Record<string, unknown>>): FilterSpec {
  const { filter } = given;
  const shape = Object.hasOwn(fields, String(filter)) ? fields[filter as FilterSpec["filter"]] : undefined;
  if (shape === undefined) {
    const near = nearest(String(filter), Object.keys(fields));
    throw new PixelmetryError("invalid-argument", {
      where: "filter",
      what: `there is no filter "${String(filter)}"`,
      remedy:
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : `the filters are ${Object.keys(fields).join(", ")}`,
    });
  }
  const spec = checked(given as Record<string, unknown>, { filter: () => undefined, ...shape }, "filter");
  agreeOnAxes(spec);
  return spec as unknown as FilterSpec;
}

function checked(given: Record<string, unknown>, shape: Shape, where: string): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(shape, name)) continue;
    const near = nearest(name, Object.keys(shape));
    throw new PixelmetryError("invalid-argument", {
      where: `${where}.${name}`,
      what: "the filter has no such parameter",
      remedy:
        near.length > 0
          ? `did you mean ${near.join(" or ")}?`
          : `its parameters are ${Object.keys(shape).join(", ")}`,
    });
  }
  for (const [name, field] of Object.entries(shape)) {
    const value = given[name];
    const at = `${where}.${name}`;
    if (typeof field !== "function") {
      if (value === undefined) continue;
      if (typeof value !== "object" || value === null) throw wrong(at, "an object", value);
      out[name] = checked(value as Record<string, unknown>, field, at);
      continue;
    }
    const expected = field(value);
    if (expected !== undefined) throw wrong(at, expected, value);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

/** Parameters with an entry per axis have as many as the filter has dimensions. */
function agreeOnAxes(spec: Record<string, unknown>): void {
  const dimensions = spec["dimensions"] as number;
  const { kernels, subband, riesz, boundary, padding } = spec as {
    kernels?: string;
    subband?: string;
    riesz?: { order: readonly number[] };
    boundary?: string;
    padding?: number;
  };
  if (kernels !== undefined && kernels.length !== 2 * dimensions) {
    throw wrong("filter.kernels", `${dimensions} kernels, one for each dimension`, kernels);
  }
  if (subband !== undefined && subband.length !== dimensions) {
    throw wrong("filter.subband", `${dimensions} letters, one for each dimension`, subband);
  }
  if (riesz !== undefined && riesz.order.length !== dimensions) {
    throw wrong("filter.riesz.order", `${dimensions} orders, one for each dimension`, riesz.order);
  }
  if (boundary === "periodic" && padding !== undefined && padding > 0) {
    throw wrong("filter.padding", "0 or nothing, as the volume repeats without an edge", padding);
  }
}

function wrong(where: string, expected: string, received: unknown): PixelmetryError {
  const what =
    received === undefined ? "the parameter is missing" : "the parameter has a value it cannot have";
  return new PixelmetryError("invalid-argument", {
    where,
    what,
    expected,
    ...(received === undefined ? {} : { received: JSON.stringify(received) ?? String(received) }),
  });
}
