/**
 * What the reader refuses, each with a reason and a way out.
 * @module
 */
import { bytesPerElement, PixelmetryError } from "@pixelmetry/roi";
import type { PageLayout } from "./layout.ts";
import { compressionName, photometricName } from "./tags.ts";

/** Largest tile or strip that is decoded in one piece; larger ones would have to fit in memory twice. */
const largestTile = 2 ** 30;

/** Compressions that the reader decodes; the codecs are registered in `codecs/index.ts`. */
const compressions = new Set([1, 5, 7, 8, 32773, 32946, 50000]);

/**
 * Refuses a tile that cannot be decoded in one piece.
 * @throws PixelmetryError `unsupported-format`
 */
export function checkTileSize(layout: PageLayout): void {
  const pixels = layout.tileWidth * layout.tileHeight * layout.samplesPerTile;
  const bytes = Math.max(layout.storedTileBytes, pixels * bytesPerElement(layout.dtype));
  if (bytes <= largestTile) return;
  throw new PixelmetryError("unsupported-format", {
    what: `one ${layout.tiled ? "tile" : "strip"} of the TIFF file is too large to decode`,
    where: layout.ifd.source.name,
    expected: `at most ${largestTile} bytes`,
    received: `${layout.tileWidth} x ${layout.tileHeight} pixels, ${bytes} bytes`,
    remedy: "save the image with tiles of 256 x 256 to 1024 x 1024 pixels",
  });
}

/**
 * Refuses colour images; a region feature of red, green and blue at once has no meaning.
 * @param declared whether the metadata say that the samples are channels
 * @throws PixelmetryError `unsupported-format`
 */
export function checkPhotometric(layout: PageLayout, declared: boolean): void {
  const { photometric, samples, ifd } = layout;
  // WhiteIsZero, BlackIsZero, palette index, mask: one number per sample, used as stored.
  if (photometric === 0 || photometric === 1 || photometric === 3 || photometric === 4) return;
  if (photometric === 2 && declared) return;
  throw new PixelmetryError("unsupported-format", {
    what: "the TIFF file is a colour image",
    where: ifd.source.name,
    expected: "one grey value per channel",
    received: `${photometricName(photometric)}, ${samples} samples per pixel`,
    remedy: "split it into channels, or save it as an OME-TIFF that declares its channels",
    data: { photometric, samples },
  });
}

/**
 * Refuses compressions and predictors that are not read.
 * @throws PixelmetryError `unsupported-format`
 */
export function checkCoding(layout: PageLayout): void {
  const { ifd, compression, samplesPerTile, bits, kind, imageDepth } = layout;
  const where = ifd.source.name;
  if (!compressions.has(compression)) {
    throw new PixelmetryError("unsupported-format", {
      what: "the compression of the TIFF file is not supported",
      where,
      expected: "none, PackBits, LZW, Deflate, Zstandard or 8-bit JPEG",
      received: compressionName(compression),
      remedy: "save the file with Deflate or without compression",
      data: { compression },
    });
  }
  if (compression === 7 && (bits !== 8 || kind !== "uint" || samplesPerTile !== 1)) {
    throw new PixelmetryError("unsupported-format", {
      what: "this kind of JPEG compression is not supported",
      where,
      expected: "one 8-bit sample per pixel",
      received: `${samplesPerTile} samples, ${bits}-bit ${kind}`,
      remedy: "save the file with Deflate or without compression",
    });
  }
  if (imageDepth > 1) {
    throw new PixelmetryError("unsupported-format", {
      what: "TIFF tiles with more than one plane are not supported",
      where,
      received: `ImageDepth ${imageDepth}`,
      remedy: "save one page per plane",
    });
  }
  checkPredictor(layout);
}

function checkPredictor({ ifd, predictor, bits, kind }: PageLayout): void {
  const known =
    predictor === 1 ||
    (predictor === 2 && (bits === 8 || bits === 16 || bits === 32 || bits === 64)) ||
    (predictor === 3 && kind === "float");
  if (known) return;
  throw new PixelmetryError("unsupported-format", {
    what: "the predictor of the TIFF file is not supported",
    where: ifd.source.name,
    expected: "1 (none), 2 (horizontal) or 3 (floating point)",
    received: `predictor ${predictor} with ${bits}-bit ${kind}`,
    remedy: "save the file without a predictor",
  });
}
