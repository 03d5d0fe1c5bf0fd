/**
 * A drawing as plain data: laid out once, then written as SVG or painted to pixels.
 * @module
 */
import type { RgbImage } from "./png.ts";

/** Later marks lie above earlier ones. Lengths are pixels, y grows downwards; colours are `#rrggbb`. */
export type Mark =
  | {
      readonly kind: "rectangle";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      readonly opacity?: number;
      readonly radius?: number;
    }
  | { readonly kind: "polygon"; readonly points: readonly Point[]; readonly fill: string }
  | {
      readonly kind: "line";
      readonly from: Point;
      readonly to: Point;
      readonly width: number;
      readonly stroke: string;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly text: string;
      /** Height of an em. */
      readonly size: number;
      readonly fill: string;
      readonly bold?: boolean;
      readonly anchor?: "start" | "middle" | "end";
    }
  | { readonly kind: "picture"; readonly x: number; readonly y: number; readonly image: RgbImage };

export type Point = readonly [x: number, y: number];

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What a reader who cannot see the drawing is told. */
  readonly title: string;
  readonly background: string;
  readonly marks: readonly Mark[];
}
