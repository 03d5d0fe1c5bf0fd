import { defaultParameters, measure } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { __camel__ } from "../src/index.ts";

// Three pixels of a 2 by 2 box; one pixel is its own box.
const labels = Uint32Array.of(1, 1, 0, 1, 0, 2);
const expected = [0.75, 1];

test.for([0, 1])("box fill of region %i + 1 is its count over its box", async (row) => {
  const features = __camel__.features(defaultParameters(__camel__.parameters));
  const image = { labels, intensity: new Float32Array(labels.length), width: 3, height: 2 };

  const rois = await measure(features, image);

  expect(rois[row]?.values["__id___box_fill"]).toBe(expected[row]);
});
