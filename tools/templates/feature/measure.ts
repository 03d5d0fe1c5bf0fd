import type { CellMeasure } from "./measure.ts";

/** TODO: what is measured, in a few words. */
export const __camel__: CellMeasure = {
  id: "__id__",
  definition: "TODO: what is measured on one matrix, in one sentence.",
  formula: "\\max_{i,j} p_{ij}",
  unit: "dimensionless",
  ibsi: "TODO",
  nyxus: [],
  names: {},
  constant: "TODO: the value for a single grey level g",
  of: ({ maximum, total }) => maximum / total,
};
