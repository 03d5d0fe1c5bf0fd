/** Features of all ROIs: groups share shapes, equal records and one computation; shapes of any length survive spilling. */
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
  // Needs more than the others of its group, whose shapes and computation it shares.
  defineSetFeature({
    ...grouped("sum", () => 0),
    record: ["count", "y"],
    recordOf: ({ roi }) => [roi.count, roi.y0],
    resolve: (records, rows, set) =>
      Array.from(
        { length: rows },
        (_, row) => records[2 * row] + records[2 * row + 1] + set.shape(row).length,
      ),
  }),
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
  const lengths = [20, 18, 16, 14, 12, 10, 8, 6, 4];
  expect([...all.values]).toEqual(
    lengths.flatMap((length, i) => [2 * length + 16 - 2 * i + length, i, length]),
  );
  expect(compiled.features.length).toBe(3);
  expect(all.codes.every((code) => code === 0)).toBe(true);
  expect(computed).toBe(1);
});
