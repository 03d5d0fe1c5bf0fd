/**
 * From a plain object to a pipeline: everything is checked, nothing is ignored.
 * @module
 */
import { isPixelmetryError, maxLevels, PixelmetryError } from "@pixelmetry/roi";
import { checkFilter } from "../filters/check-filter.ts";
import type { FilterSpec } from "../filters/spec.ts";
import type { GreyLevels, Interpolation, Pipeline, Resegmentation, Texture } from "./pipeline.ts";
import { Section } from "./section.ts";

const methods = ["nearest", "linear", "cubic"] as const;
const roundings = ["none", "nearest"] as const;

/**
 * Checks the description of a pipeline and fills in what it leaves out: without a word about it nothing is rounded,
 * interpolated or re-segmented, and texture is that of a volume.
 * @param description - object of the keys of {@link Pipeline}, e.g. from YAML
 * @param where - file or argument it comes from, for messages
 * @throws PixelmetryError `invalid-argument` for unknown keys, missing and impossible values
 * @example
 * parsePipeline({
 *   interpolation: { dimension: "3D", spacing: [2, 2, 2], image: "cubic", rounding: "nearest" },
 *   resegmentation: { range: [-1000, 400], outliers: 3 },
 *   discretisation: { method: "fixed-bin-number", bins: 32 },
 * });
 */
export function parsePipeline(description: unknown, where = "pipeline"): Pipeline {
  const section = new Section(where, description, [
    "name",
    "rounding",
    "interpolation",
    "resegmentation",
    "filter",
    "discretisation",
    "ivh",
    "texture",
  ]);
  const pipeline: Pipeline = {
    name: section.text("name", "unnamed"),
    rounding: section.choice("rounding", roundings, "none"),
    interpolation: section.has("interpolation") ? interpolation(section) : null,
    resegmentation: resegmentation(section),
    filter: section.has("filter") ? filter(section) : null,
    discretisation: greyLevels(section, "discretisation"),
    ivh: section.has("ivh") ? greyLevels(section, "ivh") : defaultIvh(section),
    texture: texture(section),
  };
  for (const key of ["discretisation", "ivh"] as const) {
    if (pipeline.filter === null || pipeline[key].method !== "none") continue;
    throw new PixelmetryError("invalid-argument", {
      where: `${where}.${key}.method`,
      what: "none takes whole numbers for grey levels, which the response of a filter does not have",
      remedy: "choose fixed-bin-number or fixed-bin-size",
    });
  }
  return pipeline;
}

function interpolation(parent: Section): Interpolation {
  const section = parent.section("interpolation", [
    "dimension",
    "spacing",
    "image",
    "rounding",
    "mask",
    "threshold",
  ]);
  const dimension = section.choice("dimension", ["2D", "3D"], "3D");
  return {
    dimension,
    spacing: section.numbers("spacing", dimension === "2D" ? 2 : 3, { above: 0 }),
    image: section.choice("image", methods, "linear"),
    rounding: section.choice("rounding", roundings, "none"),
    mask: section.choice("mask", methods, "linear"),
    threshold: section.number("threshold", { above: 0, maximum: 1 }, 0.5),
  };
}

function resegmentation(parent: Section): Resegmentation {
  if (!parent.has("resegmentation")) return { range: [null, null], outliers: null };
  const section = parent.section("resegmentation", ["range", "outliers"]);
  return {
    range: section.has("range") ? section.range("range") : [null, null],
    outliers: section.has("outliers") ? section.number("outliers", { above: 0 }) : null,
  };
}

/** Whole numbers are levels of their own; the response of a filter has arbitrary units (IBSI manual, chapter 3.5). */
const defaultIvh = (section: Section): GreyLevels =>
  section.has("filter") ? { method: "fixed-bin-number", bins: 1000 } : { method: "none" };

/** Filters check themselves and name their parameters from `filter` on. */
function filter(parent: Section): FilterSpec {
  const { where, values } = parent.mapping("filter");
  try {
    return checkFilter(values);
  } catch (error) {
    if (!isPixelmetryError(error)) throw error;
    throw new PixelmetryError(error.tag, { ...error.detail, where: `${where}.${error.detail.where}` });
  }
}

function greyLevels(parent: Section, key: string): GreyLevels {
  const section = parent.section(key, ["method", "bins", "size"]);
  const method = section.choice("method", ["fixed-bin-number", "fixed-bin-size", "none"]);
  if (method === "fixed-bin-number") {
    section.refuse("size", `${method} takes bins`);
    return { method, bins: section.number("bins", { minimum: 1, maximum: maxLevels, integer: true }) };
  }
  section.refuse("bins", `${method} takes ${method === "none" ? "no other key" : "size"}`);
  if (method === "fixed-bin-size") return { method, size: section.number("size", { above: 0 }) };
  section.refuse("size", `${method} takes no other key`);
  return { method };
}

function texture(parent: Section): Texture {
  if (!parent.has("texture")) return { dimensions: ["3D"], distance: 1, alpha: 0 };
  const section = parent.section("texture", ["dimensions", "distance", "alpha"]);
  return {
    dimensions: section.choices("dimensions", ["2D", "2.5D", "3D"], ["3D"]),
    distance: section.number("distance", { minimum: 1, maximum: 15, integer: true }, 1),
    alpha: section.number("alpha", { minimum: 0, maximum: maxLevels, integer: true }, 0),
  };
}
