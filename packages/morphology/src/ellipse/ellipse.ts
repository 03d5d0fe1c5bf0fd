import { atan2, type DerivedToken, defineDerived, roiInfo } from "@pixelmetry/roi";
import { differenceOfProducts } from "../numeric/difference-of-products.ts";
import { symmetricEigenvalues } from "../numeric/symmetric-eigenvalues.ts";
import { type CentralMoments, centralMoments } from "../position/central-moments.ts";

/** The ellipse (in a volume, ellipsoid) that has the second moments of the region; lengths in the unit of lengths. */
export interface Ellipse {
  /** Full axis lengths in descending order; `least` is 0 in the plane. */
  readonly major: number;
  readonly minor: number;
  readonly least: number;
  readonly eccentricity: number;
  /** Degrees from the x axis towards +y, in (-90, 90]; NaN when all directions are alike. */
  readonly orientation: number;
}

type Spacing = readonly [number, number, number];

/** Variance of a uniform distribution over the unit interval: what the extent of a pixel adds to its centre. */
const pixelVariance = 1 / 12;

/** Best-fit ellipse; `pixelExtent` says whether pixels are squares or points. */
export function ellipseOf(pixelExtent: boolean): DerivedToken<Ellipse> {
  const added = pixelExtent ? pixelVariance : 0;
  return defineDerived({
    key: `ellipse(${pixelExtent ? "square" : "point"}_pixels)`,
    needs: { roi: roiInfo, moments: centralMoments },
    cost: { perPixel: 0, perRoi: 150 },
    derive: ({ roi: { image }, moments }): Ellipse =>
      image.ndim === 2 ? inPlane(moments, image.spacing, added) : inSpace(moments, image.spacing, added),
  });
}

/** Relative difference of the eigenvalues up to which a direction is an artefact of rounding. */
const roundingNoise = 8 * Number.EPSILON;

function inPlane({ n, nnxx, nnyy, nnxy }: CentralMoments, [sx, sy]: Spacing, added: number): Ellipse {
  const nn = n * n;
  const xx = (nnxx / nn + added) * sx * sx;
  const yy = (nnyy / nn + added) * sy * sy;
  const xy = (nnxy / nn) * sx * sy;
  const trace = xx + yy;
  const spread = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
  if (!(spread > roundingNoise * trace)) {
    const axis = 4 * Math.sqrt(trace / 2);
    return { major: axis, minor: axis, least: 0, eccentricity: 0, orientation: Number.NaN };
  }
  const large = (trace + spread) / 2;
  // The small eigenvalue from the determinant, whose point part is an exact difference of integers.
  const pointDeterminant = differenceOfProducts(nnxx, nnyy, nnxy, nnxy) / nn / nn;
  const determinant = pointDeterminant + added * (nnxx / nn + nnyy / nn) + added * added;
  const small = Math.max(0, (determinant * sx * sx * sy * sy) / large);
  return {
    major: 4 * Math.sqrt(large),
    minor: 4 * Math.sqrt(small),
    least: 0,
    eccentricity: Math.sqrt(Math.min(1, spread / large)),
    // Adding 0 turns -0 into 0, for which atan2 gives 180 and not -180 degrees.
    orientation: (atan2(2 * xy + 0, xx - yy) * 90) / Math.PI,
  };
}

/** A solid ellipsoid with semi-axis a has the variance a^2 / 5 along it. */
function inSpace(moments: CentralMoments, [sx, sy, sz]: Spacing, added: number): Ellipse {
  const nn = moments.n * moments.n;
  const [large, middle, small] = symmetricEigenvalues({
    xx: (moments.nnxx / nn + added) * sx * sx,
    yy: (moments.nnyy / nn + added) * sy * sy,
    zz: (moments.nnzz / nn + added) * sz * sz,
    xy: (moments.nnxy / nn) * sx * sy,
    xz: (moments.nnxz / nn) * sx * sz,
    yz: (moments.nnyz / nn) * sy * sz,
  });
  const axis = (variance: number): number => 2 * Math.sqrt(5 * Math.max(0, variance));
  return {
    major: axis(large),
    minor: axis(middle),
    least: axis(small),
    eccentricity: Number.NaN,
    orientation: Number.NaN,
  };
}
