import { hypot, type PixelArray } from "@pixelmetry/roi";
import { fastLength, fftPlan } from "../../fft/plan.ts";
import type { Complex } from "../../fft/radix.ts";
import { boundaryIndices } from "../boundary.ts";
import type { RealArray } from "../response.ts";
import type { Boundary, Pooling } from "../spec.ts";
import { type GaborKernel, type GaborTransfer, gaborReach, gaborTransfer } from "./transfer.ts";
import { transpose } from "./transpose.ts";

/** A plane of a volume: voxels along u and v and the distances of their neighbours in the array. */
export interface PlaneLayout {
  readonly width: number;
  readonly height: number;
  readonly strideU: number;
  readonly strideV: number;
}

const zeros = (length: number): Complex => ({ re: new Float64Array(length), im: new Float64Array(length) });

/** Lines that are transformed back together: with their working memory they stay in the cache. */
const batch = 32;

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
  const [columnwise, spectrum] = [zeros(size), zeros(size)];
  const product = zeros(batch * paddedHeight);
  const rows = Array.from({ length: Math.ceil(height / batch) }, (_, i) => ({
    first: i * batch,
    lines: Math.min(batch, height - i * batch),
    data: zeros(batch * paddedWidth),
  }));
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
    transpose(columnwise, paddedWidth, paddedHeight, spectrum);
    alongV.forward(spectrum, paddedWidth);
    pooled.fill(0);
    for (const transfer of transfers) {
      for (const { data } of rows) {
        data.re.fill(0);
        data.im.fill(0);
      }
      for (let first = 0; first < transfer.columns.length; first += batch) {
        const lines = Math.min(batch, transfer.columns.length - first);
        multiply(spectrum, paddedWidth, transfer, first, lines, product);
        alongV.inverse(product, lines);
        for (const row of rows) turn(product, transfer.columns, first, lines, half, row);
      }
      for (const { first, lines, data } of rows) {
        alongU.inverse(data, lines);
        pool(data, half, lines, first, height, pooled, pooling);
      }
    }
    const scale = share / (size * (pooling === "mean" ? transfers.length : 1));
    for (let u = 0; u < width; u++) {
      const to = start + u * strideU;
      for (let v = 0; v < height; v++) out[to + v * strideV] += scale * pooled[u * height + v];
    }
  };
}

/** Products at `lines` of the frequencies that a kernel passes, from the `first` on. */
function multiply(
  spectrum: Complex,
  width: number,
  { columns, gains }: GaborTransfer,
  first: number,
  lines: number,
  to: Complex,
): void {
  const height = gains.length / columns.length;
  for (let v = 0, i = 0; v < height; v++) {
    for (let c = first; c < first + lines; c++, i++) {
      const gain = gains[v * columns.length + c];
      const at = v * width + columns[c];
      to.re[i] = spectrum.re[at] * gain;
      to.im[i] = spectrum.im[at] * gain;
    }
  }
}

/** Copies some rows inside the plane, so that they lie next to each other per frequency along u. */
function turn(
  from: Complex,
  columns: Int32Array,
  first: number,
  lines: number,
  top: number,
  to: { readonly first: number; readonly lines: number; readonly data: Complex },
): void {
  const { re, im } = to.data;
  for (let c = 0; c < lines; c++) {
    let i = columns[first + c] * to.lines;
    let at = (to.first + top) * lines + c;
    for (const end = i + to.lines; i < end; i++, at += lines) {
      re[i] = from.re[at];
      im[i] = from.im[at];
    }
  }
}

/** Pools the moduli of `lines` rows, the `first` and its successors. */
function pool(
  { re, im }: Complex,
  left: number,
  lines: number,
  first: number,
  height: number,
  to: Float64Array,
  pooling: Pooling,
): void {
  for (let i = left * lines, at = first; at < to.length; at += height) {
    for (let v = 0; v < lines; v++, i++) {
      const modulus = hypot(re[i], im[i]);
      if (pooling === "mean") to[at + v] += modulus;
      else if (modulus > to[at + v]) to[at + v] = modulus;
    }
  }
}
