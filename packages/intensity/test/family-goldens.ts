import { type AnyFeature, type MeasuredRoi, type MemoryImage, measure } from "@pixelmetry/roi";
import { expect } from "vitest";
import { fixture, load } from "./goldens.ts";
import type { Parameters } from "./measured.ts";

/** One row of a golden: what a tool gives for a ROI. */
export interface FamilyRow {
  readonly id: string;
  readonly fixture: string;
  readonly label: number;
  readonly config: string;
  /** A value, one value per column (null where it is missing), or the reason why there is none. */
  readonly expected: number | readonly (number | null)[] | string;
  /** Size of the terms whose difference the value is. */
  readonly scale: number;
  /** Relative to the larger of the value and `scale`. */
  readonly tolerance: number;
  readonly reason: string;
}

type StoredRow = Omit<FamilyRow, "expected" | "scale" | "config"> & {
  readonly value: number | readonly (number | null)[] | null;
  readonly config?: string;
  readonly scale?: number;
  readonly missing?: string;
  readonly note?: string;
};

/** Rows of a golden that state what this package measures; a row with a note is the tool's own convention. */
export function familyRows(
  path: string,
  closeness: (id: string) => Pick<FamilyRow, "tolerance" | "reason">,
): FamilyRow[] {
  return load<{ rows: StoredRow[] }>(path)
    .rows.filter(({ note }) => note === undefined)
    .map(({ value, missing, config = "", scale = 0, ...row }) => ({
      ...row,
      config,
      scale,
      expected: value ?? missing ?? "undefined",
      ...closeness(row.id),
    }));
}

/** Measures every scene of the rows once per config. */
export async function measuredScenes(
  rows: readonly FamilyRow[],
  features: (parameters: Parameters) => readonly AnyFeature[],
  parametersOf: (config: string) => Parameters = () => ({}),
  sceneOf: (name: string) => MemoryImage = fixture,
): Promise<(row: FamilyRow) => MeasuredRoi> {
  const scenes = new Map<string, ReadonlyMap<number, MeasuredRoi>>();
  for (const { fixture: name, config } of rows) {
    const key = `${name} ${config}`;
    if (scenes.has(key)) continue;
    const rois = await measure(features(parametersOf(config)), sceneOf(name));
    scenes.set(key, new Map(rois.map((roi) => [roi.label, roi])));
  }
  return (row) => scenes.get(`${row.fixture} ${row.config}`)!.get(row.label)!;
}

/** Fails unless the ROI gives what the row says; columns are `id` and a suffix. */
export function expectRow(
  { values, missing }: MeasuredRoi,
  { id, expected, scale, tolerance, reason }: FamilyRow,
  columns: readonly string[] = [id],
): void {
  if (typeof expected === "string") {
    for (const column of columns) expect(missing[column], `${values[column]}`).toBe(expected);
    return;
  }
  const wanted = typeof expected === "number" ? [expected] : expected;
  wanted.forEach((want, i) => {
    const got = values[columns[i]];
    if (want === null) return expect(got, `${columns[i]}`).toBeNull();
    expect(got, `${columns[i]}: ${missing[columns[i]]}`).toBeTypeOf("number");
    const allowed = tolerance * Math.max(Math.abs(want), scale);
    expect(Math.abs(got! - want), `${columns[i]}: ${got} for ${want}: ${reason}`).toBeLessThanOrEqual(
      allowed,
    );
  });
}

/** A row of verification.json. */
export interface VerificationRow {
  readonly id: string;
  readonly kind: "oracle" | "analytic";
  readonly tool: string;
  readonly test: string;
  readonly tolerance: number;
  readonly reason: string;
}

/** What rows with values verify. */
export const verified = (
  rows: readonly FamilyRow[],
  kind: "oracle" | "analytic",
  tool: string,
  test: string,
): VerificationRow[] =>
  rows
    .filter(({ expected }) => typeof expected !== "string")
    .map(({ id, tolerance, reason }) => ({ id, kind, tool, test, tolerance, reason }));
