/** Edges of the neighbour graph against SciPy's distances between all boundary pixels (reference-data/neighbours). */
import { readFileSync } from "node:fs";
import { memoryReader } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { neighbourGraph } from "../src/neighbours/neighbour-graph.ts";
import { fixture } from "./goldens.ts";

interface Row {
  readonly fixture: string;
  readonly label: number;
  readonly id: string;
  readonly config: string;
  readonly value: number | null;
}
const path = new URL("../../../reference-data/neighbours/scipy.json", import.meta.url);
const { rows } = JSON.parse(readFileSync(path, "utf8")) as { rows: Row[] };
const cases = [...new Set(rows.map(({ fixture, config }) => `${fixture} ${config}`))];

describe.each(cases)("%s", (name) => {
  const own = rows.filter(({ fixture, config }) => `${fixture} ${config}` === name);
  const value = (id: string, label: number) =>
    own.find((row) => row.id === `neighbours_${id}` && row.label === label)!.value;
  const [, distance, sx, sy] = /d(\S+) spacing_([^,]+),(\S+)/.exec(name)!.map(Number);

  test("number of neighbours and the nearest centroid of every ROI", async () => {
    const image = memoryReader({
      ...fixture(own[0].fixture),
      spacing: [sx, sy],
    });
    const graph = await neighbourGraph(image, distance);
    const labels = [...new Set(own.map(({ label }) => label))];
    expect([...graph.labels]).toEqual(labels.sort((a, b) => a - b));
    for (const label of labels) {
      const edges = [...graph.a.keys()].filter((e) => graph.a[e] === label || graph.b[e] === label);
      // The family counts neighbours within the distance; the graph also has those that touch from further away.
      const within = edges.filter((e) => graph.distance[e] <= distance);
      expect(within.length).toBe(value("count", label));
      const nearest = value("closest_distance", label);
      if (nearest === null) expect(within).toEqual([]);
      // Sums of coordinates are exact; the rest is a quotient and a root.
      else expect(Math.min(...within.map((e) => graph.centroidDistance[e])) / nearest).toBeCloseTo(1, 13);
      const touching = edges.some((e) => graph.touchingA[e] > 0);
      expect(touching).toBe(value("percent_touching", label)! > 0);
    }
  });
});
