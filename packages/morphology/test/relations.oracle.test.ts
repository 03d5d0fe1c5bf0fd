/** Parents and children against SciPy (reference-data/relations). */
import { readFileSync } from "node:fs";
import { memoryReader } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { type RelateOptions, relateRois } from "../src/relations/relate-rois.ts";
import { fixture } from "./goldens.ts";

interface Row {
  readonly fixture: string;
  readonly label: number;
  readonly child: number;
  readonly config: string;
  readonly value: number;
}
const path = new URL("../../../reference-data/relations/scipy.json", import.meta.url);
const { rows } = JSON.parse(readFileSync(path, "utf8")) as { rows: Row[] };
const cases = [...new Set(rows.map((row) => `${row.fixture} ${row.config}`))];

/** The generator's children: the labels moved by (3, 2) pixels, cut by lines, numbered by 8-connected component. */
function childrenOf(labels: ArrayLike<number>, width: number, height: number): Uint16Array {
  const moved = new Float64Array(width * height);
  for (let y = 2; y < height; y++)
    for (let x = 3; x < width; x++)
      if (y % 11 > 0 && x % 11 > 0) moved[y * width + x] = labels[(y - 2) * width + x - 3];
  const out = new Uint16Array(width * height);
  let count = 0;
  for (const label of [...new Set(moved)].filter((value) => value > 0).sort((a, b) => a - b)) {
    for (let i = 0; i < moved.length; i++) {
      if (moved[i] !== label || out[i] > 0) continue;
      count++;
      const stack = [i];
      out[i] = count;
      for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
        for (const dy of [-1, 0, 1]) {
          for (const dx of [-1, 0, 1]) {
            const x = (at % width) + dx;
            const next = at + dy * width + dx;
            if (x < 0 || x >= width || moved[next] !== label || out[next] > 0) continue;
            out[next] = count;
            stack.push(next);
          }
        }
      }
    }
  }
  return out;
}

describe.each(cases)("%s", (name) => {
  const [scene, config] = name.split(" ");
  const [by, fraction] = config.split("_") as [RelateOptions["by"], string | undefined];

  test("pairs and their pixels", async () => {
    const { labels, width, height } = fixture(scene);
    const { pairs } = await relateRois(
      memoryReader({ labels, width, height }),
      memoryReader({ labels: childrenOf(labels, width, height), width, height }),
      { by: by!, ...(fraction === undefined ? {} : { minimumOverlap: Number(fraction) }) },
    );
    const expected = rows
      .filter((row) => row.fixture === scene && row.config === config)
      .map(({ label, child, value }) => [label, child, value])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const pixels = pairs.touching ?? pairs.overlap;
    expect(Array.from(pairs.parent, (p, i) => [p, pairs.child[i], pixels[i]])).toEqual(expected);
  });
});
