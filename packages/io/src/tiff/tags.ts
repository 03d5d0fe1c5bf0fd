/** Numbers of the TIFF tags, compressions and photometric interpretations that the reader knows. */
export const Tag = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  Photometric: 262,
  FillOrder: 266,
  ImageDescription: 270,
  StripOffsets: 273,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  XResolution: 282,
  YResolution: 283,
  PlanarConfiguration: 284,
  ResolutionUnit: 296,
  Software: 305,
  Predictor: 317,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  SubIfds: 330,
  ExtraSamples: 338,
  SampleFormat: 339,
  JpegTables: 347,
  ImageDepth: 32997,
  FluoView: 34361,
  ZeissLsm: 34412,
  /** MetaMorph's second private tag: one value per plane of a stack. */
  Uic2: 33629,
} as const;

const tagNames = new Map<number, string>(Object.entries(Tag).map(([name, tag]) => [tag, name]));

/** "ImageWidth", or "tag 700" for a tag that has no name here. */
export const tagName = (tag: number): string => tagNames.get(tag) ?? `tag ${tag}`;

/** Bytes of one value by field type number; 0 for numbers that are no type. 13 and 18 are offsets of IFDs. */
export const typeSize: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

const compressionNames: Readonly<Record<number, string>> = {
  2: "CCITT RLE",
  3: "CCITT fax group 3",
  4: "CCITT fax group 4",
  6: "old-style JPEG",
  9: "JBIG",
  10: "JBIG",
  33003: "JPEG 2000",
  33004: "JPEG 2000",
  33005: "JPEG 2000",
  34661: "JBIG",
  34676: "SGI LogLuv",
  34677: "SGI LogLuv",
  34712: "JPEG 2000",
  34887: "LERC",
  34892: "lossy JPEG (DNG)",
  34925: "LZMA",
  34927: "WebP",
  34933: "PNG",
  34934: "JPEG XR",
  48124: "Jetraw",
  50001: "WebP",
  50002: "JPEG XL",
  52546: "JPEG XL (DNG)",
};

/** "LERC (34887)", or the bare number. */
export function compressionName(code: number): string {
  const name = compressionNames[code];
  return name ? `${name} (${code})` : String(code);
}

const photometricNames: Readonly<Record<number, string>> = {
  2: "RGB",
  5: "CMYK",
  6: "YCbCr",
  8: "CIELab",
  9: "ICCLab",
  10: "ITULab",
  32803: "a colour filter array",
  32844: "LogL",
  32845: "LogLuv",
  34892: "linear raw",
};

/** "RGB", "CMYK", ... */
export const photometricName = (code: number): string =>
  photometricNames[code] ?? `photometric interpretation ${code}`;
