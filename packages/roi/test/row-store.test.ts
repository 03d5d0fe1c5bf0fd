import { countMissing, missing, plan, type RowBatch, RowStore, roiInfo, rowLayout } from "@pixelmetry/roi";
import { MemorySpillStore, mulberry32, randomInteger, shuffled } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { feature, setFeature } from "./example-tokens.ts";

const value = feature({
  id: "value",
  columns: ["a", "b", "c"],
  needs: { roi: roiInfo },
  compute: () => [0, 0, 0],
});
/** What each ROI left, minus the mean of all. */
const centred = setFeature({
  id: "centred",
  needs: { roi: roiInfo },
  record: ["x", "unused"],
  recordOf: () => [0, 0],
  resolve(records, rows) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += records[2 * i];
    return Array.from({ length: rows }, (_, i) =>
      records[2 * i] === 13 ? missing("empty") : records[2 * i] - sum / rows,
    );
  },
});
const layout = rowLayout(plan([value, centred]), 1);

/** Rows whose values follow from their label. */
function batchOf(labels: readonly number[]): RowBatch {
  const n = labels.length;
  const batch = {
    rois: n,
    labels: Uint32Array.from(labels),
    values: new Float64Array(n * layout.columns),
    codes: new Uint8Array(n * layout.columns),
    records: new Float64Array(n * layout.recordWidth),
  };
  labels.forEach((label, i) => {
    batch.values.set([label, label / 3, 0], i * layout.columns);
    batch.codes.set([0, 0, label % 9], i * layout.columns);
    batch.records.set([label % 100, -1], i * layout.recordWidth);
  });
  return batch;
}

function rowsOf(store: RowStore, batchRows: number): number[][] {
  const rows: number[][] = [];
  for (const out of store.ordered(batchRows)) {
    expect(out.rows).toBeLessThanOrEqual(batchRows);
    for (let i = 0; i < out.rows; i++) {
      const part = (array: ArrayLike<number>) =>
        Array.from(array).slice(i * layout.columns, (i + 1) * layout.columns);
      rows.push([out.labels[i], ...part(out.values), ...part(out.codes)]);
    }
  }
  return rows;
}

function expectedRows(labels: readonly number[]): number[][] {
  const sorted = [...labels].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, label) => sum + (label % 100), 0) / sorted.length;
  return sorted.map((label) => {
    const none = label % 100 === 13;
    return [
      label,
      label,
      label / 3,
      0,
      none ? 0 : (label % 100) - mean,
      0,
      0,
      label % 9,
      none ? missing("empty").code : 0,
    ];
  });
}

describe("rows", () => {
  test.each([
    ["in memory", 1 / 0, false],
    ["half spilled", 20_000, true],
    ["spilled", 0, true],
    ["over budget without a store", 0, false],
  ])("come back in ascending order of labels: %s", (_, budget, spills) => {
    const random = mulberry32(2);
    const labels = shuffled(
      [...new Set(Array.from({ length: 900 }, () => randomInteger(random, 1, 4294967295)))],
      random,
    );
    const spill = new MemorySpillStore();
    const store = new RowStore(layout, budget, spills ? spill : undefined);
    for (let at = 0; at < labels.length; ) {
      const n = randomInteger(random, 1, 60);
      store.append(batchOf(labels.slice(at, at + n)));
      at += n;
    }
    expect(store.rows).toBe(labels.length);
    expect(spill.bytes > 0).toBe(spills);
    for (const batchRows of [1, 64, 5000]) expect(rowsOf(store, batchRows)).toEqual(expectedRows(labels));
  });

  test("of a large first batch", () => {
    const labels = Array.from({ length: 5000 }, (_, i) => i + 1);
    const store = new RowStore(layout, 1 / 0, undefined);
    store.append(batchOf(labels));
    expect(rowsOf(store, 1024)).toEqual(expectedRows(labels));
    const few = new RowStore(layout, 1 / 0, undefined);
    few.append(batchOf(labels.slice(0, 200)));
    expect(rowsOf(few, 1024)).toEqual(expectedRows(labels.slice(0, 200)));
  });

  test("of an image without ROIs", () => {
    expect(rowsOf(new RowStore(layout, 1 / 0, undefined), 10)).toEqual([]);
  });
});

test("missing values are counted by column and reason", () => {
  const store = new RowStore(layout, 1 / 0, undefined);
  store.append(batchOf([1, 10, 2, 13, 113]));
  const counts = new Map<number, Map<string, number>>();
  for (const rows of store.ordered(2)) countMissing(rows, layout.columns, counts);
  expect(
    Object.fromEntries([...counts].map(([column, reasons]) => [column, Object.fromEntries(reasons)])),
  ).toEqual({
    2: { empty: 2, "too-few-pixels": 1, undefined: 1, "not-defined-in-3d": 1 },
    3: { empty: 2 },
  });
});
