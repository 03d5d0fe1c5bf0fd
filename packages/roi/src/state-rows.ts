/**
 * Rows of scan states. Columns hold one row per slot, so rows move between states without the accumulator.
 * @module
 */
import type { ScanState } from "./accumulator.ts";

type Column = Float64Array;

/** Copies row `rows[i]` of `from` to row i of `into`; the states have `fromSlots` and `intoSlots` slots. */
export function copyRows(
  from: ScanState,
  fromSlots: number,
  rows: Int32Array,
  into: ScanState,
  intoSlots: number,
): void {
  for (const [name, column] of Object.entries(from)) {
    if (typeof column === "number") continue;
    const source = column as Column;
    const target = into[name] as Column;
    const width = source.length / fromSlots;
    if (!Number.isInteger(width) || target.length !== width * intoSlots) {
      throw new Error(`column ${name} has ${source.length} elements for ${fromSlots} ROIs: not whole rows`);
    }
    if (width === 1) for (let i = 0; i < rows.length; i++) target[i] = source[rows[i]];
    else for (let i = 0; i < rows.length; i++) copyRow(source, rows[i] * width, target, i * width, width);
  }
}

function copyRow(source: Column, at: number, target: Column, to: number, width: number): void {
  for (let k = 0; k < width; k++) target[to + k] = source[at + k];
}
