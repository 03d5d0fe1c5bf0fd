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
  /** Whether it leaves the record: no other feature of the group has left the same before. */
  readonly leavesRecord: boolean;
  /** Which of the row's shapes is this feature's; -1 for a feature without one. */
  readonly shape: number;
  /** Whether it leaves the shape: no other feature of the group has left it before. */
  readonly leavesShape: boolean;
}

export interface RowLayout {
  readonly entries: readonly LayoutEntry[];
  readonly columns: number;
  readonly recordWidth: number;
  /** Shapes that each ROI leaves. */
  readonly shapes: number;
}

/** Features in the order of the plan; features of intensities once per channel. */
export function rowLayout(plan: Plan, channels: number): RowLayout {
  const entries: LayoutEntry[] = [];
  let columns = 0;
  let recordWidth = 0;
  let shapes = 0;
  const records = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const feature of plan.features) {
    const perChannel = plan.perChannel.has(feature.id);
    for (let c = 0; c < (perChannel ? channels : 1); c++) {
      const entry = { feature, channel: perChannel ? c : -1, offset: columns, width: columnCount(feature) };
      columns += entry.width;
      if (!isSetFeature(feature)) {
        entries.push({ ...entry, record: -1, leavesRecord: false, shape: -1, leavesShape: false });
        continue;
      }
      const group = `${feature.group ?? feature.id}@${entry.channel}`;
      const recordKey = `${group} ${feature.record.join()}`;
      const record = records.get(recordKey);
      const shape = groups.get(group);
      const leavesShape = shape === undefined && feature.shapeOf !== undefined;
      entries.push({
        ...entry,
        record: record ?? recordWidth,
        leavesRecord: record === undefined,
        shape: shape ?? (leavesShape ? shapes : -1),
        leavesShape,
      });
      if (record === undefined) {
        records.set(recordKey, recordWidth);
        recordWidth += feature.record.length;
      }
      if (leavesShape) groups.set(group, shapes++);
    }
  }
  return { entries, columns, recordWidth, shapes };
}
