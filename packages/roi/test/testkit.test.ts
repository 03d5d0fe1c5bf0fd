/** The laws catch what they are there for: one planted fault for each. */
import {
  defineAccumulator,
  defineScan,
  intensityExtrema,
  type RoiAccumulator,
  roiInfo,
  type ScanAccumulator,
  type Slab,
  valueCounts,
} from "@pixelmetry/roi";
import {
  type AccumulatorLaw,
  accumulatorLaws,
  accumulatorsOf,
  difference,
  type FeatureLaw,
  featureLaws,
  LawViolation,
  labelsOf,
  mulberry32,
  scenes,
  snapshot,
  testLaws,
  tilings,
  unevenCuts,
} from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import {
  deviation,
  exampleFeatures,
  feature,
  levelPairs,
  scanEdges,
  scanMoments,
  sizeRank,
  slabEdges,
} from "./example-tokens.ts";

/** Names of the laws that an accumulator breaks. */
async function brokenBy(accumulator: ScanAccumulator | RoiAccumulator): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, run } of accumulatorLaws(accumulator)) {
    try {
      await run();
    } catch {
      broken.push(name.slice(accumulator.key.length + 2));
    }
  }
  return broken;
}

describe("faults of scan accumulators", () => {
  const faults: [AccumulatorLaw, string, Partial<ScanAccumulator>][] = [
    ["split", "counts the halo as well", { update: (state, block) => addAll(state, block.labels.length) }],
    ["split", "counts calls", { update: (state) => addAll(state, 1) }],
    [
      "identity",
      "an empty state that is not neutral",
      { create: (slots) => ({ n: new Float64Array(slots).fill(1) }) },
    ],
    [
      "associativity",
      "averages when it should add",
      {
        merge: (into, from, map) =>
          map.forEach((k, i) => {
            column(into)[k] = (column(into)[k] + column(from)[i]) / 2;
          }),
      },
    ],
    [
      "commutativity",
      "keeps the last",
      {
        merge: (into, from, map) =>
          map.forEach((k, i) => {
            if (column(from)[i] > 0) column(into)[k] = column(from)[i];
          }),
      },
    ],
    [
      "source unchanged",
      "moves instead of adding",
      {
        merge: (into, from, map) =>
          map.forEach((k, i) => {
            column(into)[k] += column(from)[i];
            column(from)[i] = 0;
          }),
      },
    ],
    ["locality", "counts everything else, too", { update: (state, { runs }) => addAll(state, runs.count) }],
    [
      "dimension",
      "counts the z neighbours",
      {
        halo: 1,
        update: (state, { runs, box, labels }) => {
          for (let r = 0; r < runs.count; r++)
            column(state)[runs.slot[r]] += labels[runs.offset[r] - box.pitchZ] === undefined ? 0 : 1;
        },
      },
    ],
    [
      "halo",
      "takes its own halo for that of the block",
      {
        update: (state, { runs, box }) => {
          for (let r = 0; r < runs.count; r++)
            column(state)[runs.slot[r]] +=
              runs.offset[r] ===
              (runs.y[r] - box.y) * box.width +
                runs.x[r] -
                box.x +
                (runs.z[r] - box.z) * box.width * box.height
                ? 1
                : 2;
        },
      },
    ],
    [
      "columns",
      "half a row",
      { create: (slots) => ({ n: new Float64Array(slots), spare: new Uint8Array(slots + 1) }) },
    ],
    [
      "columns",
      "more bytes than it says",
      { create: (slots) => ({ n: new Float64Array(slots), spare: new Float64Array(slots) }) },
    ],
  ];

  const column = (state: object): Float64Array => (state as { n: Float64Array }).n;
  const addAll = (state: object, n: number): void =>
    column(state).forEach((_, i, all) => {
      all[i] += n;
    });
  const sound: ScanAccumulator = defineScan({
    key: "pixels",
    needs: {},
    reads: "mask",
    halo: 0,
    bytesPerRoi: 8,
    tolerance: 0,
    create: (slots) => ({ n: new Float64Array(slots) }),
    update: ({ n }, { runs }) => {
      for (let r = 0; r < runs.count; r++) n[runs.slot[r]] += runs.length[r];
    },
    merge: ({ n }, from, map) =>
      map.forEach((k, i) => {
        n[k] += from.n[i];
      }),
    read: ({ n }, slot) => n[slot],
  });

  test("none in a sound one", async () => expect(await brokenBy(sound)).toEqual([]));

  test.each(faults)("%s: %s", async (law, _, fault) => {
    expect(await brokenBy({ ...sound, ...fault })).toContain(law);
  });

  test("a tolerance that is too small", async () => {
    expect(await brokenBy({ ...scanMoments, tolerance: 1e-17 } as never)).toContain("split");
  });
});

