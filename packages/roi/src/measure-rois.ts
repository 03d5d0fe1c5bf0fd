/**
 * Measures finished ROIs: feeds slabs to accumulators pass by pass, derives what is derived, computes the
 * features and leaves rows. Synchronous and single-threaded; many of these run side by side.
 * @module
 */
import type { RoiAccumulator } from "./accumulator.ts";
import { type AssembledSlab, assembleSlab } from "./assemble.ts";
import type { CloudPart } from "./cloud-view.ts";
import type { ImageContext, RoiInfo } from "./context.ts";
import { roiInfo } from "./context.ts";
import { isSetFeature, type Value } from "./feature.ts";
import { type RowLayout, rowLayout } from "./layout.ts";
import { missing } from "./missing.ts";
import type { Plan } from "./plan.ts";
import { infoWidth, type RoiBatch, type RowBatch } from "./roi-batch.ts";
import { Scratch } from "./scratch.ts";
import { slabExtent, slabPixels } from "./slab.ts";
import type { SpillStore } from "./spill.ts";
import type { Needs, Token } from "./token.ts";

type Inputs = Record<string, unknown>;
interface Subscription {
  readonly inputs: Inputs;
  readonly name: string;
}

const undefinedValue = missing("undefined");
const notDefinedIn = { 2: missing("not-defined-in-2d"), 3: missing("not-defined-in-3d") } as const;

/** One ROI in this many is timed; the rest pay nothing for the report. */
const timedShare = 16;

/** Compiled form of a plan for images with a given number of channels. */
export class RoiMeasurer {
  readonly layout: RowLayout;
  readonly #plan: Plan;
  readonly #channels: number;
  readonly #scratch = new Scratch();
  readonly #store: SpillStore | undefined;
  /** Per channel: who wants the value of which token. */
  readonly #subscriptions: Map<string, Subscription[]>[];
  /** Inputs objects by consumer; the same objects serve all ROIs. */
  readonly #inputs: Map<string, Inputs>[];
  /** Inputs objects by what is in them: consumers with equal needs share one, which is filled once. */
  readonly #sharedInputs: Map<string, Inputs>[];
  /** Nanoseconds by token key or feature id of the timed ROIs of this batch; undefined while none is timed. */
  #clock: Map<string, number> | undefined;
  readonly #steps: { readonly inputs: Inputs; readonly entry: RowLayout["entries"][number] }[] = [];

