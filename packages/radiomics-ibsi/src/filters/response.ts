import { PixelmetryError } from "@pixelmetry/roi";

/** Voxels of a response. */
export type RealArray = Float64Array | Float32Array;

/** How responses are stored; sums are in float64 either way. */
export type Precision = "float64" | "float32";

/**
 * Zeroed voxels.
 * @throws PixelmetryError `memory-budget` when there is no memory for them
 */
export function allocate(precision: Precision, length: number): RealArray {
  const bytes = length * (precision === "float64" ? 8 : 4);
  try {
    return precision === "float64" ? new Float64Array(length) : new Float32Array(length);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const detail = {
      where: "filter",
      what: `there is no memory for ${(bytes / 1e9).toPrecision(3)} GB of voxels`,
      remedy: "filter a part of the volume, in float32 precision, or with less padding",
    };
    throw new PixelmetryError("memory-budget", detail, { cause });
  }
}