describe("faults of ROI accumulators", () => {
  interface State {
    n: number;
    last: number;
    kept?: unknown;
  }
  const owned = ({ runs, ownedFirst, ownedEnd }: Slab): number => {
    let n = 0;
    for (let r = ownedFirst; r < ownedEnd; r++) n += runs.length[r];
    return n;
  };
  const sound = defineAccumulator<State, unknown, { roi: typeof roiInfo }>({
    key: "pixels",
    needs: { roi: roiInfo },
    reads: "mask",
    halo: 0,
    tolerance: 0,
    create: () => ({ n: 0, last: -1 }),
    update: (state, slab) => {
      state.n += owned(slab);
    },
    merge: (into, from) => {
      into.n += from.n;
    },
    read: ({ n }) => n,
  });
  const faults: [AccumulatorLaw, string, Partial<typeof sound>][] = [
    [
      "halo",
      "counts the halo as well",
      {
        update: (state, { runs }) => {
          for (let r = 0; r < runs.count; r++) state.n += runs.length[r];
        },
      },
    ],
    [
      "split",
      "counts slabs",
      {
        update: (state) => {
          state.n++;
        },
      },
    ],
    [
      "merge",
      "remembers the row before",
      {
        update: (state, slab) => {
          state.n += slab.first === state.last ? 0 : 1;
          state.last = slab.end;
        },
      },
    ],
    ["identity", "an empty state that is not neutral", { create: () => ({ n: 1, last: 0 }) }],
    [
      "associativity",
      "averages when it should add",
      {
        merge: (into, from) => {
          into.n = (into.n + from.n) / 2;
        },
      },
    ],
    [
      "commutativity",
      "keeps the last",
      {
        merge: (into, from) => {
          if (from.n > 0) into.n = from.n;
        },
      },
    ],
    [
      "source unchanged",
      "moves instead of adding",
      {
        merge: (into, from) => {
          into.n += from.n;
          from.n = 0;
        },
      },
    ],
    ["clone", "keeps a function", { create: ({ roi }) => ({ n: 0, last: 0, kept: () => roi }) }],
    ["clone", "keeps the scratch", { create: ({ scratch }) => ({ n: 0, last: 0, kept: scratch }) }],
    [
      "locality",
      "depends on the label next door",
      { reads: "intensity", read: ({ n }) => n + (calls++ % 2) },
    ],
    [
      "dimension",
      "counts planes",
      {
        update: (state, slab) => {
          state.n += slab.end - slab.first;
        },
      },
    ],
    [
      "split",
      "keeps an array of a slab",
      {
        update: (state, slab, _needs, scratch) => {
          const room = scratch.float64(4);
          room.fill(owned(slab));
          state.kept = room;
        },
        read: ({ kept }) => (kept as Float64Array | undefined)?.[3],
      },
    ],
  ];
  let calls = 0;

  test("none in a sound one", async () => expect(await brokenBy(sound)).toEqual([]));

  test.each(faults)("%s: %s", async (law, _, fault) => {
    expect(await brokenBy({ ...sound, ...fault })).toContain(law);
  });
});

