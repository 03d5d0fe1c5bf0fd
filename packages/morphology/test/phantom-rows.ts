import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MemoryImage } from "@pixelmetry/roi";
import { morphologyBasic, shape3d } from "../src/index.ts";
import { featuresOf } from "./measured.ts";

interface Row {
  readonly ibsi: string;
  readonly tag: string;
  readonly value: number;
  readonly tolerance: number;
}

/** A consensus value of the digital phantom. */
export interface PhantomRow extends Row {
  readonly id: string;
  /** Tolerance over value. */
  readonly relative: number;
}

const path = join(import.meta.dirname, "../../../reference-data/ibsi1/digital-phantom.json");
const { phantom, rows } = JSON.parse(readFileSync(path, "utf8")) as {
  readonly phantom: {
    readonly size: readonly [number, number, number];
    readonly spacing_mm: readonly number[];
    readonly intensity: readonly number[];
    readonly mask: readonly number[];
  };
  readonly rows: readonly Row[];
};
const [width, height, depth] = phantom.size;

export const phantomImage: MemoryImage = {
  labels: Uint8Array.from(phantom.mask),
  intensity: Int16Array.from(phantom.intensity),
  width,
  height,
  depth,
  spacing: phantom.spacing_mm,
};

export const phantomFeatures = [...featuresOf(shape3d), ...featuresOf(morphologyBasic)];
const idOf = new Map(phantomFeatures.map(({ id, names }) => [names.ibsi, id]));

/** The rows whose code a feature carries. */
export const phantomRows = rows
  .filter(({ ibsi }) => idOf.has(ibsi))
  .map((row): PhantomRow => ({ ...row, id: idOf.get(row.ibsi)!, relative: row.tolerance / row.value }));

/** Codes of morphological features that none carries. */
export const codesWithout = rows
  .filter(({ ibsi, tag }) => tag.startsWith("morph_") && !idOf.has(ibsi))
  .map(({ ibsi }) => ibsi);
