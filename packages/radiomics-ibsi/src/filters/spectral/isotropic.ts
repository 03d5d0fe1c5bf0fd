import type { Vector, Volume } from "../../chain/volume.ts";
import { fastLength } from "../../fft/plan.ts";
import { axesOf, voxelsPerUnit } from "../lengths.ts";
import { allocate, type Precision, type RealArray } from "../response.ts";
import type { Boundary, RieszSpec } from "../spec.ts";
import { addSteered, steeringTerms } from "../steering/steer.ts";
import { localFrames } from "../steering/structure-tensor.ts";
import { type Gain, RieszTransfer } from "./riesz-transfer.ts";
import { type Padding, SpectralFilter, type Transfer } from "./spectral-filter.ts";

/** An isotropic filter with a Riesz transform. */
export interface IsotropicFilter {
  readonly dimensions: 2 | 3;
  readonly boundary: Boundary;
  /** Voxels added on every side. */
  readonly padding: number;
  /** For volumes of a size, padding included. */
  readonly gain: (size: Vector) => Gain;
  readonly riesz?: RieszSpec;
}

/** Applies a filter in the frequency domain, slices or the volume at a time. */
export function isotropicResponse(
  { data, size, spacing }: Volume,
  filter: IsotropicFilter,
  precision: Precision,
): RealArray {
  const { dimensions, boundary, riesz } = filter;
  const part: Vector = dimensions === 3 ? size : [size[0], size[1], 1];
  const padding = pad(part, filter);
  const spectral = new SpectralFilter(part, padding, precision);
  const gain = filter.gain(padding.size);
  const voxels = part[0] * part[1] * part[2];
  const apply = (order: Vector, out: RealArray) => {
    const transfer: Transfer = new RieszTransfer(padding.size, gain, order);
    for (let at = 0; at < data.length; at += voxels) {
      spectral.apply(data.subarray(at, at + voxels), transfer, out.subarray(at, at + voxels));
    }
    return out;
  };
  const [l1 = 0, l2 = 0, l3 = 0] = riesz?.order ?? [];
  const order: Vector = [l1, l2, l3];
  const out = allocate(precision, data.length);
  if (riesz?.steering === undefined) return apply(order, out);
  const { sigma, unit } = riesz.steering;
  const window = sigma * voxelsPerUnit(unit, spacing, axesOf(dimensions));
  // Directions need no more than seven digits.
  const gradient = firstOrders
    .slice(0, dimensions)
    .map((first) => apply(first, allocate("float32", data.length)));
  const frames = localFrames(gradient, size, window, boundary);
  const component = allocate(precision, data.length);
  const total = l1 + l2 + l3;
  for (const term of steeringTerms(order, dimensions)) {
    addSteered(out, apply(term.order, component), frames, term, total);
  }
  return out;
}

const firstOrders: readonly Vector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * A periodic volume needs nothing around it, and IBSI's non-separable wavelets are defined without. Otherwise the
 * side grows to the next length that transforms fast.
 */
function pad(size: Vector, { dimensions, boundary, padding }: IsotropicFilter): Padding {
  if (padding === 0) return { boundary, before: [0, 0, 0], size };
  const grown = (n: number, axis: number) => (axis < dimensions ? fastLength(n + 2 * padding) : n);
  const before = (axis: number) => (axis < dimensions ? padding : 0);
  return {
    boundary,
    before: [before(0), before(1), before(2)],
    size: [grown(size[0], 0), grown(size[1], 1), grown(size[2], 2)],
  };
}
