import { hypot, type PixelArray } from "@pixelmetry/roi";
import { boundaryIndices } from "../boundary.ts";
import { fastLength, fftPlan } from "../fft/plan.ts";
import type { Complex } from "../fft/radix.ts";
import type { RealArray } from "../response.ts";
import type { Boundary, Pooling } from "../spec.ts";
import { type GaborKernel, gaborReach, gaborTransfer } from "./transfer.ts";
import { transpose } from "./transpose.ts";

/** A plane of a volume: voxels along u and v and the distances of their neighbours in the array. */
export interface PlaneLayout {
  readonly width: number;
  readonly height: number;
  readonly strideU: number;
  readonly strideV: number;
}

const zeros = (length: number): Complex => ({ re: new Float64Array(length), im: new Float64Array(length) });

/** Pooled moduli of the responses of planes to Gabor kernels that differ in their angle. */
export function gaborPlaneFilter(
  layout: PlaneLayout,
  kernels: readonly GaborKernel[],
  boundary: Boundary,
  pooling: Pooling,
) {
  const { width, height, strideU, strideV } = layout;
  const half = gaborReach(kernels[0], Math.max(width, height));
  const paddedWidth = fastLength(width + 2 * half);
  const paddedHeight = fastLength(height + 2 * half);
  const transfers = kernels.map((kernel) => gaborTransfer(kernel, half, paddedWidth, paddedHeight));
  const alongU = fftPlan(paddedWidth, paddedHeight);
  const alongV = fftPlan(paddedHeight, paddedWidth);
  const us = boundaryIndices(boundary, width, half);
  const vs = boundaryIndices(boundary, height, half);
  const size = paddedWidth * paddedHeight;
  const [columnwise, rowwise, product] = [zeros(size), zeros(size), zeros(size)];
  const pooled = new Float64Array(width * height);

  /** Adds `share` times the pooled response of the plane that begins at `start`. */
  return (data: PixelArray, start: number, share: number, out: RealArray): void => {
    columnwise.re.fill(0);
    columnwise.im.fill(0);
    for (let u = 0; u < us.length; u++) {
      if (us[u] < 0) continue;
      const from = start + us[u] * strideU;
      const to = u * paddedHeight;
      for (let v = 0; v < vs.length; v++) {
        columnwise.re[to + v] = vs[v] < 0 ? 0 : data[from + vs[v] * strideV];
      }
    }
    alongU.forward(columnwise, paddedHeight);
    transpose(columnwise, paddedWidth, paddedHeight, rowwise);
    alongV.forward(rowwise, paddedWidth);
    pooled.fill(0);
    for (const { columns, gains } of transfers) {
      multiply(rowwise, paddedWidth, columns, gains, product);
      alongV.inverse(product, columns.length);
      unpack(product, columns, half, height, paddedWidth, columnwise);
      alongU.inverse(columnwise, height);
      pool(columnwise, half * height, pooled, pooling);
    }
    const scale = share / (size * (pooling === "mean" ? transfers.length : 1));
    for (let u = 0; u < width; u++) {
      const to = start + u * strideU;
      for (let v = 0; v < height; v++) out[to + v * strideV] += scale * pooled[u * height + v];
    }
  };
}

/** Products at the frequencies that a kernel passes. */
function multiply(
  spectrum: Complex,
  width: number,
  columns: Int32Array,
  gains: Float64Array,
  to: Complex,
): void {
  const count = columns.length;
  for (let i = 0, row = 0; i < gains.length; row += width) {
    for (let c = 0; c < count; c++, i++) {
      to.re[i] = spectrum.re[row + columns[c]] * gains[i];
      to.im[i] = spectrum.im[row + columns[c]] * gains[i];
    }
  }
}

/** The rows inside the plane, as columns: 0 at frequencies that are not there. */
function unpack(
  from: Complex,
  columns: Int32Array,
  top: number,
  height: number,
  width: number,
  to: Complex,
): void {
  to.re.fill(0, 0, width * height);
  to.im.fill(0, 0, width * height);
  const count = columns.length;
  for (let v = 0; v < height; v++) {
    const row = (v + top) * count;
    for (let c = 0; c < count; c++) {
      to.re[columns[c] * height + v] = from.re[row + c];
      to.im[columns[c] * height + v] = from.im[row + c];
    }
  }
}

function pool({ re, im }: Complex, from: number, to: Float64Array, pooling: Pooling): void {
  for (let i = 0; i < to.length; i++) {
    const modulus = hypot(re[from + i], im[from + i]);
    if (pooling === "mean") to[i] += modulus;
    else if (modulus > to[i]) to[i] = modulus;
  }
}
