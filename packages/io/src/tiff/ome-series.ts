import { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, baseName } from "../bytes/byte-source.ts";
import { corrupt } from "./corrupt.ts";
import type { PageLayout } from "./layout.ts";
import { type OmeImage, type OmeXml, parseOmeXml, type TiffData } from "./ome-xml.ts";
import { micrometres, planeIndex, type Series, unitInMicrometres } from "./series.ts";

/** What of the file the description must agree with. */
interface FileFacts {
  readonly source: ByteSource;
  /** Pages in the chain. */
  readonly pages: number;
  /** Layout of a page by number, for samples and interpretation. */
  layout(page: number): Promise<PageLayout>;
}

/**
 * The image that OME-XML describes.
 * @param index which image of the document
 * @throws PixelmetryError `corrupt-input` when the document is malformed or does not fit the pages,
 *   `unsupported-format` when pixels or metadata are in another file
 */
export async function omeSeries(description: string, index: number, file: FileFacts): Promise<Series> {
  const { source } = file;
  const ome = parse(description, source);
  if (ome.metadataFile !== undefined) throw elsewhere(source, "metadata", ome.metadataFile);
  const image = ome.images[index];
  if (!image) {
    throw new PixelmetryError("invalid-argument", {
      what: "the OME-TIFF has no such image",
      where: source.name,
      expected: ome.images.length === 0 ? "at least one Image element" : `0 to ${ome.images.length - 1}`,
      received: index,
    });
  }
  const notes: string[] = [];
  if (ome.images.length > 1) {
    notes.push(`the file holds ${ome.images.length} images; image ${index} ("${image.name}") is read`);
  }
  const blocks = ownBlocks(ome, image, source);
  const firstPage = blocks[0]?.ifd ?? 0;
  if (firstPage >= file.pages) throw tooFewPages(source, firstPage + 1, file.pages);
  const { samples, photometric } = await file.layout(firstPage);
  if (image.sizeC % samples !== 0) {
    throw corrupt(source, "the OME-XML does not fit the samples per pixel", {
      expected: `SizeC as a multiple of ${samples}`,
      received: image.sizeC,
    });
  }
  const sizes = { Z: image.sizeZ, C: image.sizeC / samples, T: image.sizeT };
  const pages = assignPages(image, blocks, sizes, file);
  const { X, Y, Z } = image.physicalSize;
  const length = (size: typeof X) => {
    const unit = size && unitInMicrometres(size.unit);
    return unit === undefined ? undefined : size!.value * unit;
  };
  return {
    depth: sizes.Z,
    channels: image.sizeC,
    frames: sizes.T,
    channelNames: channelNames(image, samples, photometric === 2),
    spacing: micrometres(length(X), length(Y), length(Z), sizes.Z, notes),
    claimedSize: [image.sizeX, image.sizeY],
    claimedType: image.type,
    samplesAreChannels: true,
    notes,
    pages,
    locate(z, channel, frame) {
      const plane = planeIndex(image.order, sizes, { Z: z, C: Math.floor(channel / samples), T: frame });
      return { page: pages[plane], sample: channel % samples, skip: 0 };
    },
  };
}

function parse(description: string, source: ByteSource): OmeXml {
  try {
    return parseOmeXml(description);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw corrupt(source, "the OME-XML of the file is not valid", { received: cause.message, cause });
  }
}

