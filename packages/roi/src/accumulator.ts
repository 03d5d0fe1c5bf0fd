/**
 * The two kinds of accumulators. Both are create / update / merge / read over typed-array state.
 *
 * | operation | scan accumulator (one row per ROI)            | ROI accumulator (one state per ROI)        | required |
 * |-----------|-----------------------------------------------|--------------------------------------------|----------|
 * | create    | columns for `slots` ROIs, all empty           | empty state                                | yes      |
 * | update    | adds the runs of one block, once per block    | adds the owned pixels of one slab, in order| yes      |
 * | merge     | adds `from` into `into`, leaves `from` as is  | the same                                   | yes      |
 * | read      | value of one row                              | value                                      | yes      |
 *
 * Laws, run by the testkit on every accumulator: **split** (any tiling gives the value of one tile),
 * **identity** (merging an empty state changes nothing), **merge** (associative and commutative, exact
 * for `tolerance` 0), **locality** (a ROI's value does not depend on other ROIs), **dimension** (a
 * depth-1 volume equals the 2D image).
 *
 * States are plain objects of typed arrays and numbers, so that they cross worker boundaries; columns of scan
 * states hold a whole number of elements per slot, because their rows are copied without the accumulator.
 * @module
 */
import type { ImageContext, RoiInfo } from "./context.ts";
import type { PixelArray } from "./pixels.ts";
import type { BoxGeometry, Runs } from "./runs.ts";
import type { Scratch } from "./scratch.ts";
import type { Slab } from "./slab.ts";
import type { Needs, Token, ValuesOf } from "./token.ts";

/** One decoded block of an image with its runs. */
export interface Block {
  readonly image: ImageContext;
  readonly box: BoxGeometry;
  /** Dense labels of the box plus `halo` pixels on every side (0 outside the image). */
  readonly labels: PixelArray;
  /** Dense intensities laid out like `labels`; empty for accumulators that read the mask only. */
  readonly intensity: PixelArray;
  /** Runs of the owned pixels; for intensity accumulators without NaN and infinite pixels. */
  readonly runs: Runs;
  /** Label of each slot. */
  readonly slotLabels: Uint32Array;
}

/** State of a scan accumulator: columns with one row per slot. */
export type ScanState = { readonly [column: string]: ArrayBufferView | number };

/** Constant cost per ROI, fed block by block while the image is read. */
export interface ScanAccumulator<State extends ScanState = ScanState, Value = unknown>
  extends Token<Value, "scan"> {
  /** Mask-only accumulators run once per label image, not once per channel. */
  readonly reads: "mask" | "intensity";
  /**
   * Neighbour context, pixels: `labels` and `intensity` of a block reach at least this far beyond the owned box.
   * A function where it follows from the size of a pixel.
   */
  readonly halo: number | ((image: ImageContext) => number);
  readonly bytesPerRoi: number;
  /** Relative tolerance of the laws; 0 for exact (integer) state. */
  readonly tolerance: number;
  create(slots: number): State;
  update(state: State, block: Block): void;
  /** Adds row i of `from` to row `slotMap[i]` of `into`; rows with a negative target are left out. */
  merge(into: State, from: State, slotMap: Int32Array): void;
  read(state: State, slot: number): Value;
}

/** What a ROI accumulator knows when its state is made. */
export interface RoiSetup<N extends Needs> {
  readonly roi: RoiInfo;
  /** Values of the needs that were ready before this pass; slab tokens are not among them. */
  readonly needs: ValuesOf<N>;
  /** Arrays taken here live until the ROI is finished; states do not keep the scratch itself. */
  readonly scratch: Scratch;
}

/** Fed with the slabs of one finished ROI, in raster order. */
export interface RoiAccumulator<State = unknown, Value = unknown, N extends Needs = Needs>
  extends Token<Value, "roi"> {
  readonly needs: N;
  readonly reads: "mask" | "intensity";
  /** Rows (planes in 3D) that a slab carries beyond its owned ones. */
  readonly halo: number;
  readonly tolerance: number;
  /** Dimensions it is defined in; both when absent. Only features of no more dimensions may need it. */
  readonly dimensions?: readonly (2 | 3)[];
  create(setup: RoiSetup<N>): State;
  /** Arrays taken from `scratch` live until the slab is done. */
  update(state: State, slab: Slab, needs: ValuesOf<N>, scratch: Scratch): void;
  merge(into: State, from: State): void;
  /** Arrays taken from `scratch` live until the ROI is finished. */
  read(state: State, scratch: Scratch): Value;
}

/** Computed once per slab and shared by all accumulators of the pass, e.g. a painted grey-level grid. */
export interface SlabToken<Value = unknown, N extends Needs = Needs> extends Token<Value, "slab"> {
  readonly needs: N;
  readonly reads: "mask" | "intensity";
  readonly halo: number;
  /** Arrays taken from `scratch` live until the slab is done. */
  derive(slab: Slab, needs: ValuesOf<N>, scratch: Scratch): Value;
}

/** Computed once per ROI when everything it needs has been read. */
export interface DerivedToken<Value = unknown, N extends Needs = Needs> extends Token<Value, "derived"> {
  readonly needs: N;
  derive(needs: ValuesOf<N>): Value;
}

type Definition<T extends { readonly kind: string }> = Omit<T, "kind" | "value">;

/** Declares a scan accumulator. */
export function defineScan<State extends ScanState, Value>(
  definition: Definition<ScanAccumulator<State, Value>>,
): ScanAccumulator<State, Value> {
  return { kind: "scan", ...definition };
}

/** Declares a ROI accumulator. */
export function defineAccumulator<State, Value, const N extends Needs>(
  definition: Definition<RoiAccumulator<State, Value, N>>,
): RoiAccumulator<State, Value, N> {
  return { kind: "roi", ...definition };
}

/** Declares an intermediate of a slab. */
export function defineSlabToken<Value, const N extends Needs>(
  definition: Definition<SlabToken<Value, N>>,
): SlabToken<Value, N> {
  return { kind: "slab", ...definition };
}

/** Declares an intermediate of a ROI. */
export function defineDerived<Value, const N extends Needs>(
  definition: Definition<DerivedToken<Value, N>>,
): DerivedToken<Value, N> {
  return { kind: "derived", ...definition };
}
