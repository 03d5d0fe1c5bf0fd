/**
 * Where each feature's values lie in a row.
 * @module
 */
import { type AnyFeature, columnCount, isSetFeature } from "./feature.ts";
import type { Plan } from "./plan.ts";

export interface LayoutEntry {
  readonly feature: AnyFeature;
  /** Channel, or -1 for a feature of the mask. */
  readonly channel: number;
  /** Index of the first column, and number of columns. */
  readonly offset: number;
  readonly width: number;
  /** Index of the first number of this feature's record; -1 for a feature without one. */
  readonly record: number;
}

export interface RowLayout {
  readonly entries: readonly LayoutEntry[];
  readonly columns: number;
  readonly recordWidth: number;
}

/** Features in the order of the plan; features of intensities once per channel. */
export function rowLayout(plan: Plan, channels: number): RowLayout {
  const entries: LayoutEntry[] = [];
  let columns = 0;
  let recordWidth = 0;
  for (const feature of plan.features) {
    const perChannel = plan.perChannel.has(feature.id);
    for (let c = 0; c < (perChannel ? channels : 1); c++) {
      const width = columnCount(feature);
      const inRecord = isSetFeature(feature) ? feature.record.length : 0;
      entries.push({
        feature,
        channel: perChannel ? c : -1,
        offset: columns,
        width,
        record: inRecord > 0 ? recordWidth : -1,
      });
      columns += width;
      recordWidth += inRecord;
    }
  }
  return { entries, columns, recordWidth };
}
