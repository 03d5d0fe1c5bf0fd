/**
 * Measures finished ROIs: feeds slabs to accumulators pass by pass, derives what is derived, computes the
 * features and leaves rows. Synchronous and single-threaded; many of these run side by side.
 * @module
 */
import type { ScanAccumulator, ScanState } from "./accumulator.ts";
import { type AssembledSlab, assembleSlab } from "./assemble.ts";
import type { CloudPart } from "./cloud-view.ts";
import type { ImageContext, RoiInfo } from "./context.ts";
import type { Value } from "./feature.ts";
import { type RowLayout, rowLayout } from "./layout.ts";
import { missing } from "./missing.ts";
import type { Plan } from "./plan.ts";
import { infoWidth, type RoiBatch, type RowBatch } from "./roi-batch.ts";
import { Scratch } from "./scratch.ts";
import { ShapeList } from "./shape-list.ts";
import { type Slab, slabExtent } from "./slab.ts";
import type { SegmentReader } from "./spill.ts";
import { publish, type Unit, type WiredPass, type Wiring, wire } from "./wiring.ts";

const undefinedValue = missing("undefined");
const notDefinedIn = { 2: missing("not-defined-in-2d"), 3: missing("not-defined-in-3d") } as const;

/** One ROI in this many is timed; the rest pay nothing for the report. */
const timedShare = 16;

/** Measures the ROIs of images with a given number of channels by a plan. */
export class RoiMeasurer {
  readonly layout: RowLayout;
  readonly #wiring: Wiring;
  readonly #scratch = new Scratch();
  readonly #store: SegmentReader | undefined;
  /** Nanoseconds by token key or feature id of the timed ROIs of this batch; undefined while none is timed. */
  #clock: Map<string, number> | undefined;

  constructor(plan: Plan, channels: number, store?: SegmentReader) {
    this.layout = rowLayout(plan, channels);
    this.#wiring = wire(plan, this.layout, channels);
    this.#store = store;
  }

  /** Measures a batch; rows are in the order of its ROIs. */
  measure(batch: RoiBatch, image: ImageContext): RowBatch {
    const { columns, recordWidth } = this.layout;
    const rows: RowBatch = {
      rois: batch.rois,
      labels: new Uint32Array(batch.rois),
      values: new Float64Array(batch.rois * columns),
      codes: new Uint8Array(batch.rois * columns),
      records: new Float64Array(batch.rois * recordWidth),
    };
    const shapes = this.layout.shapes > 0 ? new ShapeList(batch.rois * this.layout.shapes) : undefined;
    const clock = new Map<string, number>();
    let timed = 0;
    for (let i = 0; i < batch.rois; i++) {
      const roi = roiOf(batch, i, image);
      rows.labels[i] = roi.label;
      // The first ROIs of a run are slow for reasons of their own; small batches are timed all the same.
      const sample = i % timedShare === Math.min(timedShare >> 1, batch.rois - 1);
      this.#clock = sample ? clock : undefined;
      if (sample) timed++;
      this.#measureRoi(roi, batch, i, rows, shapes);
    }
    const all = shapes === undefined ? rows : { ...rows, shapes: shapes.finish() };
    if (timed === 0) return all;
    return { ...all, nanoseconds: [...clock].map(([key, ns]) => [key, (ns * batch.rois) / timed] as const) };
  }

