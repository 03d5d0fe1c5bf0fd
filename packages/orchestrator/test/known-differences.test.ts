/** Every note about another program is about a feature that the program has. */
import { describe, expect, test } from "vitest";
import { knownDifference, knownDifferences } from "../src/compare/known-differences.ts";
import { Catalog, peers, resolveParameters } from "../src/index.ts";

const { entries } = new Catalog(resolveParameters());

describe.each(peers)("%s", (peer) => {
  const own = entries.map(({ feature }) => feature).filter(({ names }) => names[peer] !== undefined);

  test.each(knownDifferences[peer].map(({ features, note }) => [features, note] as const))(
    "%s",
    (_, note) => {
      // The first note that fits is shown, so a note that others hide would never be seen.
      expect(own.filter(({ id }) => knownDifference(peer, id) === note)).not.toHaveLength(0);
    },
  );

  test("first-order statistics and sizes have none", () => {
    for (const id of [
      "intensity_mean",
      "intensity_maximum",
      "intensity_standard_deviation",
      "morphology_pixel_count",
    ])
      expect(knownDifference(peer, id)).toBeUndefined();
  });
});
