/** Accumulators of every kind, written for the tests of the contract. */
import {
  type Discretisation,
  defineAccumulator,
  defineDerived,
  defineFeature,
  defineScan,
  defineSetFeature,
  type Feature,
  intensityExtrema,
  levelGrid,
  maskGrid,
  type Needs,
  type RoiInfo,
  type RoiSet,
  roiInfo,
  type SetFeature,
  valueCounts,
} from "@pixelmetry/roi";

/** Count, mean and second central sum, merged by Chan's formula: float state with a tolerance. */
export const scanMoments = defineScan<
  { n: Float64Array; mean: Float64Array; m2: Float64Array },
  { n: number; mean: number; m2: number }
>({
  key: "scan_moments",
  needs: {},
  reads: "intensity",
  halo: 0,
  bytesPerRoi: 24,
  tolerance: 1e-12,
  create: (slots) => ({
    n: new Float64Array(slots),
    mean: new Float64Array(slots),
    m2: new Float64Array(slots),
  }),
  update({ n, mean, m2 }, { runs, intensity }) {
    for (let r = 0; r < runs.count; r++) {
      const slot = runs.slot[r];
      for (let i = runs.offset[r]; i < runs.offset[r] + runs.length[r]; i++) {
        const d = intensity[i] - mean[slot];
        mean[slot] += d / ++n[slot];
        m2[slot] += d * (intensity[i] - mean[slot]);
      }
    }
  },
  merge(into, from, slotMap) {
    slotMap.forEach((k, i) => {
      if (k < 0 || from.n[i] === 0) return;
      const n = into.n[k] + from.n[i];
      const d = from.mean[i] - into.mean[k];
      if (into.n[k] === 0) {
        into.mean[k] = from.mean[i];
        into.m2[k] = from.m2[i];
      } else {
        into.mean[k] += (d * from.n[i]) / n;
        into.m2[k] += from.m2[i] + (d * d * into.n[k] * from.n[i]) / n;
      }
      into.n[k] = n;
    });
  },
  read: (state, slot) => ({ n: state.n[slot], mean: state.mean[slot], m2: state.m2[slot] }),
});

/** Pixel edges between the ROI and anything else: a mask scan with halo. */
export const scanEdges = defineScan<{ edges: Float64Array }, number>({
  key: "scan_edges",
  needs: {},
  reads: "mask",
  halo: 1,
  bytesPerRoi: 8,
  tolerance: 0,
  create: (slots) => ({ edges: new Float64Array(slots) }),
  update({ edges }, { runs, labels, box }) {
    for (let r = 0; r < runs.count; r++) {
      const at = runs.offset[r];
      let found = 0;
      for (let i = at; i < at + runs.length[r]; i++) {
        for (const step of [-1, 1, -box.pitchY, box.pitchY]) if (labels[i + step] !== labels[at]) found++;
      }
      edges[runs.slot[r]] += found;
    }
  },
  merge(into, from, slotMap) {
    slotMap.forEach((k, i) => {
      if (k >= 0) into.edges[k] += from.edges[i];
    });
  },
  read: (state, slot) => state.edges[slot],
});

/** The same edges from slabs of a painted mask. */
export const slabEdges = defineAccumulator({
  key: "slab_edges",
  needs: { grid: maskGrid(1) },
  reads: "mask",
  halo: 1,
  tolerance: 0,
  create: () => ({ edges: 0 }),
  update(state, slab, { grid: { mask, layout } }) {
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const z = slab.roi.image.ndim === 2 ? 0 : slab.runs.z[r] - slab.first;
      const y = slab.roi.image.ndim === 2 ? slab.runs.y[r] - slab.first : slab.runs.y[r];
      const at = layout.origin + z * layout.pitchZ + y * layout.pitchY + slab.runs.x[r];
      for (let i = at; i < at + slab.runs.length[r]; i++) {
        for (const step of [-1, 1, -layout.pitchY, layout.pitchY]) if (mask[i + step] === 0) state.edges++;
      }
    }
  },
  merge(into, from) {
    into.edges += from.edges;
  },
  read: ({ edges }) => edges,
});

export const tenBins: Discretisation = {
  method: "fixed-bin-number",
  bins: 10,
  size: 1,
  origin: "roi-minimum",
  minimum: 0,
};

/** Counts of horizontal pairs of grey levels; needs a slab token, which needs a scan. */
export const levelPairs = defineAccumulator({
  key: "level_pairs",
  needs: { grid: levelGrid(tenBins, 1), extrema: intensityExtrema },
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  create: () => ({ counts: new Float64Array(121) }),
  update({ counts }, slab, { grid: { levels, layout } }) {
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const z = slab.roi.image.ndim === 2 ? 0 : slab.runs.z[r] - slab.first;
      const y = slab.roi.image.ndim === 2 ? slab.runs.y[r] - slab.first : slab.runs.y[r];
      const at = layout.origin + z * layout.pitchZ + y * layout.pitchY + slab.runs.x[r];
      for (let i = at; i < at + slab.runs.length[r]; i++) counts[levels[i] * 11 + levels[i + 1]]++;
    }
  },
  merge(into, from) {
    from.counts.forEach((n, i) => {
      into.counts[i] += n;
    });
  },
  read: ({ counts }) => counts,
});

