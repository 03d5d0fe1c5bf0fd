/**
 * What a reader offers, whatever the file format: the geometry of an image and positional reads of
 * rectangles in its native pixel type.
 * @module
 */
import type { DType, PixelArray } from "@pixelmetry/roi";

/** Distance between neighbouring pixel centres along x, y and z. */
export interface Spacing {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Unit of the three numbers; `pixel` when the file states none. */
  readonly unit: "pixel" | "um" | "mm";
}

/**
 * Where the voxels of a volume lie in the patient: the convention of DICOM and ITK (LPS), millimetres, x to the
 * left, y to the back, z to the head.
 */
export interface Placement {
  /** Centre of pixel (0, 0, 0). */
  readonly origin: readonly [number, number, number];
  /** Unit vectors along which x, y and z of the pixel grid increase. */
  readonly directions: readonly [Vector, Vector, Vector];
}

export type Vector = readonly [number, number, number];

/** Geometry and content of one opened image at one resolution level. */
export interface ImageInfo {
  /** File name without folder, for tables and messages. */
  readonly name: string;
  /** Pixels along x, y and z; a 2D image has depth 1. */
  readonly size: readonly [width: number, height: number, depth: number];
  readonly dtype: DType;
  /** Storage unit along x and y, pixels: reads aligned to it touch each tile once. A strip is as wide as the image. */
  readonly tile: readonly [width: number, height: number];
  /** Number of channels that {@link ImageSource.read} accepts. */
  readonly channels: number;
  /** One name per channel; empty string where the file names none. */
  readonly channelNames: readonly string[];
  /** Number of time points. */
  readonly frames: number;
  readonly spacing: Spacing;
  /** Position and orientation; absent when the file states none. Pixels keep their stored order whatever it is. */
  readonly placement?: Placement;
  /** Sizes of all resolution levels, full resolution first; this source is opened at `level`. */
  readonly levels: readonly (readonly [width: number, height: number])[];
  readonly level: number;
  /** What a user should know about how the file was understood, one sentence each without a full stop. */
  readonly notes?: readonly string[];
}

/** A rectangle of one plane, pixels; it must lie inside the image. */
export interface PlaneRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Plane, channel and time point, 0-based; default 0. */
  readonly z?: number;
  readonly channel?: number;
  readonly frame?: number;
}

/** An opened image. Reads may run concurrently; `close` releases the file. */
export interface ImageSource {
  readonly info: ImageInfo;
  /**
   * Copies a rectangle into `out` (same element type as `info.dtype`): pixel (x, y) of the region goes to
   * `out[offset + (y - region.y) * stride + (x - region.x)]`.
   * @throws PixelmetryError `corrupt-input` when stored data are truncated or do not decode
   */
  read(region: PlaneRegion, out: PixelArray, offset: number, stride: number): Promise<void>;
  close(): Promise<void>;
}

/** What `openImage` accepts besides a path or URL. */
export interface OpenOptions {
  /** Resolution level of a pyramid, 0 = full resolution. */
  readonly level?: number;
  /** Name used in messages and tables; default is the file name. */
  readonly name?: string;
  /** Which image of a file that holds several (an OME-TIFF with several Image elements), default 0. */
  readonly image?: number;
  /** For labels in DICOM (SEG, RTSTRUCT): the image whose grid they are to have; contours have none of their own. */
  readonly grid?: ImageInfo;
  /** For labels in DICOM: numbers or names of the segments that become labels; all when absent. */
  readonly segments?: readonly string[];
  /** For URLs: replacement for the global `fetch`, for example one that signs requests. */
  readonly fetch?: typeof globalThis.fetch;
  /** For URLs: ends all requests. */
  readonly signal?: AbortSignal;
}
