import { RoiTable } from "@pixelmetry/roi";
import { mulberry32, randomInteger } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";

test("sums counts, joins boxes and remembers the last block", () => {
  const random = mulberry32(3);
  const table = new RoiTable();
  const plain = new Map<number, { count: number; box: number[]; last: number; slot: number }>();
  for (let block = 0; block < 40; block++) {
    const labels = [...new Set(Array.from({ length: 30 }, () => randomInteger(random, 1, 400)))];
    const boxes = labels.map(() => {
      const low = [0, 0, 0].map(() => randomInteger(random, 0, 500));
      return [...low, ...low.map((v) => v + randomInteger(random, 1, 9))];
    });
    const slots = table.add(
      {
        labels: Uint32Array.from(labels),
        count: Float64Array.from(labels),
        bbox: Int32Array.from(boxes.flat()),
      },
      block,
    );
    labels.forEach((label, i) => {
      const known = plain.get(label) ?? {
        count: 0,
        box: [1e9, 1e9, 1e9, 0, 0, 0],
        last: 0,
        slot: plain.size,
      };
      known.count += label;
      known.box = known.box.map((v, k) => (k < 3 ? Math.min(v, boxes[i][k]) : Math.max(v, boxes[i][k])));
      known.last = block;
      plain.set(label, known);
      expect(slots[i]).toBe(known.slot);
    });
  }
  expect(table.rois).toBe(plain.size);
  for (const [label, { count, box, last, slot }] of plain) {
    expect(table.index.get(label)).toBe(slot);
    expect(table.count[slot]).toBe(count);
    expect([...table.bbox.subarray(6 * slot, 6 * slot + 6)]).toEqual(box);
    expect(table.lastBlock[slot]).toBe(last);
  }
});
