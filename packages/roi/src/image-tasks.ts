/**
 * The three tasks an image is measured by. Each is a pure function of the image and its arguments, so they
 * run anywhere: in this thread, in a worker, on another day.
 * @module
 */
import type { Block, ScanState } from "./accumulator.ts";
import { BlockBuffers } from "./block-buffers.ts";
import { type Allocate, type BlockClouds, packClouds } from "./block-clouds.ts";
import { type BlockBox, blockGrid } from "./block-grid.ts";
import { LabelIndex } from "./label-index.ts";
import { RoiMeasurer } from "./measure-rois.ts";
import { bytesPerElement, type PixelArray, pixelArray } from "./pixels.ts";
import { type Plan, scanHalo } from "./plan.ts";
import type { ImageReader, PlaneReader } from "./reader.ts";
import type { RoiBatch, RowBatch } from "./roi-batch.ts";
import { type BoxGeometry, finiteRuns, labelRuns, type Runs } from "./runs.ts";
import type { SpillStore } from "./spill.ts";

/** Labels of a block with their pixel counts and bounding boxes (upper bounds exclusive). */
export interface BlockSurvey {
  readonly labels: Uint32Array;
  readonly count: Float64Array;
  /** Six columns per label: x0, y0, z0, x1, y1, z1. */
  readonly bbox: Int32Array;
}

/** What reading a block leaves behind. */
export interface BlockResult extends BlockSurvey {
  readonly maskStates: readonly ScanState[];
  readonly intensityStates: readonly (readonly ScanState[])[];
  /** Absent when no feature needs pixels after the scan. */
  readonly clouds?: BlockClouds;
  /** NaN and infinite pixels inside ROIs, per channel. */
  readonly nonFinite: readonly number[];
}

/** The tasks of one image, wherever they run. */
export interface ImageTasks {
  /** Which ROIs are in a block; reads labels only. */
  survey(block: number): Promise<BlockSurvey>;
  /** Reads a block, updates scan accumulators and packs the pixels of its ROIs. */
  collect(block: number): Promise<BlockResult>;
  /** Measures finished ROIs. */
  measure(batch: RoiBatch): Promise<RowBatch>;
}

/** The blocks of an image: a function of its size, tiles and pixel types only. */
export function imageBlocks(image: ImageReader): BlockBox[] {
  const bytes = [image.labels, ...image.channels].reduce(
    (sum, plane) => sum + bytesPerElement(plane.dtype),
    0,
  );
  return blockGrid(image.context.size, image.tile, bytes);
}

/** Runs the tasks in this thread. */
export class LocalImageTasks implements ImageTasks {
  readonly #image: ImageReader;
  readonly #plan: Plan;
  readonly #blocks: readonly BlockBox[];
  readonly #allocate: Allocate;
  readonly #measurer: RoiMeasurer;
  readonly #buffers: BlockBuffers;

  constructor(
    image: ImageReader,
    plan: Plan,
    options: {
      readonly measurer?: RoiMeasurer;
      readonly store?: SpillStore;
      readonly allocate?: Allocate;
      /** Buffers that several images share one after the other. */
      readonly buffers?: BlockBuffers;
      /** Other blocks than those of {@link imageBlocks}; tests use it to show that values do not depend on them. */
      readonly blocks?: readonly BlockBox[];
    } = {},
  ) {
    this.#image = image;
    this.#plan = plan;
    this.#blocks = options.blocks ?? imageBlocks(image);
    this.#buffers = options.buffers ?? new BlockBuffers();
    this.#allocate = options.allocate ?? ((bytes) => new ArrayBuffer(bytes));
    this.#measurer = options.measurer ?? new RoiMeasurer(plan, image.channels.length, options.store);
  }

