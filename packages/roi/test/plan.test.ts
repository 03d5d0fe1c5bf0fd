import {
  defineAccumulator,
  defineDerived,
  defineSlabToken,
  intensityExtrema,
  maskGrid,
  type Needs,
  nothing,
  plan,
  reach,
  roiInfo,
  scanHalo,
  type Token,
  valueCounts,
} from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import {
  deviation,
  feature,
  levelPairs,
  meanOfValues,
  scanEdges,
  scanMoments,
  sizeRank,
  slabEdges,
} from "./example-tokens.ts";

const accumulator = (key: string, needs: Needs, halo = 0, reads: "mask" | "intensity" = "mask") =>
  defineAccumulator({
    key,
    needs,
    reads,
    halo,
    tolerance: 0,
    create: () => ({}),
    update: () => undefined,
    merge: () => undefined,
    read: () => 0,
  });
const slabToken = (key: string, needs: Needs, halo = 0) =>
  defineSlabToken({ key, needs, reads: "mask", halo, derive: () => 0 });
const derived = (key: string, needs: Needs) => defineDerived({ key, needs, derive: () => 0 });
const needing = (...tokens: Token<unknown>[]) =>
  feature({
    id: `f(${tokens.map(({ key }) => key)})`,
    needs: Object.fromEntries(tokens.map((token) => [token.key, token])),
    compute: () => 0,
  });
const passesOf = (...tokens: Token<unknown>[]) =>
  plan([needing(...tokens)]).passes.map(({ halo, slabTokens, accumulators }) => ({
    halo,
    slabs: slabTokens.map(({ key }) => key),
    accumulators: accumulators.map(({ key }) => key),
  }));

describe("passes", () => {
  test("none for what the scan knows", () => {
    const compiled = plan([needing(roiInfo), needing(intensityExtrema, scanEdges)]);
    expect(compiled.passes).toEqual([]);
    expect(compiled.maskScans.map(({ key }) => key)).toEqual(["scan_edges"]);
    expect(compiled.intensityScans.map(({ key }) => key)).toEqual(["intensity_extrema"]);
    expect(scanHalo(compiled, { size: [9, 9, 1], ndim: 2, spacing: [1, 1, 1] })).toBe(1);
    expect(compiled.bytesPerRoi).toBe(32);
  });

  test("what needs a finished value comes one pass later", () => {
    expect(passesOf(deviation)).toEqual([
      { halo: 0, slabs: [], accumulators: ["value_counts"] },
      { halo: 0, slabs: [], accumulators: ["deviation"] },
    ]);
    const compiled = plan([needing(deviation)]);
    expect(compiled.derived.map((stage) => stage.map(({ key }) => key))).toEqual([
      [],
      ["mean_of_values"],
      [],
    ]);
  });

  test("slab tokens are in the pass of who uses them, in the order of their needs, with their halo", () => {
    expect(passesOf(levelPairs)).toEqual([
      { halo: 1, slabs: ["level_grid(fbn10,1)"], accumulators: ["level_pairs"] },
    ]);
    const inner = slabToken("inner", {}, 4);
    const outer = slabToken("outer", { inner });
    expect(passesOf(accumulator("a", { outer }, 2))).toEqual([
      { halo: 4, slabs: ["inner", "outer"], accumulators: ["a"] },
    ]);
  });

  test("a slab token that needs a finished accumulator waits for it; one that others use earlier is made twice", () => {
    const first = accumulator("first", {});
    const late = slabToken("late", { first });
    const grid = slabToken("grid", {});
    expect(passesOf(accumulator("early", { grid }), accumulator("second", { late, grid }))).toEqual([
      { halo: 0, slabs: ["grid"], accumulators: ["early", "first"] },
      { halo: 0, slabs: ["late", "grid"], accumulators: ["second"] },
    ]);
  });

  test("a chain of derived values and accumulators", () => {
    const a = accumulator("a", {});
    const b = derived("b", { a });
    const c = accumulator("c", { b });
    const d = derived("d", { c, b });
    const compiled = plan([needing(accumulator("e", { d }), derived("z", { roiInfo }))]);
    expect(compiled.passes.map((pass) => pass.accumulators.map(({ key }) => key))).toEqual([
      ["a"],
      ["c"],
      ["e"],
    ]);
    expect(compiled.derived.map((stage) => stage.map(({ key }) => key))).toEqual([["z"], ["b"], ["d"], []]);
  });
});

