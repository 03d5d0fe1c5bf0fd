import {
  type DerivedToken,
  type Discretisation,
  defineDerived,
  discretisationKey,
  levelCount,
  levelOf,
  type Multiset,
  valueCounts,
} from "@pixelmetry/roi";

/** Pixels per grey level. */
export interface LevelHistogram {
  /** Number of finite pixels. */
  readonly n: number;
  /**
   * Number of grey levels of the ROI, counted from 1 to the highest; 0 without finite pixels, NaN when there
   * would be more than the discretisation can number.
   */
  readonly levels: number;
  /** Pixels of level i + 1; empty unless `levels` > 0. */
  readonly counts: Float64Array;
}

/** Histogram of the grey levels, from the distinct intensities: no pixel is discretised twice. */
export function levelHistogram(
  d: Discretisation,
): DerivedToken<LevelHistogram, { counts: typeof valueCounts }> {
  return defineDerived({
    key: `level_histogram(${discretisationKey(d)})`,
    needs: { counts: valueCounts },
    cost: { perPixel: 4, perRoi: 400 },
    derive: ({ counts }) => histogramOf(counts, d),
  });
}

function histogramOf({ n, values, counts: weights }: Multiset, d: Discretisation): LevelHistogram {
  const min = values[0];
  const max = values[values.length - 1];
  const levels = levelCount(d, { min, max, count: n });
  const counts = new Float64Array(levels > 0 ? levels : 0);
  if (levels > 0) {
    for (let i = 0; i < values.length; i++) counts[levelOf(d, values[i], min, max) - 1] += weights[i];
  }
  return { n, levels, counts };
}
