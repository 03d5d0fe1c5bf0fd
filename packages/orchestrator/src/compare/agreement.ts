/**
 * How well two columns agree, ROI by ROI.
 * @module
 */

/** What was found for one column. */
export interface Agreement {
  /** ROIs with a value in both tables. */
  compared: number;
  /** ROIs with a value here only, and there only. */
  onlyOurs: number;
  onlyTheirs: number;
  /** Largest relative difference: of the larger magnitude; 0 when nothing was compared. */
  worst: number;
  /** ROI of the largest difference, `image label`; empty when all values are equal. */
  worstRoi: string;
  /** ROIs whose relative difference is over the tolerance. */
  beyond: number;
}

export interface Tolerances {
  readonly relative: number;
  /** Differences up to this do not count: rounding of values that are small differences of large ones. */
  readonly absolute: number;
}

/** Largest magnitude of a column in both tables. */
export function magnitude(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest;
}

export const newAgreement = (): Agreement => ({
  compared: 0,
  onlyOurs: 0,
  onlyTheirs: 0,
  worst: 0,
  worstRoi: "",
  beyond: 0,
});

/** Adds one ROI; NaN is a missing value. */
export function addPair(
  to: Agreement,
  ours: number,
  theirs: number,
  roi: string,
  { relative, absolute }: Tolerances,
): void {
  const [here, there] = [!Number.isNaN(ours), !Number.isNaN(theirs)];
  if (here && there) {
    to.compared++;
    const difference = Math.abs(ours - theirs);
    if (difference <= absolute) return;
    const quotient = difference / Math.max(Math.abs(ours), Math.abs(theirs));
    if (quotient > relative) to.beyond++;
    if (quotient > to.worst) {
      to.worst = quotient;
      to.worstRoi = roi;
    }
  } else if (here) to.onlyOurs++;
  else if (there) to.onlyTheirs++;
}