  constructor(plan: Plan, channels: number, store?: SpillStore) {
    this.#plan = plan;
    this.#channels = channels;
    this.#store = store;
    this.layout = rowLayout(plan, channels);
    const lanes = Math.max(1, channels);
    this.#subscriptions = Array.from({ length: lanes }, () => new Map());
    this.#inputs = Array.from({ length: lanes }, () => new Map());
    this.#sharedInputs = Array.from({ length: lanes }, () => new Map());
    for (let c = 0; c < lanes; c++) {
      for (const pass of plan.passes) {
        for (const token of [...pass.slabTokens, ...pass.accumulators])
          this.#subscribe(c, token.key, token.needs);
      }
      for (const token of plan.derived.flat()) this.#subscribe(c, token.key, token.needs);
    }
    for (const entry of this.layout.entries) {
      const inputs = this.#subscribe(
        Math.max(0, entry.channel),
        `feature:${entry.feature.id}`,
        entry.feature.needs,
      );
      this.#steps.push({ inputs, entry });
    }
  }

  #subscribe(channel: number, consumer: string, needs: Needs): Inputs {
    const known = this.#inputs[channel].get(consumer);
    if (known !== undefined) return known;
    const wanted = Object.entries(needs);
    const contents = JSON.stringify(wanted.map(([name, token]) => [name, token.key]));
    let inputs = this.#sharedInputs[channel].get(contents);
    if (inputs === undefined) {
      inputs = {};
      for (const [name, token] of wanted) {
        inputs[name] = undefined;
        const list = this.#subscriptions[channel].get(token.key) ?? [];
        list.push({ inputs, name });
        this.#subscriptions[channel].set(token.key, list);
      }
      this.#sharedInputs[channel].set(contents, inputs);
    }
    this.#inputs[channel].set(consumer, inputs);
    return inputs;
  }

  #publish(token: Token<unknown>, channel: number, value: unknown): void {
    const list = this.#subscriptions[channel].get(token.key);
    if (list === undefined) return;
    for (let i = 0; i < list.length; i++) list[i].inputs[list[i].name] = value;
  }

  /** Gives a mask token's value to the consumers of all channels. */
  #publishAll(token: Token<unknown>, value: unknown): void {
    for (let c = 0; c < this.#subscriptions.length; c++) this.#publish(token, c, value);
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

  #charge(key: string, since: number): void {
    this.#clock!.set(key, (this.#clock!.get(key) ?? 0) + (performance.now() - since) * 1e6);
  }

  #measureRoi(roi: RoiInfo, batch: RoiBatch, i: number, rows: RowBatch, shapes: ShapeList | undefined): void {
    const plan = this.#plan;
    const mark = this.#scratch.mark();
    this.#publishAll(roiInfo, roi);
    plan.maskScans.forEach((scan, s) => this.#publishAll(scan, scan.read(batch.maskStates[s], i)));
    for (let c = 0; c < this.#channels; c++) {
      plan.intensityScans.forEach((scan, s) => {
        this.#publish(scan, c, scan.read(batch.intensityStates[c][s], i));
      });
    }
    this.#derive(0);
    if (plan.passes.length > 0) {
      const parts: CloudPart[] = [];
      for (let p = batch.partStart[i]; p < batch.partStart[i + 1]; p++) {
        parts.push({ clouds: batch.clouds[batch.partCloud[p]], slot: batch.partSlot[p] });
      }
      for (let pass = 0; pass < plan.passes.length; pass++) {
        this.#pass(pass, roi, parts);
        this.#derive(pass + 1);
      }
    }
    this.#compute(i, rows, roi.image.ndim, shapes);
    this.#scratch.release(mark);
  }

  #derive(stage: number): void {
    for (const token of this.#plan.derived[stage]) {
      const since = this.#clock === undefined ? 0 : performance.now();
      if (this.#plan.perChannel.has(token.key)) {
        for (let c = 0; c < this.#channels; c++) {
          this.#publish(token, c, token.derive(this.#inputs[c].get(token.key)! as never));
        }
      } else {
        this.#publishAll(token, token.derive(this.#inputs[0].get(token.key)! as never));
      }
      if (this.#clock !== undefined) this.#charge(token.key, since);
    }
  }

  #pass(index: number, roi: RoiInfo, parts: readonly CloudPart[]): void {
    const pass = this.#plan.passes[index];
    const states: unknown[][] = pass.accumulators.map((accumulator) =>
      Array.from({ length: this.#lanes(accumulator) }, (_, c) =>
        accumulator.create({
          roi,
          needs: this.#inputs[c].get(accumulator.key)! as never,
          scratch: this.#scratch,
        }),
      ),
    );
    const rows = roi.image.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
    const extent = slabExtent(roi);
    for (let first = 0; first < rows; first += extent) {
      const mark = this.#scratch.mark();
      const end = Math.min(rows, first + extent);
      const slab = assembleSlab(roi, parts, first, end, pass.halo, this.#scratch, this.#store);
      this.#feed(index, slab, states);
      this.#scratch.release(mark);
    }
    pass.accumulators.forEach((accumulator, a) => {
      if (this.#plan.perChannel.has(accumulator.key)) {
        for (let c = 0; c < this.#channels; c++)
          this.#publish(accumulator, c, accumulator.read(states[a][c], this.#scratch));
      } else {
        this.#publishAll(accumulator, accumulator.read(states[a][0], this.#scratch));
      }
    });
  }

  #lanes(token: RoiAccumulator): number {
    return this.#plan.perChannel.has(token.key) ? this.#channels : 1;
  }

  #feed(index: number, slab: AssembledSlab, states: readonly unknown[][]): void {
    const pass = this.#plan.passes[index];
    for (const token of pass.slabTokens) {
      const since = this.#clock === undefined ? 0 : performance.now();
      if (this.#plan.perChannel.has(token.key)) {
        for (let c = 0; c < this.#channels; c++) {
          const inputs = this.#inputs[c].get(token.key)! as never;
          const source = token.reads === "intensity" ? slab.channels[c] : slab.mask;
          this.#publish(token, c, token.derive(source, inputs, this.#scratch));
        }
      } else {
        this.#publishAll(
          token,
          token.derive(slab.mask, this.#inputs[0].get(token.key)! as never, this.#scratch),
        );
      }
      if (this.#clock !== undefined) this.#charge(token.key, since);
    }
    for (let a = 0; a < pass.accumulators.length; a++) {
      const accumulator = pass.accumulators[a];
      const lanes = states[a];
      const since = this.#clock === undefined ? 0 : performance.now();
      for (let c = 0; c < lanes.length; c++) {
        const source = accumulator.reads === "intensity" ? slab.channels[c] : slab.mask;
        accumulator.update(lanes[c], source, this.#inputs[c].get(accumulator.key)! as never, this.#scratch);
      }
      if (this.#clock !== undefined) this.#charge(accumulator.key, since);
    }
  }

  #compute(row: number, rows: RowBatch, ndim: 2 | 3, shapes: ShapeList | undefined): void {
    const { columns, recordWidth } = this.layout;
    for (let s = 0; s < this.#steps.length; s++) {
      const { inputs, entry } = this.#steps[s];
      const { feature, offset, width } = entry;
      if (!feature.dimensions.includes(ndim)) {
        for (let i = 0; i < width; i++) storeValue(rows, row * columns + offset + i, notDefinedIn[ndim]);
        if (isSetFeature(feature) && !entry.shared) {
          const at = row * recordWidth + entry.record;
          rows.records.fill(Number.NaN, at, at + feature.record.length);
        }
        continue;
      }
      if (isSetFeature(feature)) {
        if (entry.shared) continue;
        const record = feature.recordOf(inputs as never);
        const at = row * recordWidth + entry.record;
        for (let i = 0; i < feature.record.length; i++) rows.records[at + i] = record[i];
        if (feature.shapeOf !== undefined) {
          shapes!.add(row * this.layout.shapes + entry.shape, feature.shapeOf(inputs as never));
        }
        continue;
      }
      const since = this.#clock === undefined ? 0 : performance.now();
      const value = feature.compute(inputs as never);
      if (this.#clock !== undefined) this.#charge(feature.id, since);
      const at = row * columns + offset;
      if (width === 1 && (typeof value === "number" || "missing" in value)) {
        storeValue(rows, at, value);
      } else if (typeof value === "object" && "missing" in value) {
        for (let i = 0; i < width; i++) storeValue(rows, at + i, value);
      } else {
        const list = value as ArrayLike<Value>;
        for (let i = 0; i < width; i++) storeValue(rows, at + i, list[i]);
      }
    }
  }
}

/** Shapes of a batch, one behind the other; they are added in the order of their index, some may be left out. */
class ShapeList {
  readonly #start: Float64Array;
  #data = new Int32Array(1024);
  #next = 0;

  constructor(count: number) {
    this.#start = new Float64Array(count + 1);
  }

  add(index: number, shape: Int32Array): void {
    const from = this.#start[this.#next];
    const end = from + shape.length;
    this.#start.fill(from, this.#next, index + 1);
    this.#start[index + 1] = end;
    this.#next = index + 1;
    if (end > this.#data.length) {
      const wider = new Int32Array(Math.max(end, this.#data.length * 2));
      wider.set(this.#data.subarray(0, from));
      this.#data = wider;
    }
    this.#data.set(shape, from);
  }

  finish(): { start: Float64Array; data: Int32Array } {
    const end = this.#start[this.#next];
    this.#start.fill(end, this.#next);
    return { start: this.#start, data: this.#data.slice(0, end) };
  }
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

/** Scratch that one ROI of this plan may need beyond its pixels, bytes. */
export const slabScratchBytes = slabPixels * 16;
