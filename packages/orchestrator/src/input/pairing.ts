/**
 * What a user names as input, and what pairing makes of it.
 * @module
 */
import type { PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "./image-spec.ts";
import type { ListedFile } from "./list-files.ts";

export interface InputRequest {
  /** Files and folders with intensities. */
  readonly intensity: readonly string[];
  /** Files and folders with labels; absent: whole images are measured. */
  readonly labels?: readonly string[];
  /** Regular expression on file names of intensity images. */
  readonly pattern?: string;
  /** The same for label images; `pattern` when absent. */
  readonly labelPattern?: string;
  /** CSV file with columns intensity, labels and, optionally, channel. */
  readonly mapping?: string;
}

/** A file that has no partner; the run goes on without it. */
export interface Unpaired {
  readonly file: string;
  readonly error: PixelmetryError;
}

export interface Pairing {
  readonly images: readonly ImageSpec[];
  readonly unpaired: readonly Unpaired[];
}

/** A file with the channel that its name or a mapping gives it. */
export interface KeyedFile extends ListedFile {
  readonly channel?: string;
}

/** Files of one image as a unit of work. */
export function imageSpec(index: number, files: readonly KeyedFile[], labels?: ListedFile): ImageSpec {
  return {
    index,
    image: files[0].name,
    labelImage: labels?.name ?? "",
    intensity: files.map(({ path, channel }) => ({ path, ...(channel === undefined ? {} : { channel }) })),
    ...(labels === undefined ? {} : { labels: labels.path }),
  };
}
