/**
 * What one TIFF page is made of: the geometry of its tiles or strips and the type of its samples.
 * @module
 */
import { bytesPerElement, type DType, PixelmetryError } from "@pixelmetry/roi";
import { corrupt } from "./corrupt.ts";
import type { Ifd } from "./ifd.ts";
import { Tag } from "./tags.ts";

/** Stored form of a sample. */
export type SampleKind = "uint" | "int" | "float";

/** Geometry and coding of one page. A strip is a tile as wide as the image. */
export interface PageLayout {
  readonly ifd: Ifd;
  readonly width: number;
  readonly height: number;
  readonly tiled: boolean;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly tilesAcross: number;
  readonly tilesDown: number;
  readonly samples: number;
  /** PlanarConfiguration 2: each sample has its own tiles. */
  readonly planar: boolean;
  /** Samples that one tile interleaves. */
  readonly samplesPerTile: number;
  readonly bits: number;
  readonly kind: SampleKind;
  /** Type in memory: 64-bit integers become `float64`, float16 `float32`, 1 to 7 bits `uint8`, 9 to 15 `uint16`. */
  readonly dtype: DType;
  /** Whether samples are stored as they are held in memory, byte order aside. */
  readonly native: boolean;
  readonly compression: number;
  readonly predictor: number;
  readonly reversedBits: boolean;
  readonly photometric: number;
  /** Planes of one tile, 1 in all but a few files. */
  readonly imageDepth: number;
  /** Bytes of one full decoded tile as stored, before conversion to `dtype`. */
  readonly storedTileBytes: number;
  readonly storedRowBytes: number;
}

/** SamplesPerPixel is a 16-bit number. */
const mostSamples = 65535;

/**
 * Reads the tags of a page.
 * @throws PixelmetryError `corrupt-input` for contradictory tags, `unsupported-format` for sample types that
 *   have no place in memory
 */
export async function readLayout(ifd: Ifd): Promise<PageLayout> {
  const width = await size(ifd, Tag.ImageWidth);
  const height = await size(ifd, Tag.ImageLength);
  const samples = await ifd.number(Tag.SamplesPerPixel, 1);
  const photometric = await ifd.number(Tag.Photometric, 1);
  const { bits, kind } = await sampleType(ifd, samples);
  const dtype = memoryType(ifd, bits, kind);

  const tiled = ifd.has(Tag.TileWidth) || ifd.has(Tag.TileOffsets);
  const rows = tiled ? 0 : await ifd.number(Tag.RowsPerStrip, height);
  const tileWidth = tiled ? await size(ifd, Tag.TileWidth) : width;
  // RowsPerStrip is 2^32 - 1 where a writer means "all".
  const tileHeight = tiled ? await size(ifd, Tag.TileLength) : Math.min(Math.max(rows, 1), height);
  const planar = samples > 1 && (await ifd.number(Tag.PlanarConfiguration, 1)) === 2;
  const samplesPerTile = planar ? 1 : samples;
  const storedRowBytes = Math.ceil((tileWidth * samplesPerTile * bits) / 8);
  const storedTileBytes = storedRowBytes * tileHeight;
  const compression = await ifd.number(Tag.Compression, 1);
  const predictor = await ifd.number(Tag.Predictor, 1);
  return {
    ifd,
    width,
    height,
    tiled,
    tileWidth,
    tileHeight,
    tilesAcross: Math.ceil(width / tileWidth),
    tilesDown: Math.ceil(height / tileHeight),
    samples,
    planar,
    samplesPerTile,
    bits,
    kind,
    dtype,
    native: bits === 8 * bytesPerElement(dtype) && (kind === "float" || bits < 64),
    compression,
    // JPEG predicts by itself; every writer that puts the tag beside another coding does difference the samples.
    predictor: compression === 7 ? 1 : predictor,
    reversedBits: (await ifd.number(Tag.FillOrder, 1)) === 2,
    photometric,
    imageDepth: await ifd.number(Tag.ImageDepth, 1),
    storedTileBytes,
    storedRowBytes,
  };
}

async function size(ifd: Ifd, tag: number): Promise<number> {
  const value = await ifd.number(tag, 0);
  if (value >= 1) return value;
  const name = tag === Tag.ImageWidth || tag === Tag.ImageLength ? "image" : "tile";
  throw corrupt(ifd.source, `the ${name} size in the TIFF file is missing or 0`, {
    expected: "at least 1 x 1 pixel",
    received: ifd.has(tag) ? value : "no value",
  });
}

async function sampleType(ifd: Ifd, samples: number): Promise<{ bits: number; kind: SampleKind }> {
  if (samples < 1 || samples > mostSamples) {
    throw corrupt(ifd.source, "the number of samples per pixel in the TIFF file is impossible", {
      expected: `1 to ${mostSamples}`,
      received: samples,
    });
  }
  const bits = await same(ifd, Tag.BitsPerSample, 1);
  const format = await same(ifd, Tag.SampleFormat, 1);
  const kinds: readonly (SampleKind | undefined)[] = [undefined, "uint", "int", "float", "uint"];
  const kind = kinds[format];
  if (kind === undefined) {
    throw new PixelmetryError("unsupported-format", {
      what: "the sample format of the TIFF file is not supported",
      where: ifd.source.name,
      expected: "integers or floating point",
      received: format === 5 || format === 6 ? "complex numbers" : `SampleFormat ${format}`,
      remedy: "save real and imaginary part as two images",
    });
  }
  return { bits, kind };
}

/** The one value that a tag with a value per sample must have. */
async function same(ifd: Ifd, tag: number, fallback: number): Promise<number> {
  const values = await ifd.numbers(tag);
  if (!values || values.length === 0) return fallback;
  for (let i = 1; i < values.length; i++) {
    if (values[i] !== values[0]) {
      throw new PixelmetryError("unsupported-format", {
        what: "the samples of the TIFF file differ in type",
        where: ifd.source.name,
        received: `${values[0]} and ${values[i]} ${tag === Tag.BitsPerSample ? "bits" : "as sample format"}`,
        remedy: "save the channels as pages of one type",
      });
    }
  }
  return values[0];
}

function memoryType(ifd: Ifd, bits: number, kind: SampleKind): DType {
  if (kind === "float") {
    if (bits === 16 || bits === 32) return "float32";
    if (bits === 64) return "float64";
  } else if (bits === 64) {
    return "float64";
  } else if (bits === 8 || bits === 16 || bits === 32) {
    return `${kind}${bits}`;
  } else if (kind === "uint" && bits >= 1 && bits < 16) {
    return bits < 8 ? "uint8" : "uint16";
  }
  throw new PixelmetryError("unsupported-format", {
    what: "the bit depth of the TIFF file is not supported",
    where: ifd.source.name,
    expected: "1 to 16, 32 or 64 bits",
    received: `${bits}-bit ${kind}`,
    remedy: "save it with 8, 16 or 32 bits",
  });
}
