/**
 * DICOM structure sets (RTSTRUCT; PS3.3, C.8.8.5 and C.8.8.6) as labels.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../../bytes/byte-source.ts";
import { checkRegion } from "../../region.ts";
import type { ImageInfo, ImageSource, OpenOptions, Vector } from "../../source.ts";
import type { Dataset, DicomFile } from "../dataset.ts";
import { impossible } from "../pixel-module.ts";
import { insideSpans, type PlanePolygons, polygonsOf } from "./contours.ts";
import { type Grid, gridOf, offGrid, toPixels } from "./grid.ts";
import { chooseSegments, labelType, overlap, type Segment, segmentNote } from "./segments.ts";

/**
 * Opens a structure set as labels, numbered like its regions, on the grid of `options.grid`. A pixel belongs to a
 * region when its centre lies inside the closed planar contours on its plane; a contour inside another is a hole.
 * Nothing is interpolated between planes.
 * @throws PixelmetryError `geometry-mismatch` for contours between planes; reading throws `invalid-labels` where
 *   regions overlap
 */
export async function openContours(
  { data }: DicomFile,
  source: ByteSource,
  options: OpenOptions,
): Promise<ImageSource> {
  const where = source.name;
  if (options.grid === undefined) {
    throw new PixelmetryError("geometry-mismatch", {
      what: "contours have no pixels of their own",
      where,
      expected: "an image to draw them on",
      remedy: "give the file as the labels of the image that the contours were drawn on",
    });
  }
  const grid = gridOf(options.grid);
  const segments = chooseSegments(regionsOf(data), options.segments, where);
  const notes = [segmentNote(segments)];
  const planes = planesOf(data, segments, grid, where, notes);
  const [width, height] = grid.size;
  const byNumber = new Map(segments.map((segment) => [segment.number, segment]));
  const info: ImageInfo = {
    name: options.name ?? where,
    size: grid.size,
    dtype: labelType(segments),
    tile: [width, Math.min(height, Math.ceil(2 ** 20 / width))],
    channels: 1,
    channelNames: [""],
    frames: 1,
    spacing: grid.spacing,
    placement: grid.placement,
    levels: [[width, height]],
    level: 0,
    notes,
  };
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const { x, y, z = 0 } = region;
      for (let row = 0; row < region.height; row++) {
        out.fill(0, offset + row * stride, offset + row * stride + region.width);
      }
      for (const { segment, polygons } of planes.get(z) ?? []) {
        insideSpans(polygons, x, y, region.width, region.height, (row, from, to) => {
          const start = offset + (row - y) * stride - x;
          for (let at = start + from; at < start + to; at++) {
            if (out[at] !== 0)
              throw overlap(where, byNumber.get(out[at])!, segment, `(${at - start}, ${row}, ${z})`);
          }
          out.fill(segment.number, start + from, start + to);
        });
      }
    },
    async close() {
      await source.close();
    },
  };
}

const regionsOf = (data: Dataset): Segment[] =>
  data
    .items("x30060020")
    .map((item) => ({ number: item.decimal("x30060022") ?? Number.NaN, name: item.text("x30060026") }));

type Planes = Map<number, { readonly segment: Segment; readonly polygons: PlanePolygons }[]>;

function planesOf(
  data: Dataset,
  segments: readonly Segment[],
  grid: Grid,
  where: string,
  notes: string[],
): Planes {
  const planes: Planes = new Map();
  const pixels = toPixels(grid);
  let skipped = 0;
  for (const segment of segments) {
    const contours = new Map<number, Float64Array[]>();
    for (const region of data.items("x30060039")) {
      if (region.decimal("x30060084") !== segment.number) continue;
      for (const contour of region.items("x30060040")) {
        if (!/^CLOSED_?PLANAR(_XOR)?$/.test(contour.text("x30060042"))) {
          skipped++;
          continue;
        }
        const [plane, points] = planar(contour, pixels, grid, segment, where);
        const others = contours.get(plane) ?? [];
        others.push(points);
        contours.set(plane, others);
      }
    }
    for (const [plane, own] of contours) {
      const others = planes.get(plane) ?? [];
      others.push({ segment, polygons: polygonsOf(own) });
      planes.set(plane, others);
    }
  }
  if (skipped > 0) notes.push(`${skipped} contours that are no closed polygons (points, lines) are left out`);
  return planes;
}

/** A contour in pixels of its plane. */
function planar(
  contour: Dataset,
  pixels: (position: Vector) => Vector,
  grid: Grid,
  { number, name }: Segment,
  where: string,
): [plane: number, points: Float64Array] {
  const values = contour.decimals("x30060050");
  if (values.length < 9 || values.length % 3 !== 0 || !values.every(Number.isFinite)) {
    throw impossible(
      where,
      `contour of region ${number}`,
      "at least 3 points of 3 numbers",
      `${values.length} numbers`,
    );
  }
  const points = new Float64Array((values.length / 3) * 2);
  let plane = 0;
  for (let i = 0; i < values.length / 3; i++) {
    const [x, y, z] = pixels([values[3 * i], values[3 * i + 1], values[3 * i + 2]]);
    if (i === 0) plane = Math.round(z);
    if (Math.abs(z - plane) > offGrid || plane < 0 || plane >= grid.size[2]) {
      throw new PixelmetryError("geometry-mismatch", {
        what: `a contour of region ${number} ${name.replace(/[^\x20-\x7e]/g, "?")} does not lie on a plane of ${grid.name}`,
        where,
        expected: `planes 0 to ${grid.size[2] - 1}`,
        received: `plane ${Number(z.toFixed(2))}`,
        remedy: "pair the contours with the image that they were drawn on",
      });
    }
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  return [plane, points];
}
