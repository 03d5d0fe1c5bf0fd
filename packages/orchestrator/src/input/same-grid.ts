/**
 * Whether two images lie on one grid of pixels: size, time points, pixel size, position and orientation.
 * @module
 */
import type { ImageInfo, Placement, Spacing } from "@pixelmetry/io";
import { PixelmetryError } from "@pixelmetry/roi";

type Axis = "x" | "y" | "z";

/** Writers round pixel sizes; a thousandth is far below any real difference. */
const sameStep = 1e-3;

/**
 * Positions are compared at the corners. Headers round matrices, quaternions and decimals, which moves corners by
 * hundredths of a pixel; images that were resampled or flipped differ by half a pixel or more.
 */
const sameCorner = 0.1;

/**
 * Refuses an image on another grid. One plane serves all planes, one time point all of them; what only one of the
 * two images states is not compared.
 * @param what - the role of `other`: "the label image"
 * @throws PixelmetryError `geometry-mismatch` that names the difference
 */
export function checkSameGrid(first: ImageInfo, other: ImageInfo, what: string): void {
  const sameDepth = first.size[2] === other.size[2] || other.size[2] === 1;
  if (first.size[0] !== other.size[0] || first.size[1] !== other.size[1] || !sameDepth) {
    throw new PixelmetryError("geometry-mismatch", {
      where: other.name,
      what: `${what} does not have the size of ${first.name}`,
      expected: `${sizeText(first.size)} pixels`,
      received: sizeText(other.size),
      remedy: "pair images of the same field, at the same resolution level",
    });
  }
  if (other.frames > 1 && other.frames !== first.frames) {
    throw new PixelmetryError("geometry-mismatch", {
      where: other.name,
      what: `${what} does not have the time points of ${first.name}`,
      expected: first.frames > 1 ? `${first.frames} time points, or one for all` : "one time point",
      received: other.frames,
      remedy: "pair images of the same time points",
    });
  }
  if (first.spacing.unit !== "pixel" && other.spacing.unit !== "pixel") checkSpacing(first, other, what);
  if (first.size[2] === other.size[2]) checkPlacement(first, other, what);
}

const sizeText = ([width, height, depth]: ImageInfo["size"]): string =>
  depth > 1 ? `${width} x ${height} x ${depth}` : `${width} x ${height}`;

function checkSpacing(first: ImageInfo, other: ImageInfo, what: string): void {
  const axes = (["x", "y", "z"] as const).slice(0, first.size[2] > 1 ? 3 : 2);
  for (const axis of axes) {
    const [p, q] = [inUm(first.spacing, axis), inUm(other.spacing, axis)];
    if (Math.abs(p - q) > sameStep * Math.max(p, q)) {
      throw new PixelmetryError("geometry-mismatch", {
        where: other.name,
        what: `${what} does not have the pixel size of ${first.name} along ${axis}`,
        expected: `${p} um`,
        received: `${q} um`,
        remedy: "resample one of them, or state the pixel size of both with --spacing",
      });
    }
  }
}

/** Length of a pixel along an axis, micrometres. */
export const inUm = (spacing: Spacing, axis: Axis): number =>
  spacing[axis] * (spacing.unit === "mm" ? 1000 : 1);

function checkPlacement(first: ImageInfo, other: ImageInfo, what: string): void {
  const [a, b] = [first.placement, other.placement];
  if (a === undefined || b === undefined || first.spacing.unit === "pixel") return;
  const steps = (["x", "y", "z"] as const).map((axis) => inUm(first.spacing, axis) / 1000);
  const axis = [0, 1, 2].find((i) => {
    const turn = a.directions[i].map((value, k) => b.directions[i][k] - value);
    return (
      first.size[i] > 1 &&
      !near(
        turn.map((value) => value * steps[i] * (first.size[i] - 1)),
        a,
        steps,
      )
    );
  });
  const remedy = "resample one of them onto the grid of the other";
  if (axis !== undefined) {
    throw new PixelmetryError("geometry-mismatch", {
      where: other.name,
      what: `${what} does not have the orientation of ${first.name}: its ${"xyz"[axis]} axis has another direction`,
      expected: vectorText(a.directions[axis]),
      received: vectorText(b.directions[axis]),
      remedy,
    });
  }
  if (
    near(
      b.origin.map((value, k) => value - a.origin[k]),
      a,
      steps,
    )
  )
    return;
  throw new PixelmetryError("geometry-mismatch", {
    where: other.name,
    what: `${what} does not lie where ${first.name} does: its first pixel is elsewhere`,
    expected: `${vectorText(a.origin)} mm`,
    received: vectorText(b.origin),
    remedy,
  });
}

/** Whether a displacement, millimetres, is a small part of a pixel along every axis of the grid. */
function near(displacement: readonly number[], { directions }: Placement, steps: readonly number[]): boolean {
  return directions.every((direction, i) => {
    const along = direction.reduce((sum, value, k) => sum + value * displacement[k], 0);
    return Math.abs(along) <= sameCorner * steps[i];
  });
}

const vectorText = (vector: readonly number[]): string =>
  `(${vector.map((value) => Number(value.toFixed(4))).join(", ")})`;
