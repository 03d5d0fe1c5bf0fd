/**
 * ROIs whose last block has not been read: their merged scan states and the parts of their pixel clouds.
 * Over budget, the clouds that hold most move to a spill file.
 * @module
 */
import type { ScanAccumulator, ScanState } from "./accumulator.ts";
import { type Allocate, type BlockClouds, compactClouds } from "./block-clouds.ts";
import type { BlockResult } from "./image-tasks.ts";
import type { Plan } from "./plan.ts";
import { infoWidth, type RoiBatch } from "./roi-batch.ts";
import type { RoiTable } from "./roi-table.ts";
import { heldBytes, isSpilled, spillClouds, type SpilledClouds, type SpillStore } from "./spill.ts";

/** Clouds of one block with the ROI (slot in the table) of each of their rows; -1 once that ROI is measured. */
interface HeldClouds {
  clouds: BlockClouds | SpilledClouds;
  rois: Int32Array;
  open: number;
}

export class OpenRois {
  readonly #plan: Plan;
  readonly #table: RoiTable;
  readonly #channels: number;
  readonly #allocate: Allocate;
  /** Row in the states for a table slot. */
  readonly #rowOf = new Map<number, number>();
  readonly #freeRows: number[] = [];
  #capacity = 0;
  #maskStates: ScanState[] = [];
  #intensityStates: ScanState[][] = [];
  readonly #held = new Map<number, HeldClouds>();
  /** Blocks (keys of #held) with a part of a table slot, in block order. */
  readonly #partsOf = new Map<number, { block: number; slot: number }[]>();
  spilledBytes = 0;

  constructor(plan: Plan, table: RoiTable, channels: number, allocate: Allocate) {
    this.#plan = plan;
    this.#table = table;
    this.#channels = channels;
    this.#allocate = allocate;
  }

  /** Number of ROIs that are not measured yet. */
  get size(): number {
    return this.#rowOf.size;
  }

  /** Bytes of pixel clouds in memory. */
  get bytes(): number {
    let sum = 0;
    for (const held of this.#held.values()) sum += heldBytes(held.clouds);
    return sum;
  }

  /** Adds a block; must be called in block order, because that is the order partial states are merged in. */
  add(block: number, result: BlockResult, slots: Int32Array): void {
    for (const slot of slots) this.#open(slot);
    // Opening may move rows, so they are looked up once all are open.
    const rows = slots.map((slot) => this.#rowOf.get(slot)!);
    this.#merge(result, rows);
    if (result.clouds === undefined) return;
    this.#held.set(block, { clouds: result.clouds, rois: slots.slice(), open: slots.length });
    for (let i = 0; i < slots.length; i++) {
      const parts = this.#partsOf.get(slots[i]);
      if (parts === undefined) this.#partsOf.set(slots[i], [{ block, slot: i }]);
      else parts.push({ block, slot: i });
    }
  }

  #open(slot: number): void {
    if (this.#rowOf.has(slot)) return;
    if (this.#freeRows.length === 0) {
      // Rows of measured ROIs are dirty: moving the open ones to fresh states makes room again.
      this.#resize(Math.max(64, this.#rowOf.size * 2 > this.#capacity ? this.#capacity * 2 : this.#capacity));
    }
    this.#rowOf.set(slot, this.#freeRows.pop()!);
  }

  /** Moves open rows to the front of states with room for `capacity` ROIs. */
  #resize(capacity: number): void {
    const map = new Int32Array(this.#capacity).fill(-1);
    let row = 0;
    for (const [slot, old] of this.#rowOf) {
      map[old] = row;
      this.#rowOf.set(slot, row++);
    }
    const moved = (scan: ScanAccumulator, from: ScanState | undefined): ScanState => {
      const into = scan.create(capacity);
      if (from !== undefined) scan.merge(into, from, map);
      return into;
    };
    this.#maskStates = this.#plan.maskScans.map((scan, s) => moved(scan, this.#maskStates[s]));
    this.#intensityStates = Array.from({ length: this.#channels }, (_, c) =>
      this.#plan.intensityScans.map((scan, s) => moved(scan, this.#intensityStates[c]?.[s])),
    );
    this.#capacity = capacity;
    this.#freeRows.length = 0;
    for (let free = capacity - 1; free >= row; free--) this.#freeRows.push(free);
  }

  #merge(result: BlockResult, rows: Int32Array): void {
    // There are no states to merge into before the first block with a ROI.
    if (rows.length === 0) return;
    this.#plan.maskScans.forEach((scan, s) => scan.merge(this.#maskStates[s], result.maskStates[s], rows));
    result.intensityStates.forEach((states, c) => {
      this.#plan.intensityScans.forEach((scan, s) => scan.merge(this.#intensityStates[c][s], states[s], rows));
    });
  }