  #now(): number {
    return this.#clock === undefined ? 0 : performance.now();
  }

  #charge(key: string, since: number): void {
    if (this.#clock === undefined) return;
    this.#clock.set(key, (this.#clock.get(key) ?? 0) + (performance.now() - since) * 1e6);
  }

  #measureRoi(roi: RoiInfo, batch: RoiBatch, i: number, rows: RowBatch, shapes: ShapeList | undefined): void {
    const { maskScans, intensityScans, passes } = this.#wiring;
    const mark = this.#scratch.mark();
    publish(this.#wiring.roi, roi);
    readScans(maskScans, batch.maskStates, i);
    for (let c = 0; c < intensityScans.length; c++) readScans(intensityScans[c], batch.intensityStates[c], i);
    this.#derive(0);
    if (passes.length > 0) {
      const parts: CloudPart[] = [];
      for (let p = batch.partStart[i]; p < batch.partStart[i + 1]; p++) {
        parts.push({ clouds: batch.clouds[batch.partCloud[p]], slot: batch.partSlot[p] });
      }
      for (let pass = 0; pass < passes.length; pass++) {
        this.#pass(passes[pass], roi, parts);
        this.#derive(pass + 1);
      }
    }
    this.#compute(i, rows, roi.image.ndim, shapes);
    this.#scratch.release(mark);
  }

  #derive(stage: number): void {
    const units = this.#wiring.derived[stage];
    for (let u = 0; u < units.length; u++) {
      const since = this.#now();
      publish(units[u], units[u].token.derive(units[u].inputs as never));
      this.#charge(units[u].token.key, since);
    }
  }

  #pass({ halo, slabTokens, accumulators }: WiredPass, roi: RoiInfo, parts: readonly CloudPart[]): void {
    const scratch = this.#scratch;
    const states: unknown[] = [];
    for (let a = 0; a < accumulators.length; a++) {
      const { token, inputs } = accumulators[a];
      states.push(token.create({ roi, needs: inputs as never, scratch }));
    }
    const rows = roi.image.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
    const extent = slabExtent(roi);
    for (let first = 0; first < rows; first += extent) {
      const mark = scratch.mark();
      const end = Math.min(rows, first + extent);
      const slab = assembleSlab(roi, parts, first, end, halo, scratch, this.#store);
      for (let u = 0; u < slabTokens.length; u++) {
        const { token, channel, inputs } = slabTokens[u];
        const since = this.#now();
        publish(slabTokens[u], token.derive(sourceOf(slab, channel), inputs as never, scratch));
        this.#charge(token.key, since);
      }
      for (let a = 0; a < accumulators.length; a++) {
        const { token, channel, inputs } = accumulators[a];
        const since = this.#now();
        token.update(states[a], sourceOf(slab, channel), inputs as never, scratch);
        this.#charge(token.key, since);
      }
      scratch.release(mark);
    }
    for (let a = 0; a < accumulators.length; a++) {
      publish(accumulators[a], accumulators[a].token.read(states[a], scratch));
    }
  }

  #compute(row: number, rows: RowBatch, ndim: 2 | 3, shapes: ShapeList | undefined): void {
    const { columns, recordWidth } = this.layout;
    const { own, sets, outside } = this.#wiring.features[ndim];
    for (let f = 0; f < own.length; f++) {
      const { feature, inputs, offset, width } = own[f];
      const since = this.#now();
      const value = feature.compute(inputs as never);
      this.#charge(feature.id, since);
      const at = row * columns + offset;
      if (typeof value === "object" && "missing" in value) {
        for (let i = 0; i < width; i++) storeValue(rows, at + i, value);
        continue;
      }
      const given = typeof value === "number" ? 1 : value.length;
      if (given !== width) throw new Error(`${feature.id} has ${width} columns but gave ${given} values`);
      if (typeof value === "number") storeValue(rows, at, value);
      else for (let i = 0; i < width; i++) storeValue(rows, at + i, value[i]);
    }
    for (const { feature, inputs, entry } of sets) {
      const record = feature.recordOf(inputs as never);
      for (let i = 0; i < feature.record.length; i++)
        rows.records[row * recordWidth + entry.record + i] = record[i];
      if (entry.leavesShape) {
        shapes!.add(row * this.layout.shapes + entry.shape, feature.shapeOf!(inputs as never));
      }
    }
    for (const { offset, width } of outside) {
      for (let i = 0; i < width; i++) storeValue(rows, row * columns + offset + i, notDefinedIn[ndim]);
    }
  }
}

const sourceOf = (slab: AssembledSlab, channel: number): Slab =>
  channel < 0 ? slab.mask : slab.channels[channel];

function readScans(units: readonly Unit<ScanAccumulator>[], states: readonly ScanState[], row: number): void {
  for (let s = 0; s < units.length; s++) publish(units[s], units[s].token.read(states[s], row));
}

/** Writes a value or its reason; a number that is not finite is a missing value, never a number. */
export function storeValue(
  rows: { readonly values: Float64Array; readonly codes: Uint8Array },
  at: number,
  value: Value,
): void {
  if (typeof value === "number") {
    if (Number.isFinite(value)) {
      rows.values[at] = value;
      rows.codes[at] = 0;
    } else {
      rows.values[at] = 0;
      rows.codes[at] = undefinedValue.code;
    }
  } else {
    rows.values[at] = 0;
    rows.codes[at] = value.code;
  }
}

function roiOf(batch: RoiBatch, i: number, image: ImageContext): RoiInfo {
  const at = i * infoWidth;
  const info = batch.info;
  return {
    label: info[at],
    count: info[at + 1],
    x0: info[at + 2],
    y0: info[at + 3],
    z0: info[at + 4],
    x1: info[at + 5],
    y1: info[at + 6],
    z1: info[at + 7],
    image,
  };
}
