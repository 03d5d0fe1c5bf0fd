/** Features of all ROIs: groups share one record and one computation; shapes of any length survive spilling. */
import { expect, test } from "vitest";
import {
  defineSetFeature,
  imageBlocks,
  LocalImageTasks,
  measureImage,
  memoryReader,
  plan,
  type RoiSet,
  roiInfo,
} from "../src/index.ts";
import { MemorySpillStore } from "../testkit/index.ts";

const described = {
  definition: "For tests.",
  formula: "x",
  unit: "count",
  dimensions: [2],
  names: {},
  reference: "none",
  degenerate: "none",
} as const;

let computed = 0;

/** Shape: the ROI's label, as many times as it has columns. */
const grouped = (id: string, read: (set: RoiSet, row: number, lengths: readonly number[]) => number) =>
  defineSetFeature({
    ...described,
    id,
    group: "shapes",
    needs: { roi: roiInfo },
    record: ["count"],
    recordOf: ({ roi }) => [roi.count],
    shapeOf: ({ roi }) => new Int32Array(roi.x1 - roi.x0).fill(roi.label),
    resolve(_records, rows, set) {
      const lengths = set.shared(() => {
        computed++;
        return Array.from({ length: rows }, (_, row) => set.shape(row).length);
      });
      return Array.from({ length: rows }, (_, row) => read(set, row, lengths));
    },
  });

const features = [
  grouped("longer", (_set, row, lengths) => lengths.filter((length) => length > lengths[row]).length),
  grouped("own", (set, row) =>
    set.shape(row).every((label) => label === set.labels[row]) ? set.shape(row).length : -1,
  ),
];

const width = 60;
const labels = new Uint16Array(width * 20);
for (let k = 0; k < 9; k++)
  for (let y = 2 * k; y < 2 * k + 2; y++) labels.fill(40 - k, y * width + k, y * width + 3 * k + 4);

test.each([undefined, 1])("with memory budget %s", async (memoryBudget) => {
  computed = 0;
  const image = memoryReader({ labels, width, height: 20 });
  const compiled = plan(features);
  const store = new MemorySpillStore();
  const options = memoryBudget === undefined ? {} : { memoryBudget, store };
  const tasks = new LocalImageTasks(image, compiled, { store });
  const { rows } = await measureImage(tasks, imageBlocks(image).length, compiled, 0, "labels", options);
  const [all] = [...rows.ordered(100)];
  expect([...all.labels]).toEqual([32, 33, 34, 35, 36, 37, 38, 39, 40]);
  // Label 40 - k is 2 k + 4 wide, so the smaller the label the fewer are longer.
  expect([...all.values]).toEqual([0, 20, 1, 18, 2, 16, 3, 14, 4, 12, 5, 10, 6, 8, 7, 6, 8, 4]);
  expect(computed).toBe(1);
});
