/**
 * What a run tells while it goes on. Events carry data, never text for people.
 * @module
 */
import type { PixelmetryError } from "@pixelmetry/roi";

export type RunEvent =
  | { readonly type: "start"; readonly images: number; readonly features: number; readonly workers: number }
  | { readonly type: "progress"; readonly image: string; readonly fraction: number; readonly rois: number }
  | {
      readonly type: "image";
      readonly image: string;
      readonly rois: number;
      readonly seconds: number;
      readonly done: number;
    }
  | { readonly type: "warning"; readonly message: string; readonly data?: Readonly<Record<string, unknown>> }
  | { readonly type: "failure"; readonly image: string; readonly error: PixelmetryError }
  | {
      readonly type: "done";
      readonly images: number;
      readonly failed: number;
      readonly rois: number;
      readonly seconds: number;
    };
