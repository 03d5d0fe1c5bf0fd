/**
 * Whether both programs computed the same: the same columns, the same ROIs, and equal values where both have
 * the same definition.
 * @module
 */
import { readFileSync } from "node:fs";
import { agreeingColumns } from "./groups.ts";
import { nyxusTable, ourTable } from "./programs.ts";

/** Columns that are no features. */
const identifiers = ["intensity_image", "mask_image", "ROI_label", "t_index"];

export interface Sameness {
  readonly columns: number;
  readonly rows: number;
  /** Largest difference, relative to the larger value, by column. */
  readonly differences: Readonly<Record<string, number>>;
}

interface Table {
  readonly features: readonly string[];
  /** Cells by mask file and label. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly at: (column: string) => number;
}

/**
 * Compares the tables that a pair of runs has left.
 * @throws Error when columns or ROIs differ
 */
export function compareTables(what: string): Sameness {
  const ours = readTable(ourTable);
  const theirs = readTable(nyxusTable);
  mustBeSame(`${what}: features`, ours.features, theirs.features);
  mustBeSame(`${what}: ROIs`, [...ours.rows.keys()], [...theirs.rows.keys()]);
  const differences: Record<string, number> = {};
  for (const column of agreeingColumns) {
    if (!ours.features.includes(column)) continue;
    let largest = 0;
    for (const [roi, cells] of ours.rows) {
      const a = Number(cells[ours.at(column)]);
      const b = Number(theirs.rows.get(roi)![theirs.at(column)]);
      if (a !== b) largest = Math.max(largest, Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));
    }
    differences[column] = largest;
  }
  return { columns: ours.features.length, rows: ours.rows.size, differences };
}

/** No cell of either table is quoted: names of files and numbers only. */
function readTable(path: string): Table {
  const [header, ...lines] = readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  const at = (column: string): number => header.indexOf(column);
  const [mask, label] = [at("mask_image"), at("ROI_label")];
  return {
    features: header.filter((name) => !identifiers.includes(name)),
    rows: new Map(lines.map((cells) => [`${cells[mask]} ${cells[label]}`, cells])),
    at,
  };
}

function mustBeSame(what: string, ours: readonly string[], theirs: readonly string[]): void {
  const oursOnly = ours.filter((name) => !new Set(theirs).has(name));
  const theirsOnly = theirs.filter((name) => !new Set(ours).has(name));
  if (oursOnly.length + theirsOnly.length === 0 && ours.length === theirs.length) return;
  const some = (names: string[]): string => (names.length === 0 ? "none" : names.slice(0, 30).join(" "));
  throw new Error(
    `${what} differ: ${ours.length} here, ${theirs.length} in Nyxus; only here: ${some(oursOnly)}; only in Nyxus: ${some(theirsOnly)}`,
  );
}
