/**
 * On which planes of a grid the frames of a segmentation lie.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { dot } from "../../volume/placement.ts";
import type { FrameAttributes } from "../functional-groups.ts";
import type { PixelModule } from "../pixel-module.ts";
import { stackSlices } from "../stack.ts";
import { type Grid, gridOf, offGrid, toPixels } from "./grid.ts";

/** A frame of a segmentation and the number of its segment. */
export interface SegmentFrame extends FrameAttributes {
  readonly where: string;
  readonly frame: number;
  readonly segment: number;
}

/**
 * Frames by the plane they lie on.
 * @throws PixelmetryError `geometry-mismatch` for frames of another size, orientation or place
 */
export function framePlanes(
  frames: readonly SegmentFrame[],
  grid: Grid,
  columns: number,
  rows: number,
): Map<number, SegmentFrame[]> {
  const planes = new Map<number, SegmentFrame[]>();
  const pixels = toPixels(grid);
  if (columns !== grid.size[0] || rows !== grid.size[1]) {
    throw mismatch(
      frames[0].where,
      `the segmentation does not have the size of ${grid.name}`,
      `${grid.size[0]} x ${grid.size[1]} pixels`,
      `${columns} x ${rows}`,
    );
  }
  for (const frame of frames) {
    const { position, orientation, pixelSpacing, where } = frame;
    if (!position || !orientation || !pixelSpacing) {
      throw mismatch(
        where,
        `frame ${frame.frame + 1} of the segmentation does not say where it lies`,
        "position, orientation and pixel size",
        "none",
      );
    }
    const [x, y, z] = pixels(position);
    // The last pixel is where it should be when the first is, the directions agree and the sizes of pixels do.
    const far = pixels(
      [0, 1, 2].map(
        (k) =>
          position[k] +
          orientation[0][k] * pixelSpacing[1] * (columns - 1) +
          orientation[1][k] * pixelSpacing[0] * (rows - 1),
      ) as unknown as typeof position,
    );
    const plane = Math.round(z);
    const off = [x, y, z - plane, far[0] - (columns - 1), far[1] - (rows - 1), far[2] - plane];
    const turned =
      dot(orientation[0], grid.placement.directions[0]) < 0.99 ||
      dot(orientation[1], grid.placement.directions[1]) < 0.99;
    if (
      turned ||
      off.some((distance) => Math.abs(distance) > offGrid) ||
      plane < 0 ||
      plane >= grid.size[2]
    ) {
      throw mismatch(
        where,
        `frame ${frame.frame + 1} of the segmentation does not lie on a plane of ${grid.name}`,
        `its first pixel at (0, 0, plane)`,
        `(${[x, y, z].map((value) => Number(value.toFixed(2))).join(", ")}) in pixels${turned ? ", turned" : ""}`,
      );
    }
    const others = planes.get(plane) ?? [];
    others.push(frame);
    planes.set(plane, others);
  }
  return planes;
}

/** The grid that the frames make up themselves, one plane for each of their positions. */
export function ownGrid(frames: readonly SegmentFrame[], columns: number, rows: number, where: string): Grid {
  const seen = new Map<string, SegmentFrame>();
  for (const frame of frames)
    seen.set(frame.position?.map((value) => value.toFixed(3)).join(" ") ?? "", frame);
  const pixels = { columns, rows, type: { kind: "uint", bits: 8 } } as PixelModule;
  const slices = [...seen.values()].map((frame) => ({ ...frame, file: 0, instance: 0, pixels }));
  const stack = stackSlices(slices);
  return gridOf({ name: where, size: [columns, rows, slices.length], ...stack });
}

function mismatch(where: string, what: string, expected: string, received: string): PixelmetryError {
  return new PixelmetryError("geometry-mismatch", {
    where,
    what,
    expected,
    received,
    remedy: "pair the segmentation with the image that it was made on",
  });
}
