import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { symmetricEigenvalues } from "../numeric/symmetric-eigenvalues.ts";
import { centralMoments } from "../position/central-moments.ts";

/** Variances of the voxel centres along the principal axes, descending, in the unit of lengths squared. */
export type PrincipalVariances = readonly [number, number, number];

/** Eigenvalues below this share of the largest are what rounding leaves of 0. */
const noise = 16 * Number.EPSILON;

/** Sample covariance (n - 1) of the voxel centres, as IBSI's reference values have it; NaN for a single voxel. */
export const principalVariances = defineDerived({
  key: "principal_variances",
  needs: { roi: roiInfo, moments: centralMoments },
  cost: { perPixel: 0, perRoi: 500 },
  derive({ roi, moments }): PrincipalVariances {
    const [sx, sy, sz] = roi.image.spacing;
    const { n, nnxx, nnyy, nnzz, nnxy, nnxz, nnyz } = moments;
    if (n < 2) return [Number.NaN, Number.NaN, Number.NaN];
    const per = n * (n - 1);
    const [large, middle, small] = symmetricEigenvalues({
      xx: (nnxx / per) * sx * sx,
      yy: (nnyy / per) * sy * sy,
      zz: (nnzz / per) * sz * sz,
      xy: (nnxy / per) * sx * sy,
      xz: (nnxz / per) * sx * sz,
      yz: (nnyz / per) * sy * sz,
    });
    const clean = (value: number): number => (value < noise * large ? 0 : value);
    return [large, clean(middle), clean(small)];
  },
});
