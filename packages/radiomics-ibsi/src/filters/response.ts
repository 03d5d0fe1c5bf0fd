/** Voxels of a response. */
export type RealArray = Float64Array | Float32Array;

/** How responses are stored; sums are in float64 either way. */
export type Precision = "float64" | "float32";

/** Zeroed voxels. */
export const allocate = (precision: Precision, length: number): RealArray =>
  precision === "float64" ? new Float64Array(length) : new Float32Array(length);
