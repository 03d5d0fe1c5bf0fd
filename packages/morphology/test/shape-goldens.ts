import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ParameterValue } from "@pixelmetry/roi";

/** What one row of a golden about outlines asks. */
export interface ShapeRow {
  readonly name: string;
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  /** Along x, y, z. */
  readonly spacing: readonly [number, number, number];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly expected: number | string;
  /** Relative to the larger of the value and `scale`. */
  readonly tolerance: number;
  readonly scale: number;
  readonly reason: string;
}

interface GoldenRow {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config?: string;
  readonly value: number | null;
  readonly missing?: string;
  readonly note?: string;
  readonly scale?: number;
  readonly tolerance?: number;
  /** Accuracy of a tool that counts pixels, pixels. */
  readonly error?: number;
}

/** Folders of goldens about outlines, and the tools whose values are in them. */
export const shapeTables = [
  ...["skimage", "opencv", "scipy", "numpy", "imea"].map((tool) => ({ folder: "shape", tool })),
  { folder: "chords", tool: "numpy" },
  { folder: "chords", tool: "imea" },
  { folder: "fractal", tool: "numpy" },
  { folder: "skeleton", tool: "skimage" },
] as const;

/** All rows of a tool that state what this package measures. */
export function shapeRows({ folder, tool }: (typeof shapeTables)[number]): ShapeRow[] {
  const path = join(import.meta.dirname, `../../../reference-data/${folder}/${tool}.json`);
  const { rows } = JSON.parse(readFileSync(path, "utf8")) as { readonly rows: readonly GoldenRow[] };
  return rows.filter(({ note }) => note === undefined).map((row) => shapeRow(row, tool));
}

function shapeRow(row: GoldenRow, tool: string): ShapeRow {
  const words = row.config?.split(" ") ?? [];
  const estimator = words.find((word) => word.startsWith("perimeter_"));
  const { tolerance, scale, reason } = accuracy(row, tool);
  return {
    name: `${row.fixture} ${row.label} ${row.id} ${row.config ?? ""}`.trimEnd(),
    id: row.id,
    fixture: row.fixture,
    label: row.label,
    spacing: spacingOf(words.find((word) => word.startsWith("spacing_")) ?? "spacing_1"),
    parameters: estimator === undefined ? {} : { "contour.perimeter": estimator.replace("perimeter_", "") },
    expected: row.value ?? row.missing!,
    tolerance,
    scale,
    reason,
  };
}

function accuracy(row: GoldenRow, tool: string): Pick<ShapeRow, "tolerance" | "scale" | "reason"> {
  if (row.error !== undefined) {
    const reason = "the tool counts pixels of a rotated image";
    return { tolerance: row.error, scale: 1 / Number.EPSILON, reason };
  }
  const scale = Math.max(row.scale ?? 0, 1e-3);
  if (row.tolerance !== undefined) {
    return { tolerance: row.tolerance, scale, reason: "the tool computes with 32-bit floats" };
  }
  if (tool === "numpy" && /martin|nassenstein/.test(row.id)) {
    return { tolerance: 1e-9, scale, reason: "the level is found by bisection, to 1e-10 pixels" };
  }
  return { tolerance: 1e-12, scale, reason: "the same numbers in another order of rounded operations" };
}

/** Goldens name spacings in the order of array axes: slowest first. */
function spacingOf(word: string): readonly [number, number, number] {
  const [y, x = y] = word.split("_").slice(1).map(Number);
  return [x, y, 1];
}
