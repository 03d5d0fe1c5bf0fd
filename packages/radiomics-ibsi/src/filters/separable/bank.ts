/**
 * Banks of separable kernels, applied plane by plane: besides the volume and the response there are only the
 * planes that a kernel along z reaches.
 * @module
 */
import type { PixelArray } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import type { RealArray } from "../response.ts";
import type { Boundary } from "../spec.ts";
import { groupBy } from "./group-by.ts";
import type { Reduction, SeparableKernel } from "./kernel.ts";
import { PlaneCache } from "./plane-cache.ts";
import { PlanePass } from "./plane-pass.ts";
import { Taps } from "./taps.ts";
import { weightedSum } from "./weighted-sum.ts";

/** Planes are summed in parts that stay in the nearest cache. */
const chunk = 2048;

/**
 * Convolves a volume with every kernel of a bank. Kernels that are equal along z, or along z and y, share that pass.
 * @param keep - whether `out` holds responses already that take part in the reduction
 */
export function applyBank(
  data: PixelArray,
  size: Vector,
  bank: readonly SeparableKernel[],
  boundary: Boundary,
  reduction: Reduction,
  out: RealArray,
  keep = false,
): void {
  const [width, height, depth] = size;
  const plane = width * height;
  const groups = groupBy(bank, ({ z }) => z?.key ?? "").map((members) => ({
    taps: members[0].z && new Taps(members[0].z, boundary, depth),
    rows: new PlanePass(members, width, height, boundary, reduction),
  }));
  const reach = Math.max(...bank.map(({ z }) => z?.reach ?? 0));
  const cache = new PlaneCache(data, plane, depth, 2 * reach + 1);
  const own = new Int32Array(1);
  const summed = new Float64Array(groups.some(({ taps }) => taps) ? plane : 0);
  const response = new Float64Array(plane);
  for (let z = 0; z < depth; z++) {
    if (keep) response.set(out.subarray(z * plane, (z + 1) * plane));
    groups.forEach(({ taps, rows }, g) => {
      if (taps === undefined) {
        own[0] = z;
        cache.locate(own, 1);
        rows.apply(cache.planes, own[0], response, keep || g > 0);
        return;
      }
      const count = taps.locate(z);
      cache.locate(taps.from, count);
      for (let at = 0; at < plane; at += chunk) {
        const length = Math.min(chunk, plane - at);
        weightedSum(summed, at, cache.planes, taps.from, at, taps.weights, count, length);
      }
      rows.apply(summed, 0, response, keep || g > 0);
    });
    out.set(response, z * plane);
  }
}
