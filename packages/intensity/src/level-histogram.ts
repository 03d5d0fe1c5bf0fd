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

/** Pixels per grey level. Empty levels take no place: an image that is not discretised may have 65535 of them. */
export interface LevelHistogram {
  /** Number of finite pixels. */
  readonly n: number;
  /**
   * Number of grey levels of the ROI, counted from 1 to the highest; 0 without finite pixels, NaN when there
   * would be more than the discretisation can number.
   */
  readonly levels: number;
  /** Levels that have pixels, ascending, and how many; empty unless `levels` > 0. */
  readonly occupied: readonly number[];
  readonly counts: readonly number[];
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

function histogramOf(set: Multiset, d: Discretisation): LevelHistogram {
  const { n, values } = set;
  const min = values[0];
  const max = values[values.length - 1];
  const levels = levelCount(d, { min, max, count: n });
  const occupied: number[] = [];
  const counts: number[] = [];
  if (d.method === "fixed-bin-number" && levels > 1) countEqualBins(set, levels, occupied, counts);
  else if (levels > 0) countLevels(set, d, occupied, counts);
  return { n, levels, occupied, counts };
}

/** Values ascend, so the pixels of a level come one after another. */
function countLevels(set: Multiset, d: Discretisation, occupied: number[], counts: number[]): void {
  const { values, counts: weights } = set;
  const min = values[0];
  const max = values[values.length - 1];
  let level = levelOf(d, min, min, max);
  let pixels = 0;
  for (let i = 0; i < values.length; i++) {
    const next = levelOf(d, values[i], min, max);
    if (next !== level) {
      occupied.push(level);
      counts.push(pixels);
      level = next;
      pixels = 0;
    }
    pixels += weights[i];
  }
  occupied.push(level);
  counts.push(pixels);
}

/** The levels that `levelOf` gives for a fixed bin number, in whole numbers from the start, which is faster. */
function countEqualBins(
  { values, counts: weights }: Multiset,
  bins: number,
  occupied: number[],
  counts: number[],
): void {
  const min = values[0];
  const range = values[values.length - 1] - min;
  let bin = 0;
  let pixels = 0;
  for (let i = 0; i < values.length; i++) {
    const found = ((bins * (values[i] - min)) / range) | 0;
    const next = found < bins ? found : bins - 1;
    if (next !== bin) {
      occupied.push(bin + 1);
      counts.push(pixels);
      bin = next;
      pixels = 0;
    }
    pixels += weights[i];
  }
  occupied.push(bin + 1);
  counts.push(pixels);
}
