/**
 * MetaImage files as image sources.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { ImageSource, OpenOptions } from "../source.ts";
import { besides, closeAll, type DataPart, openSamples } from "../volume/data-part.ts";
import { checkSingle } from "../volume/options.ts";
import { corruptText, numbers, quoted } from "../volume/text-header.ts";
import { volumeImage } from "../volume/volume-image.ts";
import { axisSizes, flag, metaGeometry, readHeader, required, sampleType } from "./header.ts";

/**
 * Opens a MetaImage file with its data behind the header (`.mha`) or in one other file (`.mhd`); raw, compressed
 * (read as a stream) or text (read whole). The fourth axis is time; channels lie side by side.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format`, `input-not-found` for a missing data file
 */
export async function openMetaImage(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  checkSingle(source, options);
  const { fields, end } = await readHeader(source);
  const size = axisSizes(source, fields);
  const type = sampleType(source, required(source, fields, "ElementType"));
  const [channels] = numbers(
    source,
    "ElementNumberOfChannels",
    fields.get("ElementNumberOfChannels") ?? "1",
    1,
  );
  const [width, height, depth, frames] = size;
  const count = width * height * depth * frames * channels;
  if (!(Number.isInteger(channels) && channels >= 1 && Number.isSafeInteger(8 * count))) {
    throw corruptText(
      source,
      "the number of channels is impossible",
      "1 or more",
      quoted(fields.get("ElementNumberOfChannels") ?? ""),
    );
  }
  checkIntensity(source, fields);
  const binary = flag(source, fields, ["BinaryData"], true);
  const compressed = flag(source, fields, ["CompressedData"], false);
  const littleEndian = !flag(source, fields, ["ElementByteOrderMSB", "BinaryDataByteOrderMSB"], false);
  const file = dataFile(source, required(source, fields, "ElementDataFile"));
  const data = file === undefined ? source : await besides(source, file);
  try {
    const coding = !binary ? "text" : compressed ? "zlib" : "raw";
    const part = {
      source: data,
      type,
      coding,
      count,
      ...skips(source, fields, file === undefined ? end : 0),
    } as const;
    const samples = await openSamples(part);
    const plane = channels * width * height;
    return volumeImage(
      {
        littleEndian,
        ...samples,
        size: [width, height, depth],
        channels,
        frames,
        strides: { x: channels, y: channels * width, z: plane, frame: plane * depth, channel: 1 },
      },
      { name: options.name ?? source.name, ...metaGeometry(source, fields) },
      () => closeAll(samples.source, data, source),
    );
  } catch (error) {
    if (data !== source) await data.close();
    throw error;
  }
}

/** Programs disagree on whether stored samples are mapped by these keys, so only the identity is taken. */
function checkIntensity(source: ByteSource, fields: ReadonlyMap<string, string>): void {
  const [slope] = numbers(source, "slope", fields.get("ElementToIntensityFunctionSlope") ?? "1", 1);
  const [offset] = numbers(source, "offset", fields.get("ElementToIntensityFunctionOffset") ?? "0", 1);
  if (slope === 1 && offset === 0) return;
  throw new PixelmetryError("unsupported-format", {
    what: "the MetaImage header maps samples to intensities, which programs do differently",
    where: source.name,
    expected: "slope 1 and offset 0",
    received: `slope ${quoted(String(fields.get("ElementToIntensityFunctionSlope") ?? 1))}, offset ${quoted(String(fields.get("ElementToIntensityFunctionOffset") ?? 0))}`,
    remedy: "save the intensities themselves",
  });
}

function dataFile(source: ByteSource, file: string): string | undefined {
  if (/^local$/i.test(file)) return undefined;
  if (/^LIST\b|%\d*d/.test(file)) {
    throw new PixelmetryError("unsupported-format", {
      what: "the MetaImage header spreads its samples over several files",
      where: source.name,
      received: quoted(file),
      remedy: "save the volume as one file",
    });
  }
  return file;
}

function skips(
  source: ByteSource,
  fields: ReadonlyMap<string, string>,
  start: number,
): Pick<DataPart, "position" | "skip"> {
  const [header] = numbers(source, "HeaderSize", fields.get("HeaderSize") ?? "0", 1);
  if (header === -1) return { position: -1, skip: 0 };
  if (Number.isSafeInteger(header) && header >= 0) return { position: start + header, skip: 0 };
  throw corruptText(
    source,
    "the key HeaderSize is impossible",
    "-1, 0 or more",
    quoted(fields.get("HeaderSize")!),
  );
}