/** Absolute deviations from the mean: a second pass, because the mean must be finished first. */
export const meanOfValues = defineDerived({
  key: "mean_of_values",
  needs: { set: valueCounts },
  derive: ({ set }) => set.values.reduce((sum, v, i) => sum + v * set.counts[i], 0) / set.n,
});

export const deviation = defineAccumulator({
  key: "deviation",
  needs: { mean: meanOfValues },
  reads: "intensity",
  halo: 0,
  tolerance: 1e-12,
  create: ({ needs }) => ({ mean: needs.mean, sum: 0 }),
  update(state, { runs, values, ownedFirst, ownedEnd }) {
    for (let r = ownedFirst; r < ownedEnd; r++) {
      for (let i = runs.offset[r]; i < runs.offset[r] + runs.length[r]; i++) {
        state.sum += Math.abs(values[i] - state.mean);
      }
    }
  },
  merge(into, from) {
    into.sum += from.sum;
  },
  read: ({ sum }) => sum,
});

/** What every example feature says of itself. */
const described = {
  definition: "An example.",
  formula: "x",
  unit: "count",
  dimensions: [2, 3],
  names: {},
  reference: "None.",
  degenerate: "None.",
} as const;

/** A feature that is described by its id alone. */
export const feature = <const N extends Needs>(
  own: Pick<Feature<N>, "id" | "needs" | "compute"> & Partial<Feature<N>>,
): Feature<N> => defineFeature({ ...described, ...own });

export const setFeature = <const N extends Needs>(
  own: Pick<SetFeature<N>, "id" | "needs" | "record" | "recordOf" | "resolve"> & Partial<SetFeature<N>>,
): SetFeature<N> => defineSetFeature({ ...described, ...own });

/** Features that use all of the above. */
export const exampleFeatures = [
  feature({ id: "count", needs: { roi: roiInfo }, compute: ({ roi }) => roi.count }),
  feature({ id: "edges", needs: { edges: scanEdges }, compute: ({ edges }) => edges }),
  feature({
    id: "slab_edges",
    needs: { edges: slabEdges },
    compute: ({ edges }) => edges,
  }),
  feature({
    id: "range",
    needs: { extrema: intensityExtrema },
    compute: ({ extrema }) => extrema.max - extrema.min,
  }),
  feature({
    id: "deviation",
    needs: { deviation, roi: roiInfo },
    compute: (needs) => needs.deviation / needs.roi.count,
  }),
  feature({
    id: "pairs",
    columns: ["sum", "first"],
    needs: { pairs: levelPairs },
    compute: ({ pairs }) => [pairs.reduce((sum, n, i) => sum + n * (i % 13), 0), pairs[12]],
  }),
];

/** Rank of the ROI's size, and the sum of reciprocal sizes of all others: order of arrival would show. */
export const sizeRank = setFeature({
  id: "size_rank",
  columns: ["rank", "others"],
  needs: { roi: roiInfo },
  record: ["count", "x"],
  recordOf: ({ roi }) => [roi.count, roi.x0],
  resolve(records, rows) {
    const out: number[] = [];
    for (let i = 0; i < rows; i++) {
      let rank = 0;
      let others = 0;
      for (let k = 0; k < rows; k++) {
        if (records[2 * k] > records[2 * i]) rank++;
        if (k !== i) others += 1 / records[2 * k] / (1 + records[2 * k + 1]);
      }
      out.push(rank, others);
    }
    return out;
  },
});

/** Two features of one group that leave the coordinates of the box's corners, and share what they make of them. */
const corners = {
  group: "corners",
  needs: { roi: roiInfo },
  record: ["label"],
  recordOf: ({ roi }: { readonly roi: RoiInfo }) => [roi.label],
  shapeOf: ({ roi }: { readonly roi: RoiInfo }) =>
    // Of different lengths, some empty.
    Int32Array.of(roi.x0, roi.x1, roi.y0, roi.y1, roi.z0, roi.z1).subarray(0, roi.count % 7),
};

const cornersOf = (set: RoiSet): readonly (readonly number[])[] =>
  set.shared(() => Array.from(set.labels, (_, row) => [...set.shape(row)]));

export const cornerFeatures = [
  setFeature({
    ...corners,
    id: "corner_sum",
    resolve: (_records, _rows, set) => cornersOf(set).map((list) => list.reduce((sum, v) => sum + v, 0)),
  }),
  setFeature({
    ...corners,
    id: "corner_next",
    resolve: (records, rows, set) =>
      cornersOf(set).map(
        (list, row) => list.length + (cornersOf(set)[(row + 1) % rows][0] ?? -1) + records[row] / 7,
      ),
  }),
];
