import { measure } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { euler } from "../src/index.ts";
import { featuresOf } from "./measured.ts";
import { type Shape, shape } from "./shapes.ts";

// The definition itself: vertices - edges + faces (- cubes) of the union of closed pixels. A cell of dimension k has
// k odd coordinates on a grid of half pixels.
function cellCount({ labels, width, height, depth = 1 }: Shape): number {
  const cells = new Map<string, number>();
  const planes = depth > 1 ? [-1, 0, 1] : [0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0) continue;
    const at = [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))];
    for (const dz of planes) {
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) {
          const cell = [2 * at[0] + 1 + dx, 2 * at[1] + 1 + dy, depth > 1 ? 2 * at[2] + 1 + dz : 0];
          cells.set(cell.join(), cell.filter((c) => c % 2 !== 0).length % 2 === 0 ? 1 : -1);
        }
      }
    }
  }
  return [...cells.values()].reduce((sum, sign) => sum + sign, 0);
}

// 2 x 2 quads with full connectivity: (Q1 - Q3 - 2 QD) / 4.
function quadCount({ labels, width, height }: Shape): number {
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? labels[y * width + x] : 0;
  let sum = 0;
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const [a, b, c, d] = [at(x - 1, y - 1), at(x, y - 1), at(x - 1, y), at(x, y)];
      const count = a + b + c + d;
      if (count === 1) sum++;
      else if (count === 3) sum--;
      else if (count === 2 && a === d) sum -= 2;
    }
  }
  return sum / 4;
}

const random = mulberry32(41);
const masks = [0.2, 0.4, 0.5, 0.6, 0.8].flatMap((density) =>
  [
    [1, 1],
    [17, 1],
    [1, 13],
    [23, 19],
    [9, 8, 7],
    [5, 1, 6],
    [1, 7, 5],
  ].map((size) => ({
    name: `${size.join(" x ")}, ${density} filled`,
    mask: shape(size, (x, y, z) => x + y + z === 0 || random() < density),
  })),
);

async function eulerNumber(mask: Shape): Promise<number | null | undefined> {
  const [roi] = await measure(featuresOf(euler), mask);
  return roi?.values["morphology_euler_number"];
}

test.for(masks)("$name: vertices - edges + faces - cubes", async ({ mask }) => {
  expect(await eulerNumber(mask)).toBe(cellCount(mask));
});

test.for(masks.filter(({ mask }) => mask.depth === 1))("$name: quads", async ({ mask }) => {
  expect(await eulerNumber(mask)).toBe(quadCount(mask));
});
