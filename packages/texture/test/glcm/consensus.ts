import type { Parameters } from "../measured.ts";
import { load, type Phantom } from "../reference.ts";
import { aggregation } from "./goldens.ts";

/** One IBSI consensus value of the digital phantom. */
export interface ConsensusRow {
  readonly name: string;
  readonly id: string;
  readonly aggregation: string;
  readonly expected: number;
  readonly tolerance: number;
}

const { phantom, rows } = load<Phantom>("ibsi1/digital-phantom.json");
/** Consensus values of all families. */
export const phantomRows = rows;
const [width, height, depth] = phantom.size;

export const phantomImage = {
  labels: Uint8Array.from(phantom.mask),
  intensity: Int16Array.from(phantom.intensity),
  width,
  height,
  depth,
};

export const consensusRows: readonly ConsensusRow[] = rows
  .filter(({ id }) => id?.startsWith("glcm_"))
  .map(({ id, aggregation: method, value, tolerance }) => ({
    name: `${id} ${method}`,
    id: id!,
    aggregation: method,
    expected: value,
    tolerance,
  }));

/** The phantom's intensities are its grey levels. */
export const phantomParameters = (method: string): Parameters => ({
  "discretisation.method": "none",
  ...aggregation(...(method.split("_") as [string, string])),
});

/** Rounds to three digits, or to the place of the tolerance when that is coarser. */
export function roundedAs({ tolerance }: ConsensusRow, value: number): number {
  if (value === 0) return 0;
  const place = Math.max(decade(value) - 2, tolerance > 0 ? decade(tolerance) : Number.NEGATIVE_INFINITY);
  return Number(value.toPrecision(Math.max(1, decade(value) - place + 1)));
}

const decade = (value: number): number => Math.floor(Math.log10(Math.abs(value)));
