/**
 * DICOM segmentations (PS3.3, A.51): frames of one segment each, binary or fractional, or label maps.
 * @module
 */
import { type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import { type ByteSource, endOfFile, readBytes } from "../../bytes/byte-source.ts";
import { checkRegion } from "../../region.ts";
import type { ImageInfo, ImageSource, OpenOptions, PlaneRegion } from "../../source.ts";
import type { Dataset, DicomFile } from "../dataset.ts";
import { type Frames, openFrames } from "../frames.ts";
import { frameAttributes } from "../functional-groups.ts";
import { impossible, type PixelModule, pixelModule } from "../pixel-module.ts";
import { pixelCoding } from "../transfer-syntax.ts";
import { type Grid, gridOf } from "./grid.ts";
import { framePlanes, ownGrid, type SegmentFrame } from "./segment-frames.ts";
import { chooseSegments, labelType, overlap, type Segment, segmentNote } from "./segments.ts";

/** How frames say which pixels belong to their segment. */
interface Membership {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  /** Values of a rectangle of a frame; those of at least `threshold` belong. */
  read(frame: number, region: PlaneRegion): Promise<PixelArray>;
  readonly threshold: number;
  /** Values are the numbers of the segments themselves. */
  readonly map: boolean;
  close(): void;
}

/**
 * Opens a segmentation as labels, numbered like its segments, on the grid of `options.grid` or, where its frames
 * make up one, on its own. Fractions of one half and more belong to a segment.
 * @throws PixelmetryError `geometry-mismatch` for frames off the grid; reading throws `invalid-labels` where segments
 *   overlap
 */
export async function openSegmentation(
  file: DicomFile,
  source: ByteSource,
  options: OpenOptions,
): Promise<ImageSource> {
  const { data } = file;
  const where = source.name;
  const membership = await membershipOf(file, where);
  const { columns, rows, frames: count, map } = membership;
  // Label maps list their background as segment 0.
  const all = segmentsOf(data).filter(({ number }) => !(map && number === 0));
  const segments = chooseSegments(all, options.segments, where);
  const byNumber = new Map(segments.map((segment) => [segment.number, segment]));
  const attributes = frameAttributes(data, count, where);
  const groups = data.items("x52009230");
  const frames = attributes.map((own, frame): SegmentFrame => {
    const id = groups[frame]?.items("x0062000a")[0] ?? data.items("x52009229")[0]?.items("x0062000a")[0];
    return { ...own, where, frame, segment: map ? 0 : (id?.uint16("x0062000b") ?? 0) };
  });
  const grid: Grid = options.grid ? gridOf(options.grid) : ownGrid(frames, columns, rows, where);
  const planes = framePlanes(frames, grid, columns, rows);
  const dtype = labelType(segments);
  const info: ImageInfo = {
    name: options.name ?? where,
    size: grid.size,
    dtype,
    tile: [columns, Math.min(rows, Math.ceil(2 ** 20 / columns))],
    channels: 1,
    channelNames: [""],
    frames: 1,
    spacing: grid.spacing,
    placement: grid.placement,
    levels: [[columns, rows]],
    level: 0,
    notes: [segmentNote(segments)],
  };
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const { x, y, width, height, z = 0 } = region;
      for (let row = 0; row < height; row++)
        out.fill(0, offset + row * stride, offset + row * stride + width);
      for (const { frame, segment } of planes.get(z) ?? []) {
        if (!map && !byNumber.has(segment)) continue;
        const values = await membership.read(frame, { x, y, width, height });
        for (let row = 0; row < height; row++) {
          for (let i = 0, at = offset + row * stride; i < width; i++, at++) {
            const value = values[row * width + i];
            if (value < membership.threshold) continue;
            const label = map ? value : segment;
            if (map && !byNumber.has(label)) continue;
            if (out[at] !== 0 && out[at] !== label) {
              throw overlap(
                where,
                byNumber.get(out[at])!,
                byNumber.get(label)!,
                `(${x + i}, ${y + row}, ${z})`,
              );
            }
            out[at] = label;
          }
        }
      }
    },
    async close() {
      membership.close();
      await source.close();
    },
  };
}

function segmentsOf(data: Dataset): Segment[] {
  return data
    .items("x00620002")
    .map((item) => ({ number: item.uint16("x00620004") ?? Number.NaN, name: item.text("x00620005") }));
}

async function membershipOf(file: DicomFile, where: string): Promise<Membership> {
  const type = file.data.text("x00620001");
  if (type === "BINARY" && file.data.uint16("x00280100") === 1) return binary(file, where);
  if (type !== "BINARY" && type !== "FRACTIONAL" && type !== "LABELMAP") {
    throw impossible(where, "kind of the segmentation", "BINARY, FRACTIONAL or LABELMAP", type);
  }
  const pixels = pixelModule(file);
  const frames = await openFrames(file.source, pixels);
  const most = file.data.uint16("x0062000e") ?? 255;
  return {
    ...shapeOf(pixels),
    // Half of the value that stands for a whole pixel.
    threshold: type === "FRACTIONAL" ? Math.max(1, most / 2) : 1,
    map: type === "LABELMAP",
    read: (frame, region) => decoded(frames, pixels, file.source, frame, region),
    close: () => frames.close(),
  };
}

const shapeOf = ({ columns, rows, frames }: PixelModule) => ({ columns, rows, frames });

async function decoded(
  frames: Frames,
  { type }: PixelModule,
  source: ByteSource,
  frame: number,
  region: PlaneRegion,
): Promise<PixelArray> {
  const out = pixelArray(type.bits === 8 ? "uint8" : "uint16", region.width * region.height);
  await frames.read(source, frame, region, { out, offset: 0, stride: region.width });
  return out;
}

/** One bit per pixel, the lowest first; frames follow each other without padding (PS3.5, 8.1.1). */
function binary({ data, source, syntax }: DicomFile, where: string): Membership {
  if (pixelCoding(source, syntax) !== "raw") {
    throw new PixelmetryError("unsupported-format", {
      what: "compressed binary segmentations are not supported",
      where,
      received: syntax,
      remedy: "convert the file to Explicit VR Little Endian",
    });
  }
  const columns = data.uint16("x00280011") ?? 0;
  const rows = data.uint16("x00280010") ?? 0;
  const frames = data.decimal("x00280008") ?? 1;
  const place = data.place("x7fe00010");
  const bits = columns * rows * frames;
  if (place === undefined || !(Number.isSafeInteger(bits) && bits >= 1)) {
    throw impossible(
      where,
      "size of the segmentation",
      "at least 1 x 1 x 1",
      `${columns} x ${rows} x ${data.text("x00280008")}`,
    );
  }
  const end = place.position + Math.ceil(bits / 8);
  if (end > source.size) throw endOfFile(source, end);
  return {
    columns,
    rows,
    frames,
    threshold: 1,
    map: false,
    async read(frame, { x, y, width, height }) {
      const first = (frame * rows + y) * columns;
      const last = first + height * columns;
      const start = Math.floor(first / 8);
      const bytes = await readBytes(source, place.position + start, Math.ceil(last / 8) - start);
      const out = new Uint8Array(width * height);
      for (let row = 0; row < height; row++) {
        let bit = first - 8 * start + row * columns + x;
        for (let i = row * width; i < (row + 1) * width; i++, bit++)
          out[i] = (bytes[bit >> 3] >> (bit & 7)) & 1;
      }
      return out;
    },
    close() {},
  };
}
