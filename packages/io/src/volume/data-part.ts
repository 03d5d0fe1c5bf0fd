/**
 * The samples of formats with text headers: behind the header or in another file, raw, compressed or as text.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { StreamFormat } from "../bytes/inflate.ts";
import { inflateSource } from "../bytes/inflate-source.ts";
import type { StoredType } from "../samples/stored-type.ts";
import { corruptText, quoted } from "./text-header.ts";
import { textSamples } from "./text-samples.ts";

/** Where samples lie and how they are coded. */
export interface DataPart {
  readonly source: ByteSource;
  /** Position of the first coded byte; negative: raw samples at the very end of the file. */
  readonly position: number;
  /** Bytes to skip once decoded. */
  readonly skip: number;
  readonly coding: StreamFormat | "raw" | "text";
  readonly type: StoredType;
  /** Number of samples. */
  readonly count: number;
}

/** Decoded samples: a source, the position of the first in it, and their type. */
export interface Samples {
  readonly source: ByteSource;
  readonly position: number;
  readonly type: StoredType;
  /** Text is decoded to the order of memory. */
  readonly littleEndian?: true;
}

/** Opens a part. @throws PixelmetryError `corrupt-input` */
export async function openSamples({
  source,
  position,
  skip,
  coding,
  type,
  count,
}: DataPart): Promise<Samples> {
  if (coding === "text") {
    return { ...(await textSamples(source, position + skip, count, type)), position: 0, littleEndian: true };
  }
  if (coding !== "raw") return { source: inflateSource(source, coding, position), position: skip, type };
  const first = position < 0 ? source.size - count * (type.bits / 8) : position + skip;
  if (first < 0)
    throw corruptText(source, "the file is smaller than its data", count * (type.bits / 8), source.size);
  return { source, position: first, type };
}

/**
 * Opens the file of the samples beside its header.
 * @throws PixelmetryError `input-not-found`, `unsupported-format` where there is no folder to look in
 */
export async function besides(source: ByteSource, path: string): Promise<ByteSource> {
  if (source.sibling !== undefined) return source.sibling(path.replaceAll("\\", "/"));
  throw new PixelmetryError("unsupported-format", {
    what: `the header keeps its samples in the file ${quoted(path)}`,
    where: source.name,
    expected: "header and samples in one file, or in one folder",
    remedy: "save the volume as one file",
  });
}

/** Closes the files of a volume: decoded samples, their file, its header. */
export async function closeAll(...sources: readonly (ByteSource | undefined)[]): Promise<void> {
  for (const source of new Set(sources)) await source?.close();
}
