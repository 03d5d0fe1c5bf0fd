import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DType, type MemoryImage, type PixelArray, pixelArray } from "@pixelmetry/roi";

const reference = join(import.meta.dirname, "../../../reference-data");

interface Golden {
  readonly tool: string;
  readonly rows: readonly GoldenRow[];
}

interface GoldenRow {
  readonly fixture: string;
  readonly label: number;
  readonly feature: string;
  readonly id: string;
  readonly config?: string;
  readonly value: number | null;
  readonly missing?: string;
  readonly note?: string;
  readonly scale?: number;
  readonly period?: number;
  readonly unit?: string;
  readonly expected_to_agree?: boolean;
}

/** What one row of a golden asks: measure this image with these parameters, convert, compare. */
export interface OracleRow {
  readonly name: string;
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  /** Along x, y, z. */
  readonly spacing: readonly [number, number, number];
  readonly pixelExtent: boolean;
  readonly expected: number | string;
  /** From our unit to the tool's. */
  readonly convert: (value: number) => number;
  readonly period: number;
  /** Relative to the larger of both values and of `scale`; 0 is exact. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

const load = <T>(path: string): T => JSON.parse(readFileSync(join(reference, path), "utf8")) as T;

/** The fixtures as images. */
export const fixture = (name: string): MemoryImage & { readonly labels: PixelArray } => {
  const { shape, labels, intensity } = load<{
    shape: number[];
    labels: Packed;
    intensity: Packed;
  }>(`fixtures/${name}.json`);
  const [depth, height, width] = [1, ...shape].slice(-3) as [number, number, number];
  return { labels: unpack(labels), intensity: unpack(intensity), width, height, depth };
};

interface Packed {
  readonly dtype: DType;
  readonly base64: string;
}

function unpack({ dtype, base64 }: Packed): PixelArray {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return pixelArray(dtype, bytes.buffer, 0, bytes.length / pixelArray(dtype, 1).BYTES_PER_ELEMENT);
}

/** Size of the terms whose difference the value is. */
const smallBySubtraction: Readonly<Record<string, number>> = {
  morphology_compactness: 0.1,
  morphology_mass_displacement: 1,
};

/** All rows of a tool that state what this package measures. */
export function oracleRows(tool: string): OracleRow[] {
  return load<Golden>(`morphology/${tool}.json`)
    .rows.filter((row) => row.expected_to_agree !== false)
    .flatMap((row) => [row, ...asCount(row)])
    .map((row) => oracleRow(row, tool));
}

/** With pixels of size 1 the tools' area is a number of pixels. */
function asCount(row: GoldenRow): GoldenRow[] {
  const counts = /^morphology_(area|volume)$/.test(row.id) && row.config === "spacing_1";
  return counts ? [{ ...row, id: "morphology_pixel_count" }] : [];
}

const identity = (value: number): number => value;

function oracleRow(row: GoldenRow, tool: string): OracleRow {
  const words = row.config?.split(" ") ?? [];
  const spacing = spacingOf(words.find((word) => word.startsWith("spacing_")) ?? "spacing_1");
  const { expected, tolerance, reason } = expectation(row, tool);
  return {
    name: `${row.fixture} ${row.label} ${row.id} ${row.config ?? ""}`.trimEnd(),
    id: row.id,
    fixture: row.fixture,
    label: row.label,
    spacing,
    pixelExtent: !words.includes("point_pixels"),
    expected,
    convert: conversion(row, spacing),
    period: row.period ?? Number.POSITIVE_INFINITY,
    tolerance,
    scale: Math.max(row.scale ?? 0, smallBySubtraction[row.id] ?? 0),
    reason,
  };
}

/** Goldens name spacings in the order of array axes: slowest first. */
function spacingOf(word: string): readonly [number, number, number] {
  const steps = word.split("_").slice(1).map(Number);
  if (steps.length === 1) return [steps[0], steps[0], steps[0]];
  const [x, y, z = 1] = steps.reverse();
  return [x, y, z];
}

/** Goldens give coordinates times spacing; scikit-image counts angles from the other axis. */
function conversion(row: GoldenRow, spacing: readonly number[]): (value: number) => number {
  const axis = /centroid_([xyz])$/.exec(row.id)?.[1];
  if (axis !== undefined) return (value) => value * spacing["xyz".indexOf(axis)];
  return row.unit === "radian" ? (degrees) => Math.PI / 2 - (degrees * Math.PI) / 180 : identity;
}

const whole = /bbox|extrema|euler|pixel_count/;

function expectation(
  row: GoldenRow,
  tool: string,
): { readonly expected: number | string; readonly tolerance: number; readonly reason: string } {
  if (row.note === "no-axis") {
    // The tool says 0 or -pi/4 where there is no ellipse.
    const reason = "scikit-image's placeholder for one pixel; a missing value here";
    if (/axis_m/.test(row.id)) return { expected: 0, tolerance: 0, reason };
    const expected = row.id === "morphology_orientation" ? "undefined" : "too-few-pixels";
    return { expected, tolerance: 0, reason };
  }
  if (row.note === "no-direction") {
    return { expected: "undefined", tolerance: 0, reason: "isotropic second moments have no direction" };
  }
  if (row.note === "tool-gives-no-finite-number") {
    return { expected: "undefined", tolerance: 0, reason: "intensities that add up to 0" };
  }
  if (row.value === null) return { expected: row.missing!, tolerance: 0, reason: "the value does not exist" };
  const { value: expected } = row;
  if (row.note === "rounding-under-root") {
    const reason = "the tool's smaller eigenvalue is 0 up to rounding, whose root is 1e-8 of the larger one";
    return { expected, tolerance: 3e-8, reason };
  }
  if (whole.test(row.id)) return { expected, tolerance: 0, reason: "whole numbers" };
  if (tool === "numpy") {
    return {
      expected,
      tolerance: 1e-13,
      reason: "exact sums, then a handful of rounded operations on both sides",
    };
  }
  return {
    expected,
    tolerance: 1e-12,
    reason:
      tool === "nyxus"
        ? "the tool adds rounded deviations from the centroid"
        : "the tool subtracts rounded sums over coordinates of up to 100 spacings",
  };
}