test("the terms of sums that cancel can be stated", async () => {
  /** Third powers of distances from the middle, which cancel in every row of a symmetric ROI. */
  const odd = defineAccumulator<{ sum: number }, number, Record<never, never>>({
    key: "odd",
    needs: {},
    reads: "mask",
    halo: 0,
    tolerance: 1e-13,
    create: () => ({ sum: 0 }),
    update(state, { roi, runs, ownedFirst, ownedEnd }) {
      for (let r = ownedFirst; r < ownedEnd; r++) {
        for (let i = 0; i < runs.length[r]; i++) {
          state.sum +=
            (0.1 * (runs.x[r] + i - (roi.x1 - roi.x0 - 1) / 2)) ** 3 * (1 + runs.y[r] / 10) * (1 + runs.z[r]);
        }
      }
    },
    merge: (into, from) => {
      into.sum += from.sum;
    },
    read: ({ sum }) => sum,
  });
  const broken = async (options: Parameters<typeof accumulatorLaws>[1]) => {
    const laws = accumulatorLaws(odd, options).map(({ run }) => run().catch((error: Error) => error.message));
    return (await Promise.all(laws)).filter((message) => message !== undefined);
  };
  expect(await broken({})).not.toEqual([]);
  expect(await broken({ terms: () => 1e3 })).toEqual([]);
});

describe("faults of features", () => {
  let state = 0;
  const faults: [FeatureLaw, ReturnType<typeof feature>][] = [
    ["tiled", feature({ id: "f", needs: { e: intensityExtrema }, compute: () => state++ })],
    [
      "alone",
      feature({
        id: "f",
        needs: {
          edges: {
            ...scanEdges,
            key: "others",
            update: (s, { runs }) =>
              s.edges.forEach((_, i) => {
                s.edges[i] = runs.count;
              }),
          } as typeof scanEdges,
        },
        compute: ({ edges }) => edges,
      }),
    ],
    ["relabelled", feature({ id: "f", needs: { roi: roiInfo }, compute: ({ roi }) => roi.label % 2 })],
    ["translated", feature({ id: "f", needs: { roi: roiInfo }, compute: ({ roi }) => roi.x0 })],
  ];
  test.each(faults)("%s", async (law, faulty) => {
    const check = featureLaws([faulty]).find(({ name }) => name === `features: ${law}`);
    await expect(check!.run()).rejects.toThrow(LawViolation);
  });
});

describe("exceptions", () => {
  test("leave laws out", () => {
    const names = (laws: readonly { name: string }[]) => laws.map(({ name }) => name);
    expect(names(accumulatorLaws(levelPairs, { except: { dimension: "for the test" } }))).not.toContain(
      "level_pairs: dimension",
    );
    expect(names(featureLaws(exampleFeatures, { except: { alone: "for the test" } }))).not.toContain(
      "features: alone",
    );
  });
});

test("laws are registered with any framework", async () => {
  const registered: string[] = [];
  testLaws((name, run) => registered.push(`${name} ${typeof run}`), accumulatorLaws(slabEdges));
  expect(registered).toContain("slab_edges: split function");
});

test("the accumulators of features, each once", () => {
  const keys = accumulatorsOf([...exampleFeatures, ...exampleFeatures, sizeRank]).map(({ key }) => key);
  expect(keys.sort()).toEqual(
    [deviation, intensityExtrema, levelPairs, scanEdges, slabEdges, valueCounts].map(({ key }) => key).sort(),
  );
});

