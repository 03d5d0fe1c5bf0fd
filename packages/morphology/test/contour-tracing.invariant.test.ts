import { defineFeature, measure } from "@pixelmetry/roi";
import { cells, mulberry32, partition } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { type Contour, contour } from "../src/contour/trace.ts";
import { allFeatures } from "./measured.ts";

/** What loops add up to: signed area, length, outer boundaries less holes, and corners that are none. */
function sums({ start, x, y }: Contour): number[] {
  let area = 0;
  let length = 0;
  let balance = 0;
  let faults = 0;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let loopArea = 0;
    const count = start[loop + 1] - start[loop];
    if (count < 4 || count % 2 !== 0) faults++;
    for (let k = 0; k < count; k++) {
      const a = start[loop] + k;
      const b = start[loop] + ((k + 1) % count);
      const [dx, dy] = [x[b] - x[a], y[b] - y[a]];
      if (k % 2 === 0 ? dy !== 0 || dx === 0 : dx !== 0 || dy === 0) faults++;
      loopArea += x[a] * dy;
      length += Math.abs(dx) + Math.abs(dy);
    }
    area += loopArea;
    balance += Math.sign(loopArea);
  }
  return [area, length, balance, faults];
}

const template = allFeatures().find(({ id }) => id === "morphology_pixel_count")!;
const loopSums = defineFeature({
  ...template,
  id: "loops",
  dimensions: [2],
  columns: ["area", "length", "balance", "faults"],
  needs: { contour },
  compute: ({ contour: loops }) => sums(loops),
});
const others = allFeatures({ "contour.perimeter": "cracks" }).filter(({ id }) =>
  ["morphology_pixel_count", "morphology_perimeter", "morphology_euler_number"].includes(id),
);

const noise = [0.2, 0.5, 0.6, 0.8].map((density, i) => {
  const random = mulberry32(i + 1);
  const labels = Uint8Array.from({ length: 37 * 29 }, () => (random() < density ? 1 : 0));
  return { name: `${density * 100} % of noise`, image: { labels, width: 37, height: 29 } };
});
const scenes = [cells(3), partition(4)].map(({ name, labels, size: [width, height] }) => ({
  name,
  image: { labels, width, height },
}));

test.for([...noise, ...scenes])(
  "loops enclose all pixels, have the length of all sides and number what the Euler number says: $name",
  async ({ image }) => {
    for (const { label, values } of await measure([loopSums, ...others], image)) {
      expect(values.loops_area, `${label}`).toBe(values.morphology_pixel_count);
      expect(values.loops_length, `${label}`).toBe(values.morphology_perimeter);
      expect(values.loops_balance, `${label}`).toBe(values.morphology_euler_number);
      expect(values.loops_faults, `${label}`).toBe(0);
    }
  },
);
