import type { PixelArray } from "@pixelmetry/roi";

/** Of the steps to a pixel and its neighbours, those that stay in its column of x: to the rows and planes beside it. */
export const columnSteps = (steps: Int32Array): Int32Array => steps.filter((_, s) => s % 3 === 1);

/**
 * The label that a pixel and those above, below, before and behind it have, -1 when they have several. A pixel whose
 * own column and the columns beside it have one label has no other label around it: a third of the looks.
 */
export function columnLabel(labels: PixelArray, at: number, column: Int32Array): number {
  const label = labels[at];
  for (let s = 0; s < column.length; s++) if (labels[at + column[s]] !== label) return -1;
  return label;
}
