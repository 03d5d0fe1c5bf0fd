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
import { heldBytes, isSpilled, type SpilledClouds, type SpillStore, spillClouds } from "./spill.ts";
import { copyRows } from "./state-rows.ts";

/** Clouds of one block with the ROI (slot in the table) of each of their rows; -1 once that ROI is measured. */
interface HeldClouds {
  clouds: BlockClouds | SpilledClouds;
  rois: Int32Array;
  open: number;
}

/** One ROI's part of a block: a row of the block's clouds. */
interface Part {
  readonly block: number;
  slot: number;
}

export class OpenRois {
  readonly #plan: Plan;
  readonly #table: RoiTable;
  readonly #channels: number;
  readonly #allocate: Allocate;
  /** By table slot: the ROI's row in the states, -1 unless it is open. */
  #rowOf = new Int32Array(0);
  /** By table slot: the ROI's part of the first block that holds it; block -1 without pixel clouds. */
  #firstBlock = new Int32Array(0);
  #firstSlot = new Int32Array(0);
  /** Further parts, in block order, of the ROIs that cross blocks. */
  readonly #moreParts = new Map<number, Part[]>();
  /** By row of the states: table slot, -1 once the ROI is measured. Rows from `#rows` on are empty. */
  #slotOfRow = new Int32Array(0);
  #rows = 0;
  #size = 0;
  #maskStates: ScanState[] = [];
  #intensityStates: ScanState[][] = [];
  readonly #held = new Map<number, HeldClouds>();
  spilledBytes = 0;

  constructor(plan: Plan, table: RoiTable, channels: number, allocate: Allocate) {
    this.#plan = plan;
    this.#table = table;
    this.#channels = channels;
    this.#allocate = allocate;
  }

  /** Number of ROIs that are not measured yet. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of pixel clouds in memory. */
  get bytes(): number {
    let sum = 0;
    for (const held of this.#held.values()) sum += heldBytes(held.clouds);
    return sum;
  }

  /** Adds a block; must be called in block order, because that is the order partial states are merged in. */
  add(block: number, result: BlockResult, slots: Int32Array): void {
    this.#merge(result, this.#open(slots));
    if (result.clouds === undefined || slots.length === 0) return;
    this.#held.set(block, { clouds: result.clouds, rois: slots.slice(), open: slots.length });
    for (let i = 0; i < slots.length; i++) this.#addPart(slots[i], block, i);
  }

  #addPart(roi: number, block: number, slot: number): void {
    if (this.#firstBlock[roi] < 0) {
      this.#firstBlock[roi] = block;
      this.#firstSlot[roi] = slot;
      return;
    }
    const more = this.#moreParts.get(roi);
    if (more === undefined) this.#moreParts.set(roi, [{ block, slot }]);
    else more.push({ block, slot });
  }

  /** Calls `visit` with the parts of a ROI in block order. */
  #eachPart(roi: number, visit: (block: number, slot: number) => void): void {
    if (this.#firstBlock[roi] < 0) return;
    visit(this.#firstBlock[roi], this.#firstSlot[roi]);
    for (const { block, slot } of this.#moreParts.get(roi) ?? []) visit(block, slot);
  }

  /** Rows of these ROIs, new ones for those that are not open yet. */
  #open(slots: Int32Array): Int32Array {
    if (this.#rowOf.length < this.#table.rois) this.#widen(this.#table.rois);
    let opening = 0;
    for (let i = 0; i < slots.length; i++) if (this.#rowOf[slots[i]] < 0) opening++;
    if (this.#rows + opening > this.#slotOfRow.length) this.#makeRoom(this.#size + opening);
    this.#size += opening;
    return slots.map((slot) => {
      if (this.#rowOf[slot] < 0) {
        this.#rowOf[slot] = this.#rows;
        this.#slotOfRow[this.#rows++] = slot;
      }
      return this.#rowOf[slot];
    });
  }

  #widen(rois: number): void {
    const widened = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(rois).fill(-1);
      wider.set(column);
      return wider;
    };
    this.#rowOf = widened(this.#rowOf);
    this.#firstBlock = widened(this.#firstBlock);
    this.#firstSlot = widened(this.#firstSlot);
  }

  /**
   * Moves the open rows to the front of fresh states. Rows of measured ROIs are not empty, so this is what makes
   * them usable again; half of the rows are free afterwards, so the cost per ROI is constant.
   */
  #makeRoom(rois: number): void {
    const before = this.#slotOfRow.length;
    const capacity = Math.max(64, before, 2 * rois);
    const slotOfRow = new Int32Array(capacity).fill(-1);
    const rows = new Int32Array(this.#size);
    let row = 0;
    for (let old = 0; old < this.#rows; old++) {
      const slot = this.#slotOfRow[old];
      if (slot < 0) continue;
      rows[row] = old;
      slotOfRow[row] = slot;
      this.#rowOf[slot] = row++;
    }
    const moved = (scan: ScanAccumulator, from: ScanState | undefined): ScanState => {
      const into = scan.create(capacity);
      if (from !== undefined) copyRows(from, before, rows, into, capacity);
      return into;
    };
    this.#maskStates = this.#plan.maskScans.map((scan, s) => moved(scan, this.#maskStates[s]));
    this.#intensityStates = Array.from({ length: this.#channels }, (_, c) =>
      this.#plan.intensityScans.map((scan, s) => moved(scan, this.#intensityStates[c]?.[s])),
    );
    this.#slotOfRow = slotOfRow;
    this.#rows = row;
  }

  #merge(result: BlockResult, rows: Int32Array): void {
    // Before the first block with a ROI there are no states to merge into.
    if (rows.length === 0) return;
    this.#plan.maskScans.forEach((scan, s) => scan.merge(this.#maskStates[s], result.maskStates[s], rows));
    result.intensityStates.forEach((states, c) => {
      this.#plan.intensityScans.forEach((scan, s) =>
        scan.merge(this.#intensityStates[c][s], states[s], rows),
      );
    });
  }

