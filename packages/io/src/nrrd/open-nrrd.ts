/**
 * NRRD files as image sources.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { readBytes } from "../bytes/byte-source.ts";
import type { ImageSource, OpenOptions } from "../source.ts";
import { besides, closeAll, type DataPart, openSamples } from "../volume/data-part.ts";
import { checkSingle } from "../volume/options.ts";
import { corruptText, numbers, quoted } from "../volume/text-header.ts";
import { volumeImage } from "../volume/volume-image.ts";
import { type NrrdAxes, nrrdAxes } from "./axes.ts";
import { axisSizes, readHeader, required, sampleType } from "./header.ts";

/**
 * Opens an NRRD file with its data behind the header (`.nrrd`) or in one other file (`.nhdr`); raw, gzip (read as a
 * stream) or text (read whole). Axes keep their stored order.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format`, `input-not-found` for a missing data file
 */
export async function openNrrd(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  checkSingle(source, options);
  const { fields, end } = await readHeader(source);
  const type = sampleType(source, required(source, fields, "type"));
  const sizes = axisSizes(source, fields);
  const { roles, ...geometry } = nrrdAxes(source, fields, sizes);
  const coding = codingOf(source, fields);
  const littleEndian = byteOrder(source, fields, type.bits, coding);
  const file = dataFile(source, fields);
  const data = file === undefined ? source : await besides(source, file);
  try {
    const count = sizes.reduce((product, n) => product * n, 1);
    const position = file === undefined ? end : 0;
    const part = { source: data, type, coding, count, ...(await skips(data, fields, position, coding)) };
    const samples = await openSamples(part);
    const size = (axis: number | undefined) => (axis === undefined ? 1 : sizes[axis]);
    return volumeImage(
      {
        littleEndian,
        ...samples,
        size: [size(roles.x), size(roles.y), size(roles.z)],
        channels: size(roles.channel),
        frames: size(roles.frame),
        strides: strides(sizes, roles),
      },
      { name: options.name ?? source.name, ...geometry },
      () => closeAll(samples.source, data, source),
    );
  } catch (error) {
    if (data !== source) await data.close();
    throw error;
  }
}

function strides(sizes: readonly number[], roles: NrrdAxes["roles"]) {
  const steps = sizes.map((_, axis) => sizes.slice(0, axis).reduce((product, n) => product * n, 1));
  const total = steps[steps.length - 1] * sizes[sizes.length - 1];
  const step = (axis: number | undefined) => (axis === undefined ? total : steps[axis]);
  return {
    x: step(roles.x),
    y: step(roles.y),
    z: step(roles.z),
    channel: step(roles.channel),
    frame: step(roles.frame),
  };
}

function codingOf(source: ByteSource, fields: ReadonlyMap<string, string>): DataPart["coding"] {
  const encoding = required(source, fields, "encoding").toLowerCase();
  if (encoding === "raw") return "raw";
  if (encoding === "gzip" || encoding === "gz") return "gzip";
  if (encoding === "ascii" || encoding === "text" || encoding === "txt") return "text";
  throw new PixelmetryError("unsupported-format", {
    what: "the encoding of the NRRD file is not supported",
    where: source.name,
    expected: "raw, gzip or ascii",
    received: quoted(encoding),
    remedy: "save it with gzip",
  });
}

function byteOrder(
  source: ByteSource,
  fields: ReadonlyMap<string, string>,
  bits: number,
  coding: string,
): boolean {
  const endian = fields.get("endian")?.toLowerCase();
  if (endian === "big") return false;
  if (endian === "little" || (endian === undefined && (bits === 8 || coding === "text"))) return true;
  throw corruptText(source, 'the field "endian" is missing or wrong', "little or big", quoted(endian ?? ""));
}

/** Name of the one file with the samples, if they are not behind the header. */
function dataFile(source: ByteSource, fields: ReadonlyMap<string, string>): string | undefined {
  const file = fields.get("datafile");
  if (file === undefined || file === "") return undefined;
  if (/^LIST\b|%/.test(file)) {
    throw new PixelmetryError("unsupported-format", {
      what: "the NRRD header spreads its samples over several files",
      where: source.name,
      received: quoted(file),
      remedy: "save the volume as one file",
    });
  }
  return file;
}

/** Where the coded bytes begin, and what is skipped in the decoded ones. */
async function skips(
  source: ByteSource,
  fields: ReadonlyMap<string, string>,
  start: number,
  coding: string,
): Promise<Pick<DataPart, "position" | "skip">> {
  const [lines] = numbers(source, "line skip", fields.get("lineskip") ?? "0", 1);
  const [skip] = numbers(source, "byte skip", fields.get("byteskip") ?? "0", 1);
  const fits = Number.isSafeInteger(lines) && lines >= 0 && Number.isSafeInteger(skip) && skip >= -1;
  if (!fits || (skip === -1 && coding !== "raw")) {
    throw corruptText(
      source,
      "the skips of the NRRD header are impossible",
      "0 or more",
      `${fields.get("lineskip") ?? 0} lines, ${fields.get("byteskip") ?? 0} bytes`,
    );
  }
  if (skip === -1) return { position: -1, skip: 0 };
  return { position: await afterLines(source, start, lines), skip };
}

async function afterLines(source: ByteSource, start: number, lines: number): Promise<number> {
  let position = start;
  for (let left = lines; left > 0; ) {
    const piece = await readBytes(source, position, Math.min(65536, source.size - position));
    if (piece.length === 0)
      throw corruptText(source, "the file ends within the lines to skip", `${lines} lines`);
    let at = 0;
    while (left > 0 && at < piece.length) if (piece[at++] === 10) left--;
    position += at;
  }
  return position;
}
