/**
 * The way of the data for one image: survey, read block by block, retire ROIs after their last block,
 * measure them, complete their rows. The tasks may run here or in workers; the order in which partial
 * results are merged is the order of the blocks, so the values do not depend on where and when.
 * @module
 */

import type { Allocate } from "./block-clouds.ts";
import { breathe } from "./breathe.ts";
import { PixelmetryError } from "./errors.ts";
import type { BlockResult, ImageTasks } from "./image-tasks.ts";
import { rowLayout } from "./layout.ts";
import { OpenRois } from "./open-rois.ts";
import type { Plan } from "./plan.ts";
import type { RowBatch } from "./roi-batch.ts";
import { RoiTable } from "./roi-table.ts";
import { RowStore } from "./row-store.ts";
import type { SpillStore } from "./spill.ts";

export interface MeasureOptions {
  /** Tasks that may be under way at once; 1 when tasks run in this thread. */
  readonly concurrency?: number;
  /** Bytes that pixel clouds and rows may hold in memory before they spill; unlimited without a store. */
  readonly memoryBudget?: number;
  readonly store?: SpillStore;
  readonly allocate?: Allocate;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImageProgress) => void;
}

export interface ImageProgress {
  readonly blocksRead: number;
  readonly blocks: number;
  readonly roisMeasured: number;
  /** Known after the survey, or once the whole image is read. */
  readonly rois: number;
}

export interface ImageResult {
  readonly rows: RowStore;
  /** NaN and infinite pixels inside ROIs, per channel. */
  readonly nonFinite: readonly number[];
  /** Bytes of pixel clouds that went through the spill file. */
  readonly spilledBytes: number;
  /** Estimated nanoseconds by token key or feature id; reading and scanning are not among them. */
  readonly nanoseconds: ReadonlyMap<string, number>;
}

/** ROIs (and their pixels) that one measuring task gets: large enough to be worth a message, small enough to balance. */
const batchRois = 1024;
const batchPixels = 1 << 19;

/**
 * Measures all ROIs of an image.
 * @throws PixelmetryError `no-roi` when the label image is empty, `aborted` when the signal fires,
 *   and whatever reading throws
 */
export async function measureImage(
  tasks: ImageTasks,
  blocks: number,
  plan: Plan,
  channels: number,
  where: string,
  options: MeasureOptions = {},
): Promise<ImageResult> {
  const { concurrency = 1, memoryBudget = Number.POSITIVE_INFINITY, store, signal, onProgress } = options;
  const goOn = (): void => {
    if (signal?.aborted) throw aborted(where, signal.reason);
  };
  const table = new RoiTable();
  // One block is read once: every ROI is complete after it, so there is nothing to learn from a survey.
  const surveyed = blocks > 1;
  if (surveyed) {
    for await (const [survey, block] of inOrder(blocks, concurrency, (b) => tasks.survey(b), goOn)) {
      table.add(survey, block);
    }
    if (table.rois === 0) throw noRoi(where);
  }
  const allocate = options.allocate ?? ((bytes: number) => new ArrayBuffer(bytes));
  const open = new OpenRois(plan, table, channels, allocate);
  const rows = new RowStore(rowLayout(plan, channels), memoryBudget / 4, store);
  const nanoseconds = new Map<string, number>();
  const nonFinite = new Array<number>(channels).fill(0);
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];

  const measure = async (slots: readonly number[]): Promise<void> => {
    while (underWay.size >= concurrency) await Promise.race(underWay);
    const task = tasks
      .measure(open.take(slots))
      .then((batch: RowBatch) => {
        rows.append(batch);
        for (const [key, ns] of batch.nanoseconds ?? [])
          nanoseconds.set(key, (nanoseconds.get(key) ?? 0) + ns);
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(task));
    underWay.add(task);
    if (concurrency === 1) await task;
    if (failures.length > 0) throw failures[0];
  };

  const retireUpTo = blocksByLast(table);
  try {
    for await (const [result, block] of inOrder(blocks, concurrency, (b) => tasks.collect(b), goOn)) {
      addBlock(open, table, result, block, surveyed);
      result.nonFinite.forEach((n, c) => void (nonFinite[c] += n));
      const progress = () =>
        onProgress?.({ blocksRead: block + 1, blocks, roisMeasured: rows.rows, rois: table.rois });
      const retired = surveyed ? retireUpTo(block) : Array.from({ length: table.rois }, (_, s) => s);
      for (const batch of batches(retired, table)) {
        goOn();
        await measure(batch);
        progress();
        await breathe();
      }
      open.shrink();
      if (store !== undefined) open.spill(memoryBudget / 2, store);
      progress();
    }
  } finally {
    // What is under way may read from the store, which the caller is free to delete when this returns or throws.
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  if (table.rois === 0) throw noRoi(where);
  return { rows, nonFinite, spilledBytes: open.spilledBytes, nanoseconds };
}

function addBlock(
  open: OpenRois,
  table: RoiTable,
  result: BlockResult,
  block: number,
  surveyed: boolean,
): void {
  const slots = surveyed ? slotsOf(result.labels, table) : table.add(result, block);
  open.add(block, result, slots);
}

function slotsOf(labels: Uint32Array, table: RoiTable): Int32Array {
  const slots = new Int32Array(labels.length);
  for (let i = 0; i < slots.length; i++) slots[i] = table.index.get(labels[i]);
  return slots;
}

/** Slots by the block after which they are complete. */
function blocksByLast(table: RoiTable): (block: number) => number[] {
  const byBlock = new Map<number, number[]>();
  for (let slot = 0; slot < table.rois; slot++) {
    const list = byBlock.get(table.lastBlock[slot]);
    if (list === undefined) byBlock.set(table.lastBlock[slot], [slot]);
    else list.push(slot);
  }
  return (block) => byBlock.get(block) ?? [];
}

function* batches(slots: readonly number[], table: RoiTable): Generator<readonly number[]> {
  let batch: number[] = [];
  let pixels = 0;
  for (const slot of slots) {
    batch.push(slot);
    pixels += table.count[slot];
    if (batch.length >= batchRois || pixels >= batchPixels) {
      yield batch;
      batch = [];
      pixels = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Results of tasks 0..count in order, at most `ahead` under way. */
async function* inOrder<T>(
  count: number,
  ahead: number,
  start: (index: number) => Promise<T>,
  goOn: () => void,
): AsyncGenerator<readonly [T, number]> {
  const pending: Promise<T>[] = [];
  let next = 0;
  try {
    for (let index = 0; index < count; index++) {
      goOn();
      while (next < count && next < index + ahead) {
        const task = start(next++);
        // A failure is reported when its turn comes; until then it must not count as unhandled.
        task.catch(() => undefined);
        pending.push(task);
      }
      yield [await pending.shift()!, index];
      await breathe();
    }
  } finally {
    await Promise.allSettled(pending);
  }
}

function aborted(where: string, reason: unknown): PixelmetryError {
  const what = "measuring was stopped before all ROIs were measured";
  return new PixelmetryError("aborted", { where, what }, { cause: reason });
}

function noRoi(where: string): PixelmetryError {
  return new PixelmetryError("no-roi", {
    where,
    what: "the label image holds no ROI",
    expected: "at least one pixel with a label over 0",
    remedy: "check the segmentation, or leave the labels out to measure the whole image",
  });
}
