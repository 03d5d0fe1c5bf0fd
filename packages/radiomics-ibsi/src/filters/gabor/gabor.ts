import type { Volume } from "../../chain/volume.ts";
import { voxelsPerUnit } from "../lengths.ts";
import { allocate, type Precision, type RealArray } from "../response.ts";
import type { GaborSpec } from "../spec.ts";
import { gaborPlaneFilter } from "./plane-filter.ts";
import type { GaborKernel } from "./transfer.ts";

/** Axes u and v of the planes orthogonal to z, y and x. */
const orthogonalPlanes = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/**
 * The Gabor filter, IBSI Q88H: moduli of the responses in planes, pooled over angles, then averaged over the three
 * directions of planes.
 */
export function gaborFilter(
  { data, size, spacing }: Volume,
  spec: GaborSpec,
  precision: Precision,
): RealArray {
  const planes = spec.planes === "axial" ? orthogonalPlanes.slice(0, 1) : orthogonalPlanes;
  const scale = voxelsPerUnit(spec.unit, spacing, spec.planes === "axial" ? [0, 1] : [0, 1, 2]);
  const kernels: GaborKernel[] = anglesOf(spec).map((thetaDegrees) => ({
    sigma: spec.sigma * scale,
    wavelength: spec.wavelength * scale,
    aspectRatio: spec.aspectRatio,
    thetaDegrees,
  }));
  const strides = [1, size[0], size[0] * size[1]];
  const out = allocate(precision, data.length);
  for (const [u, v] of planes) {
    const layout = { width: size[u], height: size[v], strideU: strides[u], strideV: strides[v] };
    const apply = gaborPlaneFilter(layout, kernels, spec.boundary, spec.rotation?.pooling ?? "mean");
    const across = 3 - u - v;
    for (let s = 0; s < size[across]; s++) apply(data, s * strides[across], 1 / planes.length, out);
  }
  return out;
}

/** Opposite directions give conjugate responses, of one modulus, so that half of them are enough. */
function anglesOf({ thetaDegrees = 0, rotation }: GaborSpec): number[] {
  if (rotation === undefined) return [thetaDegrees];
  const steps = Math.round(360 / rotation.stepDegrees);
  const distinct = steps % 2 === 0 ? steps / 2 : steps;
  return Array.from({ length: distinct }, (_, i) => thetaDegrees + i * rotation.stepDegrees);
}
