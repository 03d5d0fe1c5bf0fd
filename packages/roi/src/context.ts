/**
 * What is known about an image and a ROI before any of their pixels are measured.
 * @module
 */
import type { Token } from "./token.ts";
import { nothing } from "./token.ts";

/** Geometry shared by all ROIs of an image. */
export interface ImageContext {
  /** Pixels along x, y and z; a 2D image has depth 1. */
  readonly size: readonly [width: number, height: number, depth: number];
  readonly ndim: 2 | 3;
  /** Size of a pixel in the unit of the table's length columns; 1 when lengths are given in pixels. */
  readonly spacing: readonly [x: number, y: number, z: number];
  /** Physical size of a pixel, micrometres, when the image states it or the user gave it. */
  readonly spacingUm?: readonly [x: number, y: number, z: number];
}

/** Identity and extent of a ROI. Upper bounds are exclusive, coordinates are image coordinates, pixels. */
export interface RoiInfo {
  readonly label: number;
  /** Number of pixels with this label. */
  readonly count: number;
  readonly x0: number;
  readonly y0: number;
  readonly z0: number;
  readonly x1: number;
  readonly y1: number;
  readonly z1: number;
  readonly image: ImageContext;
}

/** Identity and extent of the ROI; free. */
export const roiInfo: Token<RoiInfo, "info"> = { kind: "info", key: "roi", needs: nothing };
