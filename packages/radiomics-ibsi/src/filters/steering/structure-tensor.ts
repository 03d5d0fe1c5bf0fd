import { exp, square } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import type { RealArray } from "../response.ts";
import { centredKernel } from "../separable/kernel.ts";
import { PlanePass } from "../separable/plane-pass.ts";
import { Taps } from "../separable/taps.ts";
import type { Boundary } from "../spec.ts";
import { eigenframe } from "./eigenframe.ts";
import { Frames } from "./frames.ts";

/** The window reaches this many standard deviations. */
const cutoff = 4;

/**
 * The local directions of an image: eigenvectors of the structure tensor J_ab = Gaussian * (R_a R_b) of the
 * first-order Riesz responses R, that of the largest eigenvalue first. N. Chenouard, M. Unser, IEEE Trans. Image
 * Process. 21 (2012) 2002, doi:10.1109/TIP.2011.2173206.
 * @param gradient - R per axis of the filter
 * @param sigma - of the window, voxels
 */
export function localFrames(
  gradient: readonly RealArray[],
  size: Vector,
  sigma: number,
  boundary: Boundary,
): Frames {
  const [width, height, depth] = size;
  const plane = width * height;
  const window = gaussianWindow(sigma);
  const alongZ = new Taps(gradient.length === 3 ? window : centredKernel([1]), boundary, depth);
  const pass = new PlanePass([{ x: window, y: window }], width, height, boundary, { sum: 1 });
  const product = new Float64Array(plane);
  const tensor = pairs(gradient.length).map(([a, b]) => ({ a, b, values: new Float64Array(plane) }));
  const frames = new Frames(plane * depth);
  const matrix = new Float64Array(9);
  const frame = new Float64Array(9);
  const towards = new Float64Array(3);
  for (let z = 0; z < depth; z++) {
    const count = alongZ.locate(z);
    for (const { a, b, values } of tensor) {
      product.fill(0);
      for (let t = 0; t < count; t++) {
        addProduct(product, alongZ.weights[t], gradient[a], gradient[b], alongZ.from[t] * plane);
      }
      pass.apply(product, 0, values, false);
    }
    for (let i = 0; i < plane; i++) {
      matrix.fill(0);
      for (const { a, b, values } of tensor) matrix[3 * a + b] = matrix[3 * b + a] = values[i];
      for (let a = 0; a < gradient.length; a++) towards[a] = gradient[a][z * plane + i];
      eigenframe(matrix, towards, frame);
      frames.set(z * plane + i, frame);
    }
  }
  return frames;
}

const pairs = (axes: number): (readonly [number, number])[] =>
  Array.from({ length: axes }, (_, a) =>
    Array.from({ length: axes - a }, (_, i) => [a, a + i] as const),
  ).flat();

function addProduct(out: Float64Array, weight: number, p: RealArray, q: RealArray, from: number): void {
  for (let i = 0; i < out.length; i++) out[i] += weight * p[from + i] * q[from + i];
}

function gaussianWindow(sigma: number) {
  const half = Math.floor(cutoff * sigma + 0.5);
  const weights = Float64Array.from({ length: 2 * half + 1 }, (_, i) => exp(-square((i - half) / sigma) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return centredKernel(weights.map((weight) => weight / sum));
}
