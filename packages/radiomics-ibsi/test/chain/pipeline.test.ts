import { isPixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { parsePipeline, preset, presetNames } from "../../src/index.ts";

const fbn = { method: "fixed-bin-number", bins: 32 };

test("what is left out has a default", () => {
  expect(parsePipeline({ discretisation: fbn })).toEqual({
    name: "unnamed",
    rounding: "none",
    interpolation: null,
    resegmentation: { range: [null, null], outliers: null },
    filter: null,
    discretisation: fbn,
    ivh: { method: "none" },
    texture: { dimensions: ["3D"], distance: 1, alpha: 0 },
  });
  expect(parsePipeline({ discretisation: fbn, interpolation: { spacing: 1.5 } }).interpolation).toEqual({
    dimension: "3D",
    spacing: [1.5, 1.5, 1.5],
    image: "linear",
    rounding: "none",
    mask: "linear",
    threshold: 0.5,
  });
});

const log = { filter: "laplacian_of_gaussian", sigma: 3, unit: "mm", dimensions: 3, boundary: "mirror" };

test("the response of a filter has a histogram of arbitrary units", () => {
  expect(parsePipeline({ discretisation: fbn, filter: log })).toMatchObject({
    filter: log,
    ivh: { method: "fixed-bin-number", bins: 1000 },
  });
});

test("empty lines of a file are as if they were not there", () => {
  const { interpolation, resegmentation } = parsePipeline({
    discretisation: fbn,
    interpolation: null,
    resegmentation: { range: null, outliers: null },
  });
  expect(interpolation).toBeNull();
  expect(resegmentation).toEqual({ range: [null, null], outliers: null });
});

test.each<[unknown, RegExp]>([
  [null, /^lung\.yaml: this is not a mapping \(expected the keys name, rounding, .*, found null\)/],
  [{}, /^lung\.yaml\.discretisation: a value is needed/],
  [
    { discretization: fbn },
    /^lung\.yaml\.discretization: there is no such key; did you mean discretisation\?/,
  ],
  [
    { discretisation: { method: "fbn" } },
    /discretisation\.method: .* \(expected fixed-bin-number, .*found "fbn"\)/,
  ],
  [
    { discretisation: { method: "fixed-bin-number" } },
    /discretisation\.bins: a value is needed .*whole number/,
  ],
  [
    { discretisation: { ...fbn, bins: 2.5 } },
    /discretisation\.bins: .*a whole number from 1 up to 65535, found 2\.5/,
  ],
  [{ discretisation: { ...fbn, bins: "32" } }, /discretisation\.bins: .*found "32"/],
  [
    { discretisation: { ...fbn, size: 25 } },
    /discretisation\.size: fixed-bin-number takes bins; leave the key out/,
  ],
  [{ discretisation: { method: "none", bins: 8 } }, /discretisation\.bins: none takes no other key/],
  [
    { discretisation: { method: "fixed-bin-size", size: 0 } },
    /discretisation\.size: .*a number above 0, found 0/,
  ],
  [{ discretisation: fbn, rounding: "up" }, /lung\.yaml\.rounding: .*none, nearest, found "up"/],
  [{ discretisation: fbn, name: 5 }, /lung\.yaml\.name: .*text, found 5/],
  [
    { discretisation: fbn, interpolation: {} },
    /interpolation\.spacing: a value is needed .*3 times a number above 0/,
  ],
  [
    { discretisation: fbn, interpolation: { spacing: [2, 2] } },
    /interpolation\.spacing: .*3 times .*found \[2,2\]/,
  ],
  [
    { discretisation: fbn, interpolation: { dimension: "2D", spacing: [2, 2, 2] } },
    /interpolation\.spacing: .*2 times .*found \[2,2,2\]/,
  ],
  [{ discretisation: fbn, interpolation: { spacing: [2, 2, -2] } }, /interpolation\.spacing/],
  [
    { discretisation: fbn, interpolation: { spacing: 2, treshold: 1 } },
    /interpolation\.treshold: .*mean threshold\?/,
  ],
  [
    { discretisation: fbn, interpolation: { spacing: 2, threshold: 1.5 } },
    /threshold: .*above 0 up to 1, found 1\.5/,
  ],
  [
    { discretisation: fbn, interpolation: { spacing: 2, image: "spline" } },
    /image: .*nearest, linear, cubic/,
  ],
  [
    { discretisation: fbn, resegmentation: { range: [400, -500] } },
    /resegmentation\.range: .*the lower first/,
  ],
  [{ discretisation: fbn, resegmentation: { range: [0] } }, /resegmentation\.range/],
  [{ discretisation: fbn, resegmentation: { range: 5 } }, /resegmentation\.range/],
  [{ discretisation: fbn, resegmentation: { range: ["0", 5] } }, /resegmentation\.range/],
  [
    { discretisation: fbn, resegmentation: { outliers: -3 } },
    /resegmentation\.outliers: .*above 0, found -3/,
  ],
  [
    { discretisation: fbn, texture: { dimensions: ["4D"] } },
    /texture\.dimensions: .*a list of 2D, 2\.5D, 3D/,
  ],
  [{ discretisation: fbn, texture: { dimensions: [] } }, /texture\.dimensions/],
  [{ discretisation: fbn, texture: { distance: 0 } }, /texture\.distance: .*from 1 up to 15, found 0/],
  [{ discretisation: fbn, texture: { alpha: 0.5 } }, /texture\.alpha/],
  [{ discretisation: fbn, filter: 3 }, /lung\.yaml\.filter: .*a mapping, found 3/],
  [
    { discretisation: fbn, filter: { ...log, filter: "log" } },
    /^lung\.yaml\.filter: there is no filter "log"/,
  ],
  [{ discretisation: fbn, filter: { ...log, sigma: -1 } }, /^lung\.yaml\.filter\.sigma: .*found -1/],
  [
    { discretisation: { method: "none" }, filter: log },
    /^lung\.yaml\.discretisation\.method: none takes whole numbers .*; choose fixed-bin-number or fixed-bin-size/,
  ],
  [{ discretisation: fbn, filter: log, ivh: { method: "none" } }, /^lung\.yaml\.ivh\.method: none takes/],
])("%j is refused", (description, message) => {
  let error: unknown;
  try {
    parsePipeline(description, "lung.yaml");
  } catch (thrown) {
    error = thrown;
  }
  expect(isPixelmetryError(error, "invalid-argument")).toBe(true);
  expect((error as Error).message).toMatch(message);
});

test("the configurations of IBSI are there by name", () => {
  expect(presetNames).toEqual([
    "digital-phantom",
    "config-a",
    "config-b",
    "config-c",
    "config-d",
    "config-e",
  ]);
  expect(preset("config-e")).toMatchObject({ ivh: { bins: 1000 }, resegmentation: { range: [-1000, 400] } });
  for (const name of presetNames) expect(parsePipeline(preset(name))).toEqual(preset(name));
  expect(() => preset("config-f")).toThrow(
    /config-f: there is no pipeline of this name; the pipelines are digital/,
  );
});
