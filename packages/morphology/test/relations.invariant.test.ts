/** Relations and neighbour graphs do not depend on the blocks an image is read in. */
import { expect, test } from "vitest";
import { sceneReader, scenes, tilings, unevenBlocks } from "../../roi/testkit/index.ts";
import { neighbourGraph } from "../src/neighbours/neighbour-graph.ts";
import { type RelationKind, relateRois } from "../src/relations/relate-rois.ts";

const ofEveryKind = scenes(3);

for (const scene of ofEveryKind) {
  const parents = sceneReader(scene);
  // The same labels moved by a few pixels: children that lie in, across and beside parents.
  const moved = scene.labels.slice();
  moved.copyWithin(0, 3);
  const children = sceneReader({ ...scene, labels: moved });
  test.each<RelationKind>(["overlap", "box", "touching"])(`${scene.name}: %s`, async (by) => {
    const [whole, ...others] = await Promise.all(
      tilings(scene.size).map((blocks) => relateRois(parents, children, { by, minimumOverlap: 0.3, blocks })),
    );
    for (const other of others) expect(other).toEqual(whole);
    expect(await relateRois(parents, children, { by, minimumOverlap: 0.3 })).toEqual(whole);
    // Every ROI overlaps and touches another one; boxes that are cut by the move may lie in none.
    if (by !== "box") expect(whole.pairs.parent.length).toBeGreaterThan(0);
  });
}

test.each([0, 1, 3, 7.5])("neighbours at most %d apart", async (distance) => {
  for (const scene of ofEveryKind) {
    const image = sceneReader(scene);
    const whole = await neighbourGraph(image, distance);
    for (const blocks of [...tilings(scene.size), unevenBlocks(scene.size, 5, 21)])
      expect(await neighbourGraph(image, distance, blocks)).toEqual(whole);
    expect(whole.a.length).toBeGreaterThan(0);
  }
});
