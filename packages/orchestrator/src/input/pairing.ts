/**
 * What a user names as input, and what pairing makes of it.
 * @module
 */
import type { PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "./image-spec.ts";

export interface ListedFile {
  readonly path: string;
  readonly name: string;
  /** The files of a volume in several; `path` is then one of them. */
  readonly planes?: readonly string[];
}

/** What was given: files, and whether any of it was a folder. */
export interface Listing {
  readonly files: readonly ListedFile[];
  readonly fromFolder: boolean;
}

export interface InputRequest extends Patterns {
  /** Files and folders with intensities. */
  readonly intensity: readonly string[];
  /** Files and folders with labels; absent: whole images are measured. */
  readonly labels?: readonly string[];
  /** CSV file with columns intensity, labels and, optionally, channel. */
  readonly mapping?: string;
}

/** How files pair by name. */
export interface Patterns {
  /** Regular expression on file names of intensity images. */
  readonly pattern?: string;
  /** The same for label images; `pattern` when absent. */
  readonly labelPattern?: string;
}

/** What the two sides of a pair are called in messages. */
export interface PairTerms {
  readonly first: string;
  readonly second: string;
  readonly firstFlag: string;
  readonly secondFlag: string;
  readonly firstPattern: string;
  readonly secondPattern: string;
}

export const imageTerms: PairTerms = {
  first: "intensity image",
  second: "label image",
  firstFlag: "--intensity",
  secondFlag: "--labels",
  firstPattern: "--pattern",
  secondPattern: "--label-pattern",
};

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
  const volumes = [...files, ...(labels === undefined ? [] : [labels])].flatMap(({ path, planes }) =>
    planes === undefined ? [] : [[path, planes] as const],
  );
  return {
    index,
    image: files[0].name,
    labelImage: labels?.name ?? "",
    intensity: files.map(({ path, channel }) => ({ path, ...(channel === undefined ? {} : { channel }) })),
    ...(labels === undefined ? {} : { labels: labels.path }),
    ...(volumes.length === 0 ? {} : { planes: Object.fromEntries(volumes) }),
  };
}

/** File name endings that folders are searched for; a file that is named directly is opened whatever its name. */
export const imageEndings = /(\.ome)?\.(tiff?|btf|tf2|tf8)$|\.nii(\.gz)?$|\.(hdr|nrrd|nhdr|mha|mhd)$/i;

/** Endings that DICOM files have; many have none. */
export const dicomEndings = /\.(dcm|dicom|ima)$/i;

const collator = new Intl.Collator("en", { numeric: true });

/** img2 comes before img10; names that differ only in case keep a fixed order. */
export const naturalOrder = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