  /** Takes finished ROIs (table slots) out as one batch; their rows and parts are forgotten. */
  take(slots: readonly number[]): RoiBatch {
    const n = slots.length;
    const info = new Float64Array(n * infoWidth);
    const rows = new Int32Array(n);
    const partStart = new Int32Array(n + 1);
    const partCloud: number[] = [];
    const partSlot: number[] = [];
    const clouds: (BlockClouds | SpilledClouds)[] = [];
    const cloudOf = new Map<number, number>();
    const addPart = (block: number, slot: number): void => {
      let cloud = cloudOf.get(block);
      if (cloud === undefined) {
        cloud = clouds.push(this.#held.get(block)!.clouds) - 1;
        cloudOf.set(block, cloud);
      }
      partCloud.push(cloud);
      partSlot.push(slot);
    };
    for (let i = 0; i < n; i++) {
      const slot = slots[i];
      info[i * infoWidth] = this.#table.index.labels[slot];
      info[i * infoWidth + 1] = this.#table.count[slot];
      for (let k = 0; k < 6; k++) info[i * infoWidth + 2 + k] = this.#table.bbox[6 * slot + k];
      rows[i] = this.#rowOf[slot];
      this.#eachPart(slot, addPart);
      partStart[i + 1] = partCloud.length;
    }
    const taken = (scan: ScanAccumulator, state: ScanState): ScanState => {
      const out = scan.create(n);
      copyRows(state, this.#slotOfRow.length, rows, out, n);
      return out;
    };
    const batch: RoiBatch = {
      rois: n,
      info,
      partStart,
      partCloud: Int32Array.from(partCloud),
      partSlot: Int32Array.from(partSlot),
      clouds,
      maskStates: this.#plan.maskScans.map((scan, s) => taken(scan, this.#maskStates[s])),
      intensityStates: this.#intensityStates.map((states) =>
        this.#plan.intensityScans.map((scan, s) => taken(scan, states[s])),
      ),
    };
    this.#forget(slots);
    return batch;
  }

  #forget(slots: readonly number[]): void {
    const forgetPart = (block: number, part: number): void => {
      const held = this.#held.get(block)!;
      held.rois[part] = -1;
      held.open--;
      if (held.open === 0) this.#held.delete(block);
    };
    for (const slot of slots) {
      this.#slotOfRow[this.#rowOf[slot]] = -1;
      this.#rowOf[slot] = -1;
      this.#eachPart(slot, forgetPart);
      this.#firstBlock[slot] = -1;
      this.#moreParts.delete(slot);
    }
    this.#size -= slots.length;
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
    held.rois.forEach((roi, slot) => {
      if (this.#firstBlock[roi] === block) this.#firstSlot[roi] = slot;
      else this.#moreParts.get(roi)!.find((part) => part.block === block)!.slot = slot;
    });
  }

  /** Moves the largest clouds to `store` until at most `budget` bytes are in memory. */
  spill(budget: number, store: SpillStore): void {
    let bytes = this.bytes;
    if (bytes <= budget) return;
    const largest = [...this.#held].sort(
      (a, b) => heldBytes(b[1].clouds) - heldBytes(a[1].clouds) || a[0] - b[0],
    );
    for (const [block, held] of largest) {
      if (bytes <= budget) return;
      if (isSpilled(held.clouds)) continue;
      bytes -= heldBytes(held.clouds);
      if (held.open < held.rois.length) this.#compact(block, held);
      this.spilledBytes += heldBytes(held.clouds);
      held.clouds = spillClouds(held.clouds, store);
      bytes += heldBytes(held.clouds);
    }
  }
}
