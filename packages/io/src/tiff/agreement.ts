/**
 * Checks that the parts of a file agree, before any pixel is read.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { corrupt } from "./corrupt.ts";
import type { Ifd } from "./ifd.ts";
import type { PageLayout } from "./layout.ts";
import type { Series } from "./series.ts";
import { Tag } from "./tags.ts";

/** Checks sizes and types that metadata claim against the tags. */
export function checkClaims(
  source: ByteSource,
  { claimedSize, claimedType }: Series,
  layout: PageLayout,
): void {
  if (claimedSize && (claimedSize[0] !== layout.width || claimedSize[1] !== layout.height)) {
    throw new PixelmetryError("geometry-mismatch", {
      what: "the OME-XML and the TIFF tags state different image sizes",
      where: source.name,
      expected: `${claimedSize[0]} x ${claimedSize[1]} from the OME-XML`,
      received: `${layout.width} x ${layout.height}`,
      remedy: "export the file again",
    });
  }
  if (!claimedType) return;
  const { bits, kind } = layout;
  const type =
    bits === 1
      ? "bit"
      : kind === "float"
        ? ({ 16: "half", 32: "float", 64: "double" }[bits] ?? "float")
        : `${kind}${8 * Math.ceil(bits / 8)}`;
  // Packed bits are also declared by the type that holds them.
  if (claimedType === type || (bits < 16 && claimedType === layout.dtype)) return;
  throw corrupt(source, "the OME-XML and the TIFF tags state different pixel types", {
    expected: `${claimedType} from the OME-XML`,
    received: type,
  });
}

/** Checks the pages against the first from their directories alone, before any pixel is read. */
export function checkSamePages(
  source: ByteSource,
  { pages }: Series,
  chain: readonly Ifd[],
  first: Ifd,
): void {
  const tags = [Tag.ImageWidth, Tag.ImageLength, Tag.SamplesPerPixel, Tag.BitsPerSample, Tag.SampleFormat];
  const expected = tags.map((tag) => first.peek(tag));
  for (let i = 0; i < pages.length; i++) {
    const ifd = chain[pages[i]];
    for (let j = 0; j < tags.length; j++) {
      const value = ifd.peek(tags[j]);
      if (value === expected[j] || (j >= 2 && (value ?? 1) === (expected[j] ?? 1))) continue;
      const shape = (page: Ifd) =>
        `${page.peek(Tag.ImageWidth)} x ${page.peek(Tag.ImageLength)} pixels, ` +
        `${page.peek(Tag.SamplesPerPixel) ?? 1} samples of ${page.peek(Tag.BitsPerSample) ?? "several"} bits`;
      throw differs(source, `page ${pages[i] + 1}`, shape(first), shape(ifd));
    }
  }
}

/** Checks a page or level that is about to be read. */
export function checkSame(source: ByteSource, what: string, layout: PageLayout, expected: PageLayout): void {
  const shape = ({ width, height, dtype, samples }: PageLayout) =>
    `${width} x ${height} ${dtype}, ${samples} samples`;
  if (shape(layout) !== shape(expected)) throw differs(source, what, shape(expected), shape(layout));
}

function differs(source: ByteSource, what: string, expected: string, received: string): PixelmetryError {
  return new PixelmetryError("geometry-mismatch", {
    what: `${what} does not match the first page of the image`,
    where: source.name,
    expected,
    received,
    remedy: "save images of different shape as separate files",
  });
}
