import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";

/** How the pixel data of a file are coded; `raw` needs no decoder. */
export type PixelCoding = "raw" | "rle" | "jpeg" | "jpeg-lossless" | "jpeg-ls" | "jpeg-2000" | "htj2k";

const codings: Readonly<Record<string, PixelCoding>> = {
  "1.2.840.10008.1.2": "raw",
  "1.2.840.10008.1.2.1": "raw",
  "1.2.840.10008.1.2.1.99": "raw",
  "1.2.840.10008.1.2.2": "raw",
  "1.2.840.10008.1.2.5": "rle",
  "1.2.840.10008.1.2.4.50": "jpeg",
  "1.2.840.10008.1.2.4.51": "jpeg",
  "1.2.840.10008.1.2.4.57": "jpeg-lossless",
  "1.2.840.10008.1.2.4.70": "jpeg-lossless",
  "1.2.840.10008.1.2.4.80": "jpeg-ls",
  "1.2.840.10008.1.2.4.81": "jpeg-ls",
  "1.2.840.10008.1.2.4.90": "jpeg-2000",
  "1.2.840.10008.1.2.4.91": "jpeg-2000",
  "1.2.840.10008.1.2.4.201": "htj2k",
  "1.2.840.10008.1.2.4.202": "htj2k",
  "1.2.840.10008.1.2.4.203": "htj2k",
};

export const bigEndianSyntax = "1.2.840.10008.1.2.2";

/** The coding of a transfer syntax (PS3.5, annex A). @throws PixelmetryError `unsupported-format` */
export function pixelCoding(source: ByteSource, syntax: string): PixelCoding {
  if (Object.hasOwn(codings, syntax)) return codings[syntax];
  throw new PixelmetryError("unsupported-format", {
    what: "the transfer syntax of the DICOM file is not supported",
    where: source.name,
    expected: "uncompressed, deflated, RLE, JPEG, JPEG lossless, JPEG-LS, JPEG 2000 or HTJ2K",
    received: /^[0-9.]{1,64}$/.test(syntax) ? syntax : "none",
    remedy: "convert it to Explicit VR Little Endian",
    data: { syntax },
  });
}
