/**
 * Length of the boundary, holes included, from counts of what pixels touch what.
 * @module
 */
import { atan2, type DerivedToken, defineDerived, hypot, type Needs, roiInfo } from "@pixelmetry/roi";
import type { PerimeterEstimator } from "./parameters.ts";
import { type RunContacts, runContacts } from "./run-contacts.ts";
import { stepCounts } from "./step-counts.ts";

/** The perimeter by this estimator; NaN where it has none. */
export function perimeterOf(estimator: PerimeterEstimator): DerivedToken<number, Needs> {
  if (estimator === "skimage") return byWeightedSteps(4);
  if (estimator === "skimage_8") return byWeightedSteps(8);
  const estimate = { crofton, crofton_2: crofton2, iso_line: isoLine, polygon, cracks }[estimator];
  return defineDerived({
    key: `perimeter(${estimator})`,
    needs: { roi: roiInfo, contacts: runContacts },
    cost: { perPixel: 0, perRoi: 50 },
    derive: ({ roi, contacts }) => estimate(roi.count, contacts, roi.image.spacing[0], roi.image.spacing[1]),
  }) as DerivedToken<number, Needs>;
}

/** Files round the two sizes of a square pixel on their own. */
const squareness = 1e-5;

/** The weights are lengths of steps between square pixels; other pixels have none. */
const byWeightedSteps = (neighbours: 4 | 8): DerivedToken<number, Needs> =>
  defineDerived({
    key: `perimeter(steps, ${neighbours})`,
    needs: { roi: roiInfo, steps: stepCounts(neighbours) },
    cost: { perPixel: 0, perRoi: 50 },
    derive({ roi, steps: { straight, diagonal, mixed } }) {
      const [sx, sy] = roi.image.spacing;
      if (Math.abs(sx - sy) > squareness * sx) return Number.NaN;
      return (straight + Math.SQRT2 * diagonal + ((1 + Math.SQRT2) / 2) * mixed) * ((sx + sy) / 2);
    },
  }) as DerivedToken<number, Needs>;

/** Sides of pixels: two per run, and above and below every pixel without a neighbour there. */
function cracks(n: number, { runs, vertical }: RunContacts, sx: number, sy: number): number {
  return 2 * (runs * sy + (n - vertical) * sx);
}

/**
 * Cauchy-Crofton formula with rows, columns and both diagonals. Each direction stands for the angles nearest to
 * it, its lines for the strip up to the next line; the boundary crosses a line as often as a pixel and its
 * successor along the line differ.
 * @see D. Legland, K. Kieu, M.-F. Devaux, Computation of Minkowski measures on 2D and 3D binary images, 2007,
 *   doi:10.5566/ias.v26.p83-92
 */
function crofton(n: number, contacts: RunContacts, sx: number, sy: number): number {
  const tilt = sx === sy ? Math.PI / 4 : atan2(sy, sx);
  const rows = tilt * sy * 2 * contacts.runs;
  const columns = (Math.PI / 2 - tilt) * sx * 2 * (n - contacts.vertical);
  const diagonals = (Math.PI / 4) * ((sx * sy) / hypot(sx, sy)) * 2 * (2 * n - contacts.diagonal);
  return (rows + columns + diagonals) / 2;
}

/** The same with rows and columns only: each stands for half of all angles. */
const crofton2 = (n: number, contacts: RunContacts, sx: number, sy: number): number =>
  (Math.PI / 4) * cracks(n, contacts, sx, sy);

/** Windows of 2 x 2 pixels by what they hold, counted from the pairs and squares of pixels in them. */
function windowsOf(n: number, { runs, vertical, diagonal, squares, saddles }: RunContacts) {
  const three = diagonal - saddles - 2 * squares;
  const alongRow = 2 * (n - runs) - three - 2 * squares;
  const alongColumn = 2 * vertical - three - 2 * squares;
  const one = 4 * n - 2 * (alongRow + alongColumn + saddles) - 3 * three - 4 * squares;
  return { one, alongRow, alongColumn, three, saddles };
}

/**
 * Lines through the middles of the pixel sides between region and background: they cut a corner where a window holds one
 * or three pixels, and two where it holds two that touch at a corner.
 */
function isoLine(n: number, contacts: RunContacts, sx: number, sy: number): number {
  const { one, alongRow, alongColumn, three, saddles } = windowsOf(n, contacts);
  return alongRow * sx + alongColumn * sy + ((one + three + 2 * saddles) / 2) * hypot(sx, sy);
}

/**
 * Closed chains of the centres of boundary pixels, 8-connected. They step along a row or column where a 2 x 2
 * window holds two pixels side by side, diagonally where it holds three, and twice where they touch at a corner
 * only.
 */
function polygon(n: number, contacts: RunContacts, sx: number, sy: number): number {
  const { alongRow, alongColumn, three, saddles } = windowsOf(n, contacts);
  return alongRow * sx + alongColumn * sy + (three + 2 * saddles) * hypot(sx, sy);
}