  /** Takes finished ROIs (table slots) out as one batch; their rows and parts are forgotten. */
  take(slots: readonly number[]): RoiBatch {
    const n = slots.length;
    const info = new Float64Array(n * infoWidth);
    const rows = new Int32Array(n);
    const map = new Int32Array(this.#capacity).fill(-1);
    const partStart = new Int32Array(n + 1);
    const partCloud: number[] = [];
    const partSlot: number[] = [];
    const clouds: (BlockClouds | SpilledClouds)[] = [];
    const cloudOf = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const slot = slots[i];
      info[i * infoWidth] = this.#table.index.labels[slot];
      info[i * infoWidth + 1] = this.#table.count[slot];
      for (let k = 0; k < 6; k++) info[i * infoWidth + 2 + k] = this.#table.bbox[6 * slot + k];
      rows[i] = this.#rowOf.get(slot)!;
      map[rows[i]] = i;
      for (const part of this.#partsOf.get(slot) ?? []) {
        let cloud = cloudOf.get(part.block);
        if (cloud === undefined) {
          cloud = clouds.length;
          cloudOf.set(part.block, cloud);
          clouds.push(this.#held.get(part.block)!.clouds);
        }
        partCloud.push(cloud);
        partSlot.push(part.slot);
      }
      partStart[i + 1] = partCloud.length;
    }
    const batch: RoiBatch = {
      rois: n,
      info,
      partStart,
      partCloud: Int32Array.from(partCloud),
      partSlot: Int32Array.from(partSlot),
      clouds,
      maskStates: this.#plan.maskScans.map((scan, s) => this.#extract(scan, this.#maskStates[s], map, n)),
      intensityStates: this.#intensityStates.map((states) =>
        this.#plan.intensityScans.map((scan, s) => this.#extract(scan, states[s], map, n)),
      ),
    };
    this.#forget(slots);
    return batch;
  }

  #extract(scan: ScanAccumulator, state: ScanState, map: Int32Array, n: number): ScanState {
    const out = scan.create(n);
    scan.merge(out, state, map);
    return out;
  }

  #forget(slots: readonly number[]): void {
    for (const slot of slots) {
      this.#rowOf.delete(slot);
      for (const { block, slot: part } of this.#partsOf.get(slot) ?? []) {
        const held = this.#held.get(block)!;
        held.rois[part] = -1;
        held.open--;
        if (held.open === 0) this.#held.delete(block);
      }
      this.#partsOf.delete(slot);
    }
  }

  /** Drops measured ROIs from clouds that hold mostly those. */
  shrink(): void {
    for (const [block, held] of this.#held) {
      if (isSpilled(held.clouds) || held.open * 2 > held.rois.length) continue;
      this.#compact(block, held);
    }
  }

  #compact(block: number, held: HeldClouds): void {
    const keep = Int32Array.from(held.rois.keys()).filter((i) => held.rois[i] >= 0);
    held.clouds = compactClouds(held.clouds as BlockClouds, keep, this.#allocate);
    held.rois = keep.map((i) => held.rois[i]);
    held.rois.forEach((slot, i) => {
      this.#partsOf.get(slot)!.find((part) => part.block === block)!.slot = i;
    });
  }

  /** Moves the largest clouds to `store` until at most `budget` bytes are in memory. */
  spill(budget: number, store: SpillStore): void {
    let bytes = this.bytes;
    if (bytes <= budget) return;
    const largest = [...this.#held].sort((a, b) => heldBytes(b[1].clouds) - heldBytes(a[1].clouds) || a[0] - b[0]);
    for (const [block, held] of largest) {
      if (bytes <= budget) return;
      if (isSpilled(held.clouds)) continue;
      if (held.open < held.rois.length) this.#compact(block, held);
      const before = heldBytes(held.clouds);
      held.clouds = spillClouds(held.clouds, store);
      this.spilledBytes += before;
      bytes -= before;
    }
  }
}
