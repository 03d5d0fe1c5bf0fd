/**
 * One unit of work: intensity images with the label image that says which pixels are whose. Plain data, so
 * that it travels to workers and into reports.
 * @module
 */
import type { LengthUnit } from "../columns.ts";
import type { LabelRules } from "./label-rules.ts";

export interface ImageSpec {
  /** Position in the run; rows are written in this order. */
  readonly index: number;
  /** Name of the (first) intensity image, for tables and messages. */
  readonly image: string;
  /** Name of the label image; empty when the whole image is measured. */
  readonly labelImage: string;
  /** Files with intensities; each contributes its channels. */
  readonly intensity: readonly { readonly path: string; readonly channel?: string }[];
  readonly labels?: string;
  /** Files of volumes that are made of several, by the path above. */
  readonly planes?: Readonly<Record<string, readonly string[]>>;
  /** Files by path that are handed over instead of found by it: those of a browser. */
  readonly contents?: Readonly<Record<string, Blob>>;
}

/** The files that measuring an image reads, each once. */
export function filesOf(
  { intensity, labels, contents = {}, planes = {} }: ImageSpec,
  readsIntensity: boolean,
): readonly { readonly path: string; readonly content?: Blob }[] {
  const read = readsIntensity || labels === undefined ? intensity.map(({ path }) => path) : [];
  const images = [...read, ...(labels === undefined ? [] : [labels])];
  const paths = new Set(images.flatMap((path) => planes[path] ?? [path]));
  return [...paths].map((path) => ({
    path,
    ...(contents[path] === undefined ? {} : { content: contents[path] }),
  }));
}

/** How every image of a run is opened. */
export interface OpenSettings {
  /** Channels by number or name; all when absent. */
  readonly channels?: readonly string[];
  /** Plane of a stack; the whole volume when absent. */
  readonly z?: number;
  readonly frame?: number;
  /** Resolution level, 0 = full. */
  readonly level?: number;
  /** Unit of lengths in the table. */
  readonly unit: LengthUnit;
  /** Physical pixel size, micrometres, in the place of what files state. */
  readonly spacingUm?: readonly [number, number, number];
  /** Labels that are left out, and labels that are one ROI. */
  readonly labelRules?: LabelRules;
}
