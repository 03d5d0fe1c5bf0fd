/**
 * The image formats. A format is one file plus one entry here; its code is loaded when the first file of its
 * kind is opened.
 * @module
 */
import type { ByteSource } from "./bytes/byte-source.ts";
import { isDicom } from "./dicom/signature.ts";
import { isMetaImage } from "./metaimage/signature.ts";
import { isNifti } from "./nifti/signature.ts";
import { isNrrd } from "./nrrd/signature.ts";
import type { ImageSource, OpenOptions } from "./source.ts";
import { isTiff } from "./tiff/signature.ts";

/** How to recognise and open one format. */
export interface ImageFormat {
  readonly name: string;
  /** Whether a file that starts with `head` (up to 1024 bytes) is of this format. */
  matches(head: Uint8Array): boolean;
  /** Whether a file of this format may be wrapped in gzip as a whole: it is then read as a stream. */
  readonly gzip?: boolean;
  load(): Promise<{ open(source: ByteSource, options: OpenOptions): Promise<ImageSource> }>;
}

/** DICOM comes first: what precedes its mark may be the header of a TIFF file. */
export const formats: readonly ImageFormat[] = [
  {
    name: "DICOM",
    matches: isDicom,
    load: async () => ({ open: (await import("./dicom/open-dicom.ts")).openDicom }),
  },
  {
    name: "TIFF",
    matches: isTiff,
    load: async () => ({ open: (await import("./tiff/tiff-image.ts")).openTiff }),
  },
  {
    name: "NIfTI",
    matches: isNifti,
    gzip: true,
    load: async () => ({ open: (await import("./nifti/open-nifti.ts")).openNifti }),
  },
  {
    name: "NRRD",
    matches: isNrrd,
    load: async () => ({ open: (await import("./nrrd/open-nrrd.ts")).openNrrd }),
  },
  {
    name: "MetaImage",
    matches: isMetaImage,
    load: async () => ({ open: (await import("./metaimage/open-metaimage.ts")).openMetaImage }),
  },
];
