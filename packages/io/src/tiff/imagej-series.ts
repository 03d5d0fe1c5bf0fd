import { corrupt } from "./corrupt.ts";
import type { Ifd } from "./ifd.ts";
import type { PageLayout } from "./layout.ts";
import { micrometres, pixelSpacing, planeIndex, type Series, unitInMicrometres } from "./series.ts";
import { Tag } from "./tags.ts";

/** Whether an image description is ImageJ's. */
export const isImageJ = (description: string): boolean => description.startsWith("ImageJ=");

/**
 * The hyperstack that ImageJ's description declares. ImageJ writes stacks above 4 GB as one page followed by
 * the pixels of all planes; these are found by their position.
 * @throws PixelmetryError `corrupt-input` when the number of planes and of pages disagree
 */
export async function imageJSeries(
  description: string,
  ifd: Ifd,
  first: PageLayout,
  pages: number,
): Promise<Series> {
  const values = new Map<string, string>();
  for (const line of description.split(/\r?\n/)) {
    const equals = line.indexOf("=");
    if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1));
  }
  const size = (key: string) => {
    const value = Number(values.get(key) ?? 1);
    if (Number.isInteger(value) && value >= 1) return value;
    throw corrupt(ifd.source, `"${key}" in the ImageJ description is not a positive integer`, {
      received: values.get(key) ?? "nothing",
    });
  };
  const channels = size("channels");
  const frames = size("frames");
  const images = values.has("images") ? size("images") : pages;
  const depth = values.has("slices") ? size("slices") : Math.max(1, Math.round(images / (channels * frames)));
  const sizes = { Z: depth, C: channels, T: frames };
  const planes = depth * channels * frames;
  const contiguous = pages === 1 && planes > 1;
  if (contiguous) await checkContiguous(first, planes);
  else if (planes !== pages) {
    throw corrupt(ifd.source, "the ImageJ description does not fit the pages of the file", {
      expected: `${channels} channels x ${depth} slices x ${frames} frames = ${planes} pages`,
      received: pages,
    });
  }
  const notes: string[] = [];
  return {
    depth,
    channels: channels * first.samples,
    frames,
    channelNames: new Array<string>(channels * first.samples).fill(""),
    spacing: await spacing(values, ifd, depth, notes),
    samplesAreChannels: false,
    notes,
    pages: contiguous ? [0] : Array.from({ length: planes }, (_, page) => page),
    locate(z, channel, frame) {
      const c = Math.floor(channel / first.samples);
      const plane = planeIndex("CZT", sizes, { Z: z, C: c, T: frame });
      const sample = channel % first.samples;
      return contiguous ? { page: 0, sample, skip: plane } : { page: plane, sample, skip: 0 };
    },
  };
}

/**
 * Checks that `planes` uncompressed planes lie one after the other from the first strip of `layout` on.
 * @throws PixelmetryError `corrupt-input` when there is no room for them
 */
export async function checkContiguous(layout: PageLayout, planes: number): Promise<void> {
  const { ifd } = layout;
  const offsets = (await ifd.numbers(Tag.StripOffsets)) ?? [];
  const stripBytes = layout.storedTileBytes;
  let follow = layout.compression === 1 && !layout.tiled && offsets.length > 0;
  for (let i = 1; i < offsets.length; i++) follow &&= offsets[i] === offsets[i - 1] + stripBytes;
  const start = offsets[0] ?? 0;
  const end = start + planes * layout.storedRowBytes * layout.height * (layout.planar ? layout.samples : 1);
  // Pixels do not run through the directory that describes them.
  if (follow && end <= ifd.source.size && (ifd.offset < start || ifd.offset >= end)) return;
  throw corrupt(ifd.source, "the description declares more planes than the file holds", {
    expected: `${planes} planes of ${layout.width} x ${layout.height} pixels`,
    received: `1 page, ${ifd.source.size} bytes`,
  });
}

async function spacing(values: ReadonlyMap<string, string>, ifd: Ifd, depth: number, notes: string[]) {
  const name = values.get("unit") ?? "";
  const unit = unitInMicrometres(name);
  // "inch" is what ImageJ makes of the print resolution that other programs put into the file.
  if (unit === undefined || name === "inch") return pixelSpacing;
  const x = unit / (await ifd.number(Tag.XResolution, Number.NaN));
  const y = unit / (await ifd.number(Tag.YResolution, Number.NaN));
  const z = values.has("spacing") ? Math.abs(Number(values.get("spacing"))) * unit : undefined;
  return micrometres(x, y, z, depth, notes);
}