  async survey(block: number): Promise<BlockSurvey> {
    const box = this.#blocks[block];
    const index = new LabelIndex();
    const { pixels, geometry } = await this.#read(this.#image.labels, box, 0);
    const survey = summarise(labelRuns(pixels, geometry, index, this.#image.where), index);
    this.#buffers.give(pixels.buffer);
    return survey;
  }

  async collect(block: number): Promise<BlockResult> {
    const box = this.#blocks[block];
    const plan = this.#plan;
    const index = new LabelIndex();
    const halo = scanHalo(plan, this.#image.context);
    const { pixels: labels, geometry } = await this.#read(this.#image.labels, box, halo);
    const runs = labelRuns(labels, geometry, index, this.#image.where);
    const slotLabels = index.labels.subarray(0, index.count);
    const block0 = { image: this.#image.context, box: geometry, labels, slotLabels };
    const maskStates = plan.maskScans.map((scan) => {
      const state = scan.create(index.count);
      scan.update(state, { ...block0, intensity: noPixels, runs } satisfies Block);
      return state;
    });
    const intensityStates: ScanState[][] = [];
    const intensities: PixelArray[] = [];
    const nonFinite: number[] = [];
    if (plan.readsIntensity && runs.count > 0) {
      for (const channel of this.#image.channels) {
        const { pixels: intensity } = await this.#read(channel, box, halo);
        const finite = finiteRuns(runs, intensity);
        nonFinite.push(finite === runs ? 0 : pixelsOf(runs) - pixelsOf(finite));
        intensityStates.push(
          plan.intensityScans.map((scan) => {
            const state = scan.create(index.count);
            scan.update(state, { ...block0, intensity, runs: finite } satisfies Block);
            return state;
          }),
        );
        intensities.push(intensity);
      }
    }
    const kept = plan.keepsIntensity ? intensities : [];
    const clouds = plan.passes.length > 0 ? packClouds(runs, index.count, kept, this.#allocate) : undefined;
    for (const { buffer } of [labels, ...intensities]) this.#buffers.give(buffer);
    return {
      ...summarise(runs, index),
      maskStates,
      intensityStates,
      nonFinite,
      ...(clouds === undefined ? {} : { clouds }),
    };
  }

  async measure(batch: RoiBatch): Promise<RowBatch> {
    return this.#measurer.measure(batch, this.#image.context);
  }

  /** Reads a block with `halo` pixels around it; pixels outside the image are 0. */
  async #read(
    plane: PlaneReader,
    box: BlockBox,
    halo: number,
  ): Promise<{ pixels: PixelArray; geometry: BoxGeometry }> {
    const [width, height, depth] = this.#image.context.size;
    const haloZ = this.#image.context.ndim === 3 ? halo : 0;
    const pitchY = box.width + 2 * halo;
    const pitchZ = pitchY * (box.height + 2 * halo);
    const length = pitchZ * (box.depth + 2 * haloZ);
    const pixels = pixelArray(
      plane.dtype,
      this.#buffers.take(length * bytesPerElement(plane.dtype)),
      0,
      length,
    );
    // Reading fills the image's part of the box; what a halo has outside the image must not be left over.
    if (halo > 0) pixels.fill(0);
    const x0 = Math.max(0, box.x - halo);
    const y0 = Math.max(0, box.y - halo);
    const region = {
      x: x0,
      y: y0,
      width: Math.min(width, box.x + box.width + halo) - x0,
      height: Math.min(height, box.y + box.height + halo) - y0,
    };
    for (let z = Math.max(0, box.z - haloZ); z < Math.min(depth, box.z + box.depth + haloZ); z++) {
      const offset = (z - box.z + haloZ) * pitchZ + (y0 - box.y + halo) * pitchY + (x0 - box.x + halo);
      // Awaiting a value that is there already would cost a turn of the event loop per plane.
      const reading = plane.read({ ...region, z }, pixels, offset, pitchY);
      if (reading !== undefined) await reading;
    }
    const { x, y, z, width: w, height: h, depth: d } = box;
    const origin = haloZ * pitchZ + halo * pitchY + halo;
    return { pixels, geometry: { x, y, z, width: w, height: h, depth: d, origin, pitchY, pitchZ } };
  }
}

const noPixels = new Uint8Array(0);

function pixelsOf(runs: Runs): number {
  let sum = 0;
  for (let r = 0; r < runs.count; r++) sum += runs.length[r];
  return sum;
}

function summarise(runs: Runs, index: LabelIndex): BlockSurvey {
  const n = index.count;
  const count = new Float64Array(n);
  const bbox = new Int32Array(6 * n);
  for (let s = 0; s < n; s++) bbox.fill(0x7fffffff, 6 * s, 6 * s + 3);
  for (let r = 0; r < runs.count; r++) {
    const s = runs.slot[r];
    const b = 6 * s;
    const x = runs.x[r];
    const y = runs.y[r];
    const z = runs.z[r];
    const end = x + runs.length[r];
    count[s] += runs.length[r];
    if (x < bbox[b]) bbox[b] = x;
    if (y < bbox[b + 1]) bbox[b + 1] = y;
    if (z < bbox[b + 2]) bbox[b + 2] = z;
    if (end > bbox[b + 3]) bbox[b + 3] = end;
    if (y >= bbox[b + 4]) bbox[b + 4] = y + 1;
    if (z >= bbox[b + 5]) bbox[b + 5] = z + 1;
  }
  return { labels: index.labels.slice(0, n), count, bbox };
}