describe("scenes", () => {
  test("follow from their seed", () => {
    expect(scenes(5)).toEqual(scenes(5));
    expect(scenes(5)).not.toEqual(scenes(6));
  });

  test("hold what breaks measuring code", () => {
    const all = scenes();
    const counts = all.flatMap((scene) =>
      labelsOf(scene).map((label) => scene.labels.filter((l) => l === label).length),
    );
    expect(counts).toContain(1);
    expect(Math.max(...all.flatMap(labelsOf))).toBe(4294967295);
    expect(new Set(all.map(({ ndim }) => ndim))).toEqual(new Set([2, 3]));
    expect(all.some(({ intensity }) => intensity.some(Number.isNaN))).toBe(true);
    expect(all.some(({ intensity }) => intensity.some((v) => v < 0))).toBe(true);
    expect(all.some(({ labels }) => labels.every((label) => label !== 0))).toBe(true);
    const reachesBorder = all.filter(({ labels, size: [width] }) =>
      labels.some((label, i) => label !== 0 && (i % width === 0 || i % width === width - 1)),
    );
    expect(reachesBorder.length).toBeGreaterThan(3);
  });

  test("tilings cover them exactly once", () => {
    for (const { size } of scenes()) {
      for (const blocks of tilings(size)) {
        const hits = new Uint8Array(size[0] * size[1] * size[2]);
        for (const b of blocks) {
          for (let z = b.z; z < b.z + b.depth; z++) {
            for (let y = b.y; y < b.y + b.height; y++) {
              for (let x = b.x; x < b.x + b.width; x++) hits[(z * size[1] + y) * size[0] + x]++;
            }
          }
        }
        expect(hits.every((n) => n === 1)).toBe(true);
      }
    }
  });

  test("uneven cuts ascend from 0 to the end", () => {
    const random = mulberry32(1);
    for (const length of [1, 2, 9]) {
      for (const parts of [1, 3, 20]) {
        const cuts = unevenCuts(length, parts, random);
        expect([cuts[0], cuts.at(-1)]).toEqual([0, length]);
        for (let i = 1; i < cuts.length; i++) expect(cuts[i]).toBeGreaterThan(cuts[i - 1]);
      }
    }
  });
});

describe("difference", () => {
  test("is undefined for equal values", () => {
    const value = () => ({
      a: [1, Number.NaN],
      b: Float32Array.of(1, -0),
      c: new Map([[1, { d: "x" }]]),
      e: undefined,
      f: null,
    });
    expect(difference(value(), value())).toBeUndefined();
  });
  test.each([
    [1, 2, "value: 1 is not 2"],
    [0, -0, "value: 0 is not -0"],
    [Number.NaN, 0, "value: NaN is not 0"],
    [{ a: [1, 2] }, { a: [1, 3] }, "value.a.1: 2 is not 3"],
    [[1], [1, 2], "value: 1 entries are not 2"],
    [{ a: 1 }, { b: 1 }, "value.a: unexpected"],
    [Float32Array.of(1), Float64Array.of(1), "value: a Float32Array is not a Float64Array"],
    ["a", 1, "value: a is not 1"],
    [null, {}, "value: null is not [object Object]"],
  ])("%o and %o", (a, b, message) => expect(difference(a, b)).toBe(message));
  test("tolerates relative to the larger number, or to the scale", () => {
    expect(difference(1, 1 + 1e-10, { relative: 1e-9 })).toBeUndefined();
    expect(difference(1, 1 + 1e-8, { relative: 1e-9 })).toBeDefined();
    expect(difference(0, 1e-8, { relative: 1e-9, scale: () => 100 })).toBeUndefined();
    expect(difference(Number.NaN, 1, { relative: 1 })).toBeDefined();
  });
});

test("a snapshot keeps its values when the memory is used again", () => {
  const memory = new Float64Array([1, 2, 3]);
  const value = { view: memory.subarray(1), list: [memory], map: new Map([["a", memory]]) };
  const copy = snapshot(value);
  memory.fill(0);
  expect(copy).toEqual({
    view: Float64Array.of(2, 3),
    list: [Float64Array.of(1, 2, 3)],
    map: new Map([["a", Float64Array.of(1, 2, 3)]]),
  });
  expect(copy.view.byteLength).toBe(copy.view.buffer.byteLength);
});