describe("sharing", () => {
  test("equal keys are computed once, whoever asks", () => {
    const compiled = plan([
      needing(accumulator("same", {})),
      needing(accumulator("same", {})),
      needing(slabEdges),
      needing(slabEdges, accumulator("other", { grid: maskGrid(1) })),
    ]);
    expect(compiled.passes[0].accumulators.map(({ key }) => key)).toEqual(["same", "slab_edges", "other"]);
    expect(compiled.passes[0].slabTokens.map(({ key }) => key)).toEqual(["mask_grid(1)"]);
  });

  test("cost counts every token once", () => {
    const one = plan([needing(valueCounts)]).cost;
    expect(plan([needing(valueCounts), needing(meanOfValues)]).cost).toEqual(one);
    expect(one.perPixel).toBeGreaterThan(0);
  });
});

describe("channels", () => {
  test("what depends on intensities, however indirectly, is per channel", () => {
    const onlyMask = accumulator("only_mask", {});
    const indirect = accumulator("indirect", { mean: meanOfValues });
    const compiled = plan([needing(onlyMask), needing(indirect), needing(roiInfo)]);
    expect([...compiled.perChannel].sort()).toEqual([
      "f(indirect)",
      "indirect",
      "mean_of_values",
      "value_counts",
    ]);
    expect([compiled.readsIntensity, compiled.keepsIntensity]).toEqual([true, true]);
  });

  test("intensities are not read, or not kept, for nothing", () => {
    const mask = plan([needing(slabEdges, scanEdges)]);
    expect([mask.readsIntensity, mask.keepsIntensity]).toEqual([false, false]);
    const scanned = plan([needing(slabEdges, scanMoments)]);
    expect([scanned.readsIntensity, scanned.keepsIntensity]).toEqual([true, false]);
  });
});

describe("dimensions", () => {
  test("what only features of other dimensions need is not planned", () => {
    const flat = feature({ id: "flat", dimensions: [2], needs: { valueCounts }, compute: () => 0 });
    expect(plan([flat], 3).passes).toEqual([]);
    expect(plan([flat], 3).perChannel).toEqual(new Set(["flat"]));
    expect(plan([flat], 2).passes).toHaveLength(1);
    expect(plan([flat]).passes).toHaveLength(1);
  });
});

describe("mistakes in definitions", () => {
  test("cyclic needs", () => {
    const needs: Record<string, Token<unknown>> = {};
    const a = derived("a", needs);
    needs.b = derived("b", { c: derived("c", { a }) });
    expect(() => plan([needing(a)])).toThrow("cyclic need: a -> b -> c -> a");
  });
  test("a slab token outside of an accumulator", () => {
    expect(() => plan([needing(maskGrid(1))])).toThrow(
      "f(mask_grid(1)) needs mask_grid(1), which lives only while a slab goes by",
    );
    expect(() => plan([needing(derived("d", { grid: maskGrid(1) }))])).toThrow(
      "d needs mask_grid(1), which lives only",
    );
  });
  test("a scan accumulator that needs something", () => {
    expect(() => plan([needing({ ...scanEdges, needs: { roiInfo } })])).toThrow(
      "scan_edges is fed while the image is read, before roi is known",
    );
  });
});

test("features of sets are announced", () => {
  expect(plan([sizeRank]).hasSetFeatures).toBe(true);
  expect(plan([needing(roiInfo)]).hasSetFeatures).toBe(false);
});

test("reach lists every token once, needs first", () => {
  expect(reach({ deviation, levelPairs, roiInfo }).map(({ key }) => key)).toEqual([
    "value_counts",
    "mean_of_values",
    "deviation",
    "intensity_extrema",
    "level_grid(fbn10,1)",
    "level_pairs",
    "roi",
  ]);
  expect(reach(nothing)).toEqual([]);
});
