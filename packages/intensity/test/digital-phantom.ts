import type { MemoryImage } from "@pixelmetry/roi";
import { load } from "./goldens.ts";
import { firstOrderFeatures, type Parameters } from "./measured.ts";

interface Phantom {
  readonly phantom: {
    readonly size: readonly [number, number, number];
    readonly spacing_mm: readonly number[];
    readonly intensity: readonly number[];
    readonly mask: readonly number[];
  };
  readonly rows: readonly PhantomRow[];
}

/** A consensus value of the digital phantom. */
export interface PhantomRow {
  readonly ibsi: string;
  readonly feature: string;
  readonly value: number;
  readonly tolerance: number;
}

const { phantom, rows } = load<Phantom>("ibsi1/digital-phantom.json");
const [width, height, depth] = phantom.size;

export const phantomImage: MemoryImage = {
  labels: Uint8Array.from(phantom.mask),
  intensity: Int16Array.from(phantom.intensity),
  width,
  height,
  depth,
  spacing: phantom.spacing_mm,
};

/** Intensities are grey levels; the highest of them is 6. */
export const phantomParameters: Parameters = { "discretisation.method": "none", "discretisation.bins": 6 };

/** Our id by IBSI code. */
const idOf = new Map(firstOrderFeatures().map(({ id, names }) => [names.ibsi, id]));

/** The rows whose code a feature of this package carries. */
export const phantomRows = rows
  .filter(({ ibsi }) => idOf.has(ibsi))
  .map((row) => ({ ...row, id: idOf.get(row.ibsi)! }));

/** IBSI's rule: a value agrees when, rounded to 3 significant digits, it is within the tolerance. */
export const agrees = (value: number, row: PhantomRow): boolean =>
  Math.abs(Number(value.toPrecision(3)) - row.value) <= row.tolerance + 1e-9 * Math.abs(row.value);