/** The blocks of pages, which must all lie in this file. */
function ownBlocks(ome: OmeXml, image: OmeImage, source: ByteSource): readonly TiffData[] {
  const all = { ifd: 0, z: 0, c: 0, t: 0, count: undefined, fileName: undefined, uuid: undefined };
  if (image.tiffData.length === 0) return [all];
  const isOwn = ({ uuid, fileName }: TiffData) =>
    (uuid === undefined && fileName === undefined) ||
    (uuid !== undefined && uuid === ome.uuid) ||
    (fileName !== undefined && baseName(fileName) === source.name);
  const foreign = image.tiffData.find((block) => !isOwn(block));
  // A file that was renamed and has no UUID still names its old self, and nothing else.
  const files = new Set(
    ome.images.flatMap(({ tiffData }) => tiffData.map(({ uuid, fileName }) => uuid ?? fileName)),
  );
  const contradicts = foreign?.uuid !== undefined && ome.uuid !== undefined;
  if (foreign && (files.size > 1 || contradicts)) {
    throw elsewhere(source, "planes", foreign.fileName ?? foreign.uuid ?? "another file");
  }
  return image.tiffData;
}

/** Page of every plane, in the order of the document. */
function assignPages(
  image: OmeImage,
  blocks: readonly TiffData[],
  sizes: Record<"Z" | "C" | "T", number>,
  { source, pages: available }: FileFacts,
): Int32Array {
  const planes = sizes.Z * sizes.C * sizes.T;
  // Before memory is taken for the table: a plane is a page.
  if (planes > available) throw tooFewPages(source, planes, available);
  const pages = new Int32Array(planes).fill(-1);
  let assigned = 0;
  let conflict = false;
  for (const { ifd, z, c, t, count } of blocks) {
    if (z >= sizes.Z || c >= sizes.C || t >= sizes.T) {
      throw corrupt(source, "the OME-XML places a page outside the image", {
        expected: `Z < ${sizes.Z}, C < ${sizes.C}, T < ${sizes.T}`,
        received: `Z ${z}, C ${c}, T ${t}`,
      });
    }
    const first = planeIndex(image.order, sizes, { Z: z, C: c, T: t });
    const length = count ?? Math.min(available - ifd, planes - first);
    if (first + length > planes || !(length >= 0)) {
      throw corrupt(source, "the OME-XML assigns more pages than the image has planes", {
        expected: `at most ${planes - first} from Z ${z}, C ${c}, T ${t} on`,
        received: length,
      });
    }
    if (ifd + length > available) throw tooFewPages(source, ifd + length, available);
    assigned += length;
    for (let i = 0; i < length; i++) {
      conflict ||= pages[first + i] >= 0 && pages[first + i] !== ifd + i;
      pages[first + i] = ifd + i;
    }
    // Repetitions are harmless, but a document of nothing else would take forever.
    if (conflict || assigned > 8 * planes) {
      throw corrupt(source, "the OME-XML assigns several pages to one plane", {
        received: `page ${ifd + 1} at Z ${z}, C ${c}, T ${t}`,
      });
    }
  }
  const missing = pages.indexOf(-1);
  if (missing >= 0) {
    throw corrupt(source, "the OME-XML names no page for some planes", {
      expected: `${planes} planes`,
      received: `${pages.reduce((sum, page) => sum + (page >= 0 ? 1 : 0), 0)}, plane ${missing} is the first missing one`,
    });
  }
  return pages;
}

function channelNames(image: OmeImage, samples: number, colour: boolean): string[] {
  const names: string[] = [];
  for (const { name, samples: own } of image.channels) {
    for (let i = 0; i < own && names.length < image.sizeC; i++) {
      names.push(own === 3 && colour && name === "" ? ["red", "green", "blue"][i] : name);
    }
  }
  if (names.length === 0 && colour && samples === 3) names.push("red", "green", "blue");
  while (names.length < image.sizeC) names.push("");
  return names;
}

function elsewhere(source: ByteSource, what: string, where: string): PixelmetryError {
  return new PixelmetryError("unsupported-format", {
    what: `the ${what} of the OME-TIFF are in another file`,
    where: source.name,
    expected: "one file that holds the whole image",
    received: where,
    remedy: "save the image as a single OME-TIFF",
  });
}

function tooFewPages(source: ByteSource, expected: number, received: number): PixelmetryError {
  return corrupt(source, "the OME-XML describes more pages than the file has", { expected, received });
}
